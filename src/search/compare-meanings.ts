import type { MeaningIndex } from "./meaning-index.ts";
import type { RankedProvision } from "./rank-fusion.ts";
import { SimilarityScale } from "./similarity-scale.ts";

/** Provisions that are compared for each question: as many as the judge of relevance gets to see. */
const depth = 20;
/**
 * Of the similarities, lowest first: where the scale has its points. The nearest provisions decide, so most lie
 * there.
 */
const quantiles = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.94, 0.97, 0.99, 1];

export interface SampleQuestion {
  readonly question: string;
  /** Position of the provision that answers it. */
  readonly provision: number;
}

export interface MeaningComparison {
  /** From the compared embedder's similarities to the reference's. */
  readonly scale: SimilarityScale;
  /** What the compared one's similarity counts, 0 to 1; the reference's has the rest. */
  readonly weight: number;
}

/**
 * How one embedder's similarities relate to another's, seen by questions whose answers are known. Each counts by the
 * square of its mean reciprocal rank, so that one that finds little cannot spoil what the other finds.
 */
export async function compareMeanings(
  compared: MeaningIndex,
  reference: MeaningIndex,
  samples: readonly SampleQuestion[],
): Promise<MeaningComparison> {
  const [from, to] = await Promise.all([survey(compared, samples), survey(reference, samples)]);
  const both = from.reciprocalRank ** 2 + to.reciprocalRank ** 2;
  return {
    scale: scaleBetween(from.similarities, to.similarities),
    weight: both === 0 ? 0 : from.reciprocalRank ** 2 / both,
  };
}

interface Survey {
  /** Ascending. */
  readonly similarities: Float64Array;
  /** Mean over the questions. */
  readonly reciprocalRank: number;
}

async function survey(index: MeaningIndex, samples: readonly SampleQuestion[]): Promise<Survey> {
  const vectors = await index.embed(samples.map(({ question }) => question));
  const rankings = vectors.map((vector) => index.nearest(vector, depth));
  const similarities = Float64Array.from(rankings.flatMap((ranking) => ranking.map(({ score }) => score)));
  const reciprocalRanks = samples.map(({ provision }, position) =>
    reciprocalRankOf(provision, rankings[position] ?? []),
  );
  const total = reciprocalRanks.reduce((sum, value) => sum + value, 0);
  return { similarities: similarities.sort(), reciprocalRank: total / Math.max(1, samples.length) };
}

function reciprocalRankOf(provision: number, ranking: readonly RankedProvision[]): number {
  const position = ranking.findIndex((hit) => hit.provision === provision);
  return position < 0 ? 0 : 1 / (position + 1);
}

function scaleBetween(from: Float64Array, to: Float64Array): SimilarityScale {
  if (from.length < 2 || to.length < 2) return new SimilarityScale(new Float32Array(0));
  const points = quantiles.flatMap((quantile) => [at(from, quantile), at(to, quantile)]);
  // The same text has similarity 1 for every embedder.
  return new SimilarityScale(Float32Array.from([...points, 1, 1]));
}

function at(sorted: Float64Array, quantile: number): number {
  return sorted[Math.round(quantile * (sorted.length - 1))] ?? 0;
}
