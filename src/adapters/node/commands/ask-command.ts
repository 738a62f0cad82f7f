import { parseArgs } from "node:util";
import type { Answer } from "../../../domain/answer.ts";
import { askRequestSchema, questionLengthLimit } from "../../../domain/ask.ts";
import { placedMessage, TiaowenError } from "../../../domain/errors.ts";
import { normaliseText } from "../../../domain/normalise-text.ts";
import { openAssistant } from "../open-assistant.ts";
import { readSettings } from "../settings.ts";
import { readWords } from "./read-words.ts";

/**
 * `npm run ask -- "问题"`: the answer with its clauses and units; with `--json` the answer object of `POST /v1/ask`.
 * @returns the exit code
 * @throws TiaowenError `configuration_invalid` when no question or one that is too long is given
 */
export async function askCommand(words: string[]): Promise<number> {
  const { values, positionals } = readWords(() =>
    parseArgs({
      args: words,
      allowPositionals: true,
      options: { json: { type: "boolean", default: false } },
    }),
  );
  const question = positionals.join(" ");
  const length = normaliseText(question).length;
  if (length === 0) throw usage('请写出要问的问题,例如:npm run ask -- "我们是高新技术企业,能拿什么补贴?"');
  if (length > questionLengthLimit) throw usage(`问题有 ${length} 个字符,最多 ${questionLengthLimit} 个`);
  const warn = (message: string): void => void process.stderr.write(`${message}\n`);
  const { assistant, corpus } = await openAssistant(readSettings(process.env), { warn });
  for (const problem of corpus.problems) warn(placedMessage(problem));
  if (corpus.documents.length === 0) throw usage("没有可用的政策文件");
  const answer = await assistant.ask(askRequestSchema.parse({ question }));
  process.stdout.write(values.json ? `${JSON.stringify(answer, null, 2)}\n` : forTerminal(answer));
  return 0;
}

function usage(message: string): TiaowenError {
  return new TiaowenError("configuration_invalid", message, { at: "ask" });
}

function forTerminal({ answer, citations, responsibleUnits }: Answer): string {
  const cited = citations.map(
    ({ clauseLabel, chapter, title, documentTitle }) =>
      `  ${clauseLabel ?? ""}${title}${chapter === null ? "" : ` — ${chapter}`} —《${documentTitle}》`,
  );
  return [
    answer,
    ...(cited.length === 0 ? [] : ["", "依据：", ...cited]),
    ...(responsibleUnits.length === 0 ? [] : ["", `责任单位：${responsibleUnits.join("、")}`]),
    "",
  ].join("\n");
}
