import * as z from "zod";
import { foldText } from "../../search/fold-text.ts";
import wordsData from "./unsaid-words.json" with { type: "json" };

export const unsaidWordsSchema = z.strictObject({
  description: z.string(),
  intercept: z.number(),
  weights: z
    .record(z.string(), z.number())
    .describe("Per piece: above 0 where it occurs in questions that are answered, below where it does not"),
});
export type UnsaidWords = z.infer<typeof unsaidWordsSchema>;

const learntWords = unsaidWordsSchema.parse(wordsData);

const runs = /\p{Script=Han}+|\p{L}+/gu;
const pieceLengths = [2, 3];

/** What a question says that neither a provision nor those who asked for it say: pairs and triples of characters, foreign words. */
export function unsaidPieces(question: string, wording: string): string[] {
  const pieces = [...foldText(question).matchAll(runs)].flatMap(([run]) => piecesOf(run));
  return [...new Set(pieces.filter((piece) => !wording.includes(piece)))];
}

function piecesOf(run: string): string[] {
  if (run.length === 1 || !/\p{Script=Han}/u.test(run)) return [run];
  return pieceLengths.flatMap((length) =>
    Array.from({ length: Math.max(0, run.length - length + 1) }, (_, at) => run.slice(at, at + length)),
  );
}

/**
 * Log odds that a question is answered, by what it says beyond the provision that fits best: 多少钱 may be said of
 * anything, 蚂蟥 and 辞退 mean another matter.
 */
export function answeredOdds(
  pieces: readonly string[],
  { intercept, weights }: Pick<UnsaidWords, "intercept" | "weights"> = learntWords,
): number {
  const sum = pieces.reduce((total, piece) => total + (weights[piece] ?? 0), 0);
  return intercept + sum / Math.sqrt(Math.max(1, pieces.length));
}
