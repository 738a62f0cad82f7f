import type { UnsaidWords } from "../../src/answering/relevance/unsaid-words.ts";
import { fitPieceWeights, type PieceExample } from "../../src/search/fit-piece-weights.ts";

/** A piece that one question alone has says nothing of others. */
const settings = { smallestCount: 2, epochs: 12, penalty: 0.002 };
const smallestWeight = 0.02;

/** @param examples whose pieces are as `unsaidPieces` gives them */
export function learnUnsaidWords(examples: readonly PieceExample<string>[]): UnsaidWords {
  const { intercept, weights } = fitPieceWeights(examples, settings);
  const kept = [...weights].filter(([, weight]) => Math.abs(weight) >= smallestWeight);
  const sorted = kept.toSorted(([left], [right]) => (left < right ? -1 : 1));
  return {
    intercept: rounded(intercept),
    pieces: sorted.map(([piece]) => piece).join(" "),
    weights: sorted.map(([, weight]) => rounded(weight)),
  };
}

function rounded(value: number): number {
  return Number(value.toFixed(2));
}
