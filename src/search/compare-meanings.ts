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
  const [from, to] = await Promise.all([rank(compared, samples), rank(reference, samples)]);
  // Rankings leave out what has nothing in common with the question, for one embedder sooner than for the other.
  const lengths = samples.map((_, sample) => Math.min(from[sample]?.length ?? 0, to[sample]?.length ?? 0));
  const [worth, referenceWorth] = [worthOf(from, samples), worthOf(to, samples)];
  return {
    scale: scaleBetween(similaritiesOf(from, lengths), similaritiesOf(to, lengths)),
    weight: worth === 0 ? 0 : worth / (worth + referenceWorth),
  };
}

type Rankings = readonly (readonly RankedProvision[])[];

async function rank(index: MeaningIndex, samples: readonly SampleQuestion[]): Promise<Rankings> {
  const vectors = await index.embed(samples.map(({ question }) => question));
  return vectors.map((vector) => index.nearest(vector, depth));
}

/** The square of the mean reciprocal rank. */
function worthOf(rankings: Rankings, samples: readonly SampleQuestion[]): number {
  const total = samples.reduce(
    (sum, { provision }, sample) => sum + reciprocalRankOf(provision, rankings[sample] ?? []),
    0,
  );
  return (total / Math.max(1, samples.length)) ** 2;
}

function similaritiesOf(rankings: Rankings, lengths: readonly number[]): Float64Array {
  return Float64Array.from(
    rankings.flatMap((ranking, sample) => ranking.slice(0, lengths[sample]).map(({ score }) => score)),
  ).sort();
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
