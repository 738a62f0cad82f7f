import { cp, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const everyOther = 20;

/** @returns a folder with the corpus and one in twenty of its questions: for tests that build the index again and again. */
export async function corpusWithFewQuestions(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "tiaowen-few-questions-"));
  await cp(join(import.meta.dirname, "../corpus"), folder, { recursive: true });
  const file = join(folder, "lin-an-2024/questions.jsonl");
  const lines = (await readFile(file, "utf8")).split("\n");
  await writeFile(file, lines.filter((_, index) => index % everyOther === 0).join("\n"));
  return folder;
}
