import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import * as z from "zod";
import { TiaowenError } from "../../src/domain/errors.ts";
import lawAskings from "./law-askings.json" with { type: "json" };

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
  return readContent(file)
    .split("\n")
    .flatMap((line, index) => {
      if (line.trim() === "") return [];
      const at = `${file}:${index + 1}`;
      try {
        return [schema.parse(JSON.parse(line))];
      } catch (cause) {
        const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
        throw new TiaowenError("corpus_invalid", `${at} 格式不对:${reason}`, { at, cause });
      }
    });
}

function readContent(file: string): string {
  try {
    const bytes = readFileSync(file);
    return (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  } catch (cause) {
    throw new TiaowenError("corpus_invalid", `无法读取 ${file}:${String(cause)}`, { at: file, cause });
  }
}

const lawAskingsSchema = z.strictObject({
  askings: z.array(
    z.strictObject({
      law: z.string().min(1),
      articles: z.array(
        z.strictObject({ article: z.string().min(1), questions: z.array(z.string().min(1)).min(1) }),
      ),
    }),
  ),
});

/**
 * Ways of asking for well-known articles, written for training by people who know the law; where several articles
 * have one name, the first is meant. Articles that the data lack are passed over.
 */
export function readLawAskings({ articles }: Statutes): Omit<LayQuestion, "id">[] {
  const positions = new Map<string, number>();
  articles.forEach(({ law, article }, position) => {
    const name = `${law} ${article}`;
    if (!positions.has(name)) positions.set(name, position);
  });
  return lawAskingsSchema.parse(lawAskings).askings.flatMap(({ law, articles }) =>
    articles.flatMap(({ article, questions }) => {
      const position = positions.get(`${law} ${article}`);
      return position === undefined ? [] : questions.map((question) => ({ question, gold: [position] }));
    }),
  );
}
