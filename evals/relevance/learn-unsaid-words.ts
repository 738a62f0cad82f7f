import type { UnsaidWords } from "../../src/answering/relevance/unsaid-words.ts";
import { fitPieceWeights } from "../../src/search/fit-piece-weights.ts";
import { fewestSaying, numberPieces } from "../../src/search/number-pieces.ts";
import { positionIn } from "../../src/search/position-in.ts";
import { termHash } from "../../src/search/term-hash.ts";

export interface WordExample {
  /** As `unsaidPieces` gives them. */
  readonly pieces: readonly string[];
  readonly isPositive: boolean;
}

const settings = { epochs: 12, penalty: 0.002 };
const smallestWeight = 0.02;

export function learnUnsaidWords(examples: readonly WordExample[]): UnsaidWords {
  const rows = examples.map(({ pieces }) => pieces.map(termHash));
  const { pieces: hashes, ...numbered } = numberPieces(rows, fewestSaying);
  const labels = examples.map(({ isPositive }) => isPositive);
  const { intercept, weights } = fitPieceWeights(numbered, labels, settings);
  const kept = [...new Set(examples.flatMap(({ pieces }) => pieces))]
    .map((piece) => ({ piece, weight: weights[positionIn(hashes, termHash(piece))] ?? 0 }))
    .filter(({ weight }) => Math.abs(weight) >= smallestWeight)
    .sort((left, right) => (left.piece < right.piece ? -1 : 1));
  return {
    intercept: rounded(intercept),
    pieces: kept.map(({ piece }) => piece).join(" "),
    weights: kept.map(({ weight }) => rounded(weight)),
  };
}

function rounded(value: number): number {
  return Number(value.toFixed(2));
}
