/**
 * A monotone map from one embedder's similarities to another's. Cosines of two embedders mean different things: 0.6
 * is near for one, and what any two texts have for another. Here a similarity becomes the one that stands at the
 * same place among the other embedder's similarities of the same questions.
 */
export class SimilarityScale {
  /** Pairs of a similarity and what it becomes, both ascending; none changes nothing. */
  readonly points: Float32Array;

  constructor(points: Float32Array) {
    this.points = points;
  }

  /** Between two points, and beyond the outermost ones, by the straight line through them; at most 1. */
  apply(similarity: number): number {
    const { points } = this;
    const count = points.length / 2;
    if (count < 2) return similarity;
    let upper = 1;
    while (upper < count - 1 && (points[2 * upper] ?? 0) < similarity) upper++;
    const [from = 0, to = 0, nextFrom = 0, nextTo = 0] = points.subarray(2 * upper - 2, 2 * upper + 2);
    const share = nextFrom === from ? 1 : (similarity - from) / (nextFrom - from);
    return Math.min(1, to + share * (nextTo - to));
  }
}
