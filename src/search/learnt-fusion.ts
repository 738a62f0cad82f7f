import * as z from "zod";
import type { FusedProvision, RankedProvision, RankInList } from "./rank-fusion.ts";

/** What is looked at in each ranking; `weights` has one number for each, and one for both together. */
const featureNames = ["score", "ofBest", "rank"] as const;

const listWeightsSchema = z.strictObject({
  score: z.number().describe("a point of the score itself: BM25, or cosine"),
  ofBest: z.number().describe("the score as a part of the ranking's best"),
  rank: z.number().describe("the natural logarithm of the rank"),
});

export const fusionWeightsSchema = z.strictObject({
  lexical: listWeightsSchema,
  vector: listWeightsSchema,
  both: z.number().describe("the product of both scores as parts of their rankings' best"),
});
/** Learnt by `evals/training/learn-fusion.ts`. */
export type FusionWeights = z.infer<typeof fusionWeightsSchema>;

export const fusionFeatureCount = 2 * featureNames.length + 1;

/** @param features as `pairRankings` gives them. */
export function fusionWeightsFrom(features: ArrayLike<number>): FusionWeights {
  const list = (start: number) => ({
    score: features[start] ?? 0,
    ofBest: features[start + 1] ?? 0,
    rank: features[start + 2] ?? 0,
  });
  return {
    lexical: list(0),
    vector: list(featureNames.length),
    both: features[2 * featureNames.length] ?? 0,
  };
}

export interface PairedProvision {
  readonly provision: number;
  readonly lexical: Omit<RankInList, "contribution"> | null;
  readonly vector: Omit<RankInList, "contribution"> | null;
  /** Lexical, then vector: score, score of best, ln rank; then the product. */
  readonly features: Float64Array;
}

/**
 * Every provision of either ranking, in the order of their numbers, with its features. One that a ranking lacks is
 * taken to stand right behind that ranking's last.
 */
export function pairRankings(
  lexical: readonly RankedProvision[],
  vector: readonly RankedProvision[],
): PairedProvision[] {
  const byLexical = placesOf(lexical);
  const byVector = placesOf(vector);
  const provisions = [...new Set([...byLexical.keys(), ...byVector.keys()])].sort(
    (one, other) => one - other,
  );
  return provisions.map((provision) => {
    const inLexical = byLexical.get(provision) ?? null;
    const inVector = byVector.get(provision) ?? null;
    const lexicalFeatures = featuresOf(inLexical, lexical);
    const vectorFeatures = featuresOf(inVector, vector);
    const both = (lexicalFeatures[1] ?? 0) * (vectorFeatures[1] ?? 0);
    const features = Float64Array.of(...lexicalFeatures, ...vectorFeatures, both);
    return { provision, lexical: inLexical, vector: inVector, features };
  });
}

/** One ranking out of two by learnt weights, best first; equal scores in reading order. */
export function fuseByWeights(
  lexical: readonly RankedProvision[],
  vector: readonly RankedProvision[],
  weights: FusionWeights,
): FusedProvision[] {
  const lexicalWeights = featureNames.map((name) => weights.lexical[name]);
  const vectorWeights = featureNames.map((name) => weights.vector[name]);
  return pairRankings(lexical, vector)
    .map((paired) => {
      const { provision, features } = paired;
      const byLexical = dotProduct(lexicalWeights, features, 0);
      const byVector = dotProduct(vectorWeights, features, featureNames.length);
      return {
        provision,
        score: byLexical + byVector + weights.both * (features.at(-1) ?? 0),
        lexical: paired.lexical && { ...paired.lexical, contribution: byLexical },
        vector: paired.vector && { ...paired.vector, contribution: byVector },
      };
    })
    .sort((one, other) => other.score - one.score || one.provision - other.provision);
}

function placesOf(ranking: readonly RankedProvision[]): Map<number, Omit<RankInList, "contribution">> {
  return new Map(
    ranking.map(({ provision, row, score }, index) => [provision, { rank: index + 1, row, score }]),
  );
}

function featuresOf(
  place: { readonly rank: number; readonly score: number } | null,
  ranking: readonly RankedProvision[],
): [score: number, ofBest: number, rank: number] {
  const score = place?.score ?? ranking.at(-1)?.score ?? 0;
  const best = ranking[0]?.score ?? 0;
  return [score, best > 0 ? score / best : 0, Math.log(place?.rank ?? ranking.length + 1)];
}

function dotProduct(weights: readonly number[], features: Float64Array, start: number): number {
  return weights.reduce((sum, weight, index) => sum + weight * (features[start + index] ?? 0), 0);
}
