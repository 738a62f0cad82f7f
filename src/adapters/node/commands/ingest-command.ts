import { createHash } from "node:crypto";
import { access, mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { parseArgs } from "node:util";
import type { ParsedDocument } from "../../../domain/document.ts";
import { placedMessage, TiaowenError } from "../../../domain/errors.ts";
import { type IngestReport, ingestReport } from "../../../ingest/ingest-report.ts";
import { parseDocument } from "../../../ingest/parse-document.ts";
import { readText } from "../../../ingest/read-text.ts";
import { openAssistant } from "../open-assistant.ts";
import { readSettings } from "../settings.ts";
import { documentInCorpus, draftDocumentQuestions, openDrafter } from "./draft-document-questions.ts";
import { readWords } from "./read-words.ts";

const usage =
  "用法:npm run ingest -- 文件… [--dry-run] [--json] [--id 文档编号] [--draft-questions | --no-draft-questions]";
const documentId = /^[a-z0-9][a-z0-9-]{0,63}$/;
const readableEndings: readonly string[] = [".txt", ".md"];

interface ReadFile {
  readonly path: string;
  readonly id: string;
  readonly parsed: ParsedDocument;
}

/**
 * `npm run ingest -- FILE…`: parses documents, shows what was understood, then adds them to the corpus folder and
 * indexes it. With `--dry-run` nothing is added; with `--json` the standard output carries the report alone: an
 * object for one file, an array for several. Where a chat model is configured it also drafts ways of asking beside
 * a document that it adds; `--no-draft-questions` leaves that out. `--draft-questions` insists on a model and takes
 * a document that the corpus has already too, for what has no questions yet.
 * @returns the exit code: 1 where questions were insisted on and the model did not answer every time
 * @throws TiaowenError `configuration_invalid` for arguments that do not fit, `corpus_invalid` for a file that
 *   cannot be read or a document id that is taken
 */
export async function ingestCommand(words: string[]): Promise<number> {
  const { values, positionals: paths } = readWords(() =>
    parseArgs({
      args: words,
      allowPositionals: true,
      allowNegative: true,
      options: {
        "dry-run": { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        id: { type: "string" },
        "draft-questions": { type: "boolean" },
      },
    }),
  );
  if (paths.length === 0) throw new TiaowenError("configuration_invalid", usage, { at: "ingest" });
  if (values.id !== undefined && (paths.length > 1 || !documentId.test(values.id))) {
    throw new TiaowenError("configuration_invalid", "--id 只用于一个文件,由小写字母、数字和连字符组成", {
      at: "--id",
    });
  }
  const files = await Promise.all(paths.map((path) => read(path, values.id)));
  const reports = files.map(({ parsed }) => ingestReport(parsed));
  if (values.json) {
    process.stdout.write(`${JSON.stringify(reports.length === 1 ? reports[0] : reports, null, 2)}\n`);
  } else {
    process.stdout.write(files.map((file, index) => forTerminal(file, reports[index])).join("\n"));
  }
  if (values["dry-run"]) {
    if (values["draft-questions"]) say("试运行不起草问法,也不写任何文件");
    return 0;
  }
  return await addToCorpus(files, values["draft-questions"]);
}

async function read(path: string, chosenId: string | undefined): Promise<ReadFile> {
  if (!readableEndings.includes(extname(path).toLowerCase())) {
    throw new TiaowenError("corpus_invalid", `只能读取 ${readableEndings.join("、")} 文件`, { at: path });
  }
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new TiaowenError(
      "corpus_invalid",
      `文件无法读取:${cause instanceof Error ? cause.message : String(cause)}`,
      {
        at: path,
        cause,
      },
    );
  });
  const { text } = readText(bytes, path);
  const id = chosenId ?? idFor(path, text);
  return { path, id, parsed: parseDocument(text, { documentId: id }) };
}

/** The file's name where it can be an id, else the beginning of the text's digest: the same file, the same id. */
function idFor(path: string, text: string): string {
  const name = basename(path, extname(path))
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  if (documentId.test(name)) return name;
  return `document-${createHash("sha256").update(text).digest("hex").slice(0, 12)}`;
}

async function addToCorpus(files: readonly ReadFile[], drafting: boolean | undefined): Promise<number> {
  const settings = readSettings(process.env);
  const { corpusDirectory } = settings;
  // What keeps it from drafting is told before anything is added.
  const drafter = await openDrafter(drafting, process.env);
  for (const file of files) await addFile(file, corpusDirectory, drafting === true);
  let isAnswered = true;
  if (drafter !== null) {
    for (const { id } of files) {
      const answersAll = await draftDocumentQuestions(drafter, corpusDirectory, id, say);
      isAnswered &&= answersAll;
    }
  }
  const { corpus } = await openAssistant(settings, { warn: say });
  for (const problem of corpus.problems) say(placedMessage(problem));
  say(`索引已更新:${corpus.documents.length} 份文件`);
  return drafting === true && !isAnswered ? 1 : 0;
}

/** @param isWelcomeAgain whether a document that is there may be given again, unchanged */
async function addFile(
  { path, id, parsed }: ReadFile,
  corpusDirectory: string,
  isWelcomeAgain: boolean,
): Promise<void> {
  if (!parsed.provisions.some(({ kind }) => kind === "clause")) {
    throw new TiaowenError("corpus_invalid", "没有找到任何条款,未加入语料库", { at: path });
  }
  const folder = join(corpusDirectory, id);
  const isTaken = await access(folder).then(
    () => true,
    () => false,
  );
  if (isTaken) {
    const isSame =
      isWelcomeAgain && (await documentInCorpus(corpusDirectory, id)).document.source === parsed.source;
    if (isSame) return;
    const difference = isWelcomeAgain ? ",正文与这份文件不同" : "";
    throw new TiaowenError("corpus_invalid", `语料库里已有“${id}”${difference},用 --id 另取一个编号`, {
      at: folder,
    });
  }
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `document${extname(path).toLowerCase()}`), parsed.source);
  say(`已加入 ${folder};可以在旁边的 metadata.json 里补充地区、有效期等`);
}

function say(message: string): void {
  process.stderr.write(`${message}\n`);
}

function forTerminal({ path, id }: ReadFile, report: IngestReport | undefined): string {
  if (report === undefined) return "";
  const known = (value: string | null): string => value ?? "(文中没有)";
  const clauses = report.clauses.map(({ label, title, text, responsibleUnits, leadUnits, supportUnits }) => {
    const units = [...leadUnits, ...responsibleUnits, ...supportUnits].join("、");
    const name = `${label ?? ""}${title === "" ? text.slice(0, 24) : title}`;
    return `  ${name}${units === "" ? "" : `  [${units}]`}`;
  });
  return [
    `${path}(编号 ${id})`,
    `  标题:${known(report.title)}`,
    `  发文机关:${known(report.issuer)}  文号:${known(report.documentNumber)}  日期:${known(report.date)}`,
    `  有效期:${known(report.validFrom)} 至 ${known(report.validUntil)}  状态:${known(report.status)}`,
    `  条款:${report.clauses.length}`,
    ...clauses,
    ...report.warnings.map(({ message, at }) => `  注意 ${at}:${message}`),
    "",
  ].join("\n");
}
