import { appendFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { AskedQuestion } from "../../domain/asked-question.ts";
import { TiaowenError } from "../../domain/errors.ts";
import { questionLine } from "../../ingest/question-line.ts";
import { readText } from "../../ingest/read-text.ts";

/** A document's `questions.jsonl`, to which lines are added; what stands there is never touched. */
export interface QuestionsFile {
  /**
   * All or nothing, on disk when it returns.
   * @throws TiaowenError `corpus_invalid` where the file cannot be written
   */
  append(questions: readonly AskedQuestion[]): void;
}

/** @throws TiaowenError `corpus_invalid` where the file is there and cannot be added to */
export async function openQuestionsFile(path: string): Promise<QuestionsFile> {
  const present = await textOf(path);
  let isAtLineStart = present === "" || present.endsWith("\n");
  return {
    append(questions) {
      const lines = questions.map((question) => `${questionLine(question)}\n`).join("");
      // In one go and before the caller goes on: those who append at the same time do not break each other's lines.
      failingWith(path, () => appendFileSync(path, isAtLineStart ? lines : `\n${lines}`));
      isAtLineStart = true;
    },
  };
}

async function textOf(path: string): Promise<string> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return null;
    throw asCorpusInvalid(path, cause);
  });
  if (bytes === null) return "";
  const { text, encoding } = readText(bytes, path);
  if (encoding === "utf-8") return text;
  throw new TiaowenError("corpus_invalid", `文件编码是 ${encoding},存为 UTF-8 以后才能往里添加`, {
    at: path,
  });
}

function failingWith(path: string, write: () => void): void {
  try {
    write();
  } catch (cause) {
    throw asCorpusInvalid(path, cause);
  }
}

function asCorpusInvalid(path: string, cause: unknown): TiaowenError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new TiaowenError("corpus_invalid", `无法读写:${reason}`, { at: path, cause });
}
