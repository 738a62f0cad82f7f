import type { MeaningIndex } from "./meaning-index.ts";

/** Provisions of each question that are compared: those that a judge of relevance gets to see. */
const depth = 20;
/** Of the similarities, lowest first: where the map has its points. The nearest provisions decide, so most lie there. */
const quantiles = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.94, 0.97, 0.99, 1];

/**
 * A monotone map from one embedder's similarities to another's. Cosines of two embedders mean different things: 0.6
 * is near for one, and what any two texts have for another. Here a similarity becomes the one that stands at the
 * same place among the other embedder's similarities of the same questions.
 */
export class SimilarityScale {
  /** Pairs of a similarity and what it becomes, both ascending. */
  readonly points: Float32Array;

  constructor(points: Float32Array) {
    this.points = points;
  }

  apply(similarity: number): number {
    const { points } = this;
    const count = points.length / 2;
    if (count < 2) return similarity;
    let upper = 1;
    while (upper < count - 1 && (points[2 * upper] ?? 0) < similarity) upper++;
    const [from = 0, to = 0, nextFrom = 0, nextTo = 0] = points.subarray(2 * upper - 2, 2 * upper + 2);
    const width = nextFrom - from;
    const share = width === 0 ? 1 : (similarity - from) / width;
    return Math.min(1, to + share * (nextTo - to));
  }
}

/** @param questions as people ask them, or titles: what shows how near a provision comes to a question about it */
export async function learnScale(
  learnt: MeaningIndex,
  reference: MeaningIndex,
  questions: readonly string[],
): Promise<SimilarityScale> {
  const [from, to] = await Promise.all([similarities(learnt, questions), similarities(reference, questions)]);
  if (from.length < 2 || to.length < 2) return new SimilarityScale(new Float32Array(0));
  const points = quantiles.flatMap((quantile) => [at(from, quantile), at(to, quantile)]);
  // The same text has similarity 1 for every embedder.
  return new SimilarityScale(Float32Array.from([...points, 1, 1]));
}

async function similarities(index: MeaningIndex, questions: readonly string[]): Promise<Float64Array> {
  const all: number[] = [];
  for (const vector of await index.embed(questions)) {
    for (const { score } of index.nearest(vector, depth)) all.push(score);
  }
  return Float64Array.from(all).sort();
}

function at(sorted: Float64Array, quantile: number): number {
  return sorted[Math.round(quantile * (sorted.length - 1))] ?? 0;
}
