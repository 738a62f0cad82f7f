import { join } from "node:path";
import * as z from "zod";
import { TiaowenError } from "../../src/domain/errors.ts";
import { readJsonLines } from "./json-lines.ts";

const articleSchema = z.object({ id: z.int().min(0), law: z.string(), text: z.string() });
export type StatuteArticle = z.infer<typeof articleSchema>;

const askedQuestionSchema = z.object({
  id: z.union([z.int(), z.string().min(1)]),
  question: z.string().min(1),
  gold: z.array(z.int().min(0)).default([]),
});
/** Without gold articles it is ranked, and not measured. */
export type AskedQuestion = z.infer<typeof askedQuestionSchema>;

/** @param folder holds `articles.jsonl.gz`; other files in it are not looked at. */
export async function readArticles(folder: string): Promise<StatuteArticle[]> {
  const articles: StatuteArticle[] = [];
  await readJsonLines(join(folder, "articles.jsonl.gz"), articleSchema, (article) => articles.push(article));
  return articles;
}

/** @param articleIds gold articles have to be among them: a ranking could never hold others. */
export async function readQuestions(file: string, articleIds: ReadonlySet<number>): Promise<AskedQuestion[]> {
  const questions: AskedQuestion[] = [];
  await readJsonLines(file, askedQuestionSchema, (question, at) => {
    const unknown = question.gold.find((id) => !articleIds.has(id));
    if (unknown !== undefined) {
      throw new TiaowenError("corpus_invalid", `${at} gold 中的 ${unknown} 不是任何法条的编号`, { at });
    }
    questions.push(question);
  });
  if (questions.length === 0) throw new TiaowenError("corpus_invalid", `${file} 中没有问题`, { at: file });
  return questions;
}
