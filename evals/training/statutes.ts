import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import * as z from "zod";

const articleSchema = z.object({
  id: z.int().min(0),
  law: z.string(),
  article: z.string(),
  text: z.string(),
});
export type Article = z.infer<typeof articleSchema>;

const layQuestionSchema = z.object({
  id: z.int().min(0),
  question: z.string().min(1),
  gold: z.array(z.int().min(0)).min(1),
});
export type LayQuestion = z.infer<typeof layQuestionSchema>;

export interface Statutes {
  /** National ones first, `nationalCount` of them, each at the position that is its id; then local ones. */
  readonly articles: readonly Article[];
  readonly nationalCount: number;
  readonly questions: readonly LayQuestion[];
}

/** @param folder holds `articles.jsonl.gz`, `local-articles.jsonl.gz` and `questions.jsonl`. */
export function readStatutes(folder: string): Statutes {
  const national = readLines(join(folder, "articles.jsonl.gz"), articleSchema);
  const local = readLines(join(folder, "local-articles.jsonl.gz"), articleSchema);
  const questions = readLines(join(folder, "questions.jsonl"), layQuestionSchema);
  return { articles: [...national, ...local], nationalCount: national.length, questions };
}

function readLines<Schema extends z.ZodType>(file: string, schema: Schema): z.output<Schema>[] {
  const bytes = readFileSync(file);
  const content = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  return content.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    const parsed = schema.safeParse(JSON.parse(line));
    if (!parsed.success) throw new Error(`${file}:${index + 1}: ${z.prettifyError(parsed.error)}`);
    return [parsed.data];
  });
}
