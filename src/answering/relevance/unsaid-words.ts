import * as z from "zod";
import { characterPieces } from "../../search/character-pieces.ts";
import { scaleOf } from "../../search/fit-piece-weights.ts";
import { TermDictionary } from "../../search/term-dictionary.ts";
import wordsData from "./unsaid-words.json" with { type: "json" };

export const unsaidWordsSchema = z
  .strictObject({
    description: z.string(),
    intercept: z.number(),
    pieces: z.string().describe("With a blank between them"),
    weights: z
      .array(z.number())
      .describe("Per piece: above 0 where it occurs in questions that are answered, below where it does not"),
  })
  .refine(({ pieces, weights }) => listOf(pieces).length === weights.length, "a weight for each piece");
export type UnsaidWords = Omit<z.infer<typeof unsaidWordsSchema>, "description">;

function listOf(pieces: string): string[] {
  return pieces === "" ? [] : pieces.split(" ");
}

const pieceLengths = [2, 3];

/** What a question says that neither a provision nor those who asked for it say: pairs and triples of characters, foreign words. */
export function unsaidPieces(question: string, wording: string): string[] {
  const pieces = characterPieces(question, pieceLengths);
  return [...new Set(pieces.filter((piece) => !wording.includes(piece)))];
}

/**
 * Gives the log odds that a question is answered, by the pieces that it says beyond the provision that fits best: 多少钱
 * may be said of anything, 蚂蟥 and 辞退 mean another matter.
 */
export function oddsByUnsaid({
  intercept,
  pieces,
  weights,
}: UnsaidWords): (unsaid: readonly string[]) => number {
  const dictionary = TermDictionary.from(listOf(pieces));
  const weightOfNumber = Float64Array.from(weights);
  return (unsaid) => {
    const sum = unsaid.reduce((total, piece) => total + (weightOfNumber[dictionary.find(piece)] ?? 0), 0);
    return intercept + sum * scaleOf(unsaid.length);
  };
}

/** By what `npm run learn` has learnt. */
export const oddsBeyondWording = oddsByUnsaid(unsaidWordsSchema.parse(wordsData));
