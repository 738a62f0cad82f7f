import type { SearchSettings } from "./search-settings.ts";

/** One provision in one ranking; lists come best first, each provision at most once. */
export interface RankedProvision {
  readonly provision: number;
  /** The row that brought it there. */
  readonly row: number;
  readonly score: number;
}

export interface RankInList {
  readonly rank: number;
  readonly row: number;
  readonly score: number;
  /** What it brought to the fused score. */
  readonly contribution: number;
}

export interface FusedProvision {
  readonly provision: number;
  readonly score: number;
  readonly lexical: RankInList | null;
  readonly vector: RankInList | null;
}

/** What a place in a ranking is worth, 0 to 1. */
type Worth = (hit: RankedProvision, rank: number, best: number) => number;

/**
 * - `weighted_scores`: the score as a part of the ranking's best score; keeps how far apart hits are.
 * - `reciprocal_rank`: 1 / (60 + rank), scaled so that the first place is worth 1; needs no comparable scores.
 */
const worths: Record<SearchSettings["fusion"]["method"], Worth> = {
  weighted_scores: (hit, _, best) => hit.score / best,
  reciprocal_rank: (_, rank) => 61 / (60 + rank),
};

/** One ranking out of two, best first; equal scores in reading order. */
export function fuseRankings(
  lexical: readonly RankedProvision[],
  vector: readonly RankedProvision[],
  { method, vectorWeight }: SearchSettings["fusion"],
): FusedProvision[] {
  const byLexical = contributions(lexical, worths[method], 1 - vectorWeight);
  const byVector = contributions(vector, worths[method], vectorWeight);
  return [...new Set([...byLexical.keys(), ...byVector.keys()])]
    .map((provision) => {
      const inLexical = byLexical.get(provision) ?? null;
      const inVector = byVector.get(provision) ?? null;
      const score = (inLexical?.contribution ?? 0) + (inVector?.contribution ?? 0);
      return { provision, score, lexical: inLexical, vector: inVector };
    })
    .sort((one, other) => other.score - one.score || one.provision - other.provision);
}

function contributions(
  ranking: readonly RankedProvision[],
  worth: Worth,
  weight: number,
): Map<number, RankInList> {
  const best = ranking[0]?.score ?? 1;
  return new Map(
    ranking.map((hit, position) => {
      const rank = position + 1;
      const contribution = weight * worth(hit, rank, best);
      return [hit.provision, { rank, row: hit.row, score: hit.score, contribution }];
    }),
  );
}
