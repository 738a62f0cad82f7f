import { TiaowenError } from "../domain/errors.ts";
import type { FusedProvision } from "./rank-fusion.ts";
import type { Reranker } from "./reranker.ts";

/** A model reads each of them beside the question, so no more are shown than people ever get to see. */
const rerankedCount = 30;
/** Of a provision; longer ones than this are shown by their beginning. */
const documentCharacters = 2_000;

export interface RerankedProvision extends FusedProvision {
  /** What the reranker gave it; missing where it was not shown to one. */
  readonly reranked?: number;
}

/**
 * The best provisions in the order that the reranker gives them, then the others as they were.
 * @throws TiaowenError `model_unavailable` as the reranker does, or `configuration_invalid` when it breaks its promise
 */
export async function rerankBest(
  reranker: Reranker,
  question: string,
  fused: readonly FusedProvision[],
  textOf: (provision: number) => string,
): Promise<RerankedProvision[]> {
  const best = fused.slice(0, rerankedCount);
  const documents = best.map(({ provision }) => textOf(provision).slice(0, documentCharacters));
  const scores = await reranker.score(question, documents);
  if (scores.length !== best.length || !scores.every(Number.isFinite)) {
    throw new TiaowenError(
      "configuration_invalid",
      `the reranker ${reranker.fingerprint} was to give ${best.length} finite scores and did not`,
    );
  }
  const reranked = best
    .map((hit, position): RerankedProvision => ({ ...hit, reranked: scores[position] ?? 0 }))
    // Equal scores keep the fused order, as sorting is stable.
    .sort((one, other) => (other.reranked ?? 0) - (one.reranked ?? 0));
  return [...reranked, ...fused.slice(rerankedCount)];
}
