import type { UnsaidWords } from "../../src/answering/relevance/unsaid-words.ts";
import { fitPieceWeights, type NumberedPieces } from "../../src/search/fit-piece-weights.ts";

export interface WordExample {
  /** As `unsaidPieces` gives them. */
  readonly pieces: readonly string[];
  readonly isPositive: boolean;
}

const settings = { epochs: 12, penalty: 0.002 };
/** A piece that one question alone has says nothing of others. */
const smallestCount = 2;
const smallestWeight = 0.02;

export function learnUnsaidWords(examples: readonly WordExample[]): UnsaidWords {
  const numbers = numbersOf(examples);
  const labels = examples.map(({ isPositive }) => isPositive);
  const { intercept, weights } = fitPieceWeights(numbered(examples, numbers), labels, settings);
  const kept = [...numbers]
    .map(([piece, number]) => ({ piece, weight: weights[number] ?? 0 }))
    .filter(({ weight }) => Math.abs(weight) >= smallestWeight)
    .sort((left, right) => (left.piece < right.piece ? -1 : 1));
  return {
    intercept: rounded(intercept),
    pieces: kept.map(({ piece }) => piece).join(" "),
    weights: kept.map(({ weight }) => rounded(weight)),
  };
}

function numbersOf(examples: readonly WordExample[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const piece of examples.flatMap(({ pieces }) => pieces)) {
    counts.set(piece, (counts.get(piece) ?? 0) + 1);
  }
  const frequent = [...counts].filter(([, count]) => count >= smallestCount);
  return new Map(frequent.map(([piece], number) => [piece, number]));
}

function numbered(examples: readonly WordExample[], numbers: ReadonlyMap<string, number>): NumberedPieces {
  const offsets = new Uint32Array(examples.length + 1);
  for (const [row, { pieces }] of examples.entries()) offsets[row + 1] = (offsets[row] ?? 0) + pieces.length;
  const all = examples.flatMap(({ pieces }) => pieces.map((piece) => numbers.get(piece) ?? -1));
  return { offsets, numbers: Int32Array.from(all), count: numbers.size };
}

function rounded(value: number): number {
  return Number(value.toFixed(2));
}
