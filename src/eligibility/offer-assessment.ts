import type { Reason } from "./conditions/evaluate.ts";
import type { Fact } from "./facts/fact.ts";
import type { Offer } from "./offers/offer.ts";

export type Verdict = "eligible" | "possible" | "not_eligible";

/** What a possible offer waits for: further facts, or rules that the text only refers to. */
export type Awaited = "facts" | "rules";

/** One offer put to one profile. */
export interface OfferAssessment {
  readonly offer: Offer;
  readonly verdict: Verdict;
  /** Null where the verdict is not `possible`. */
  readonly awaits: Awaited | null;
  readonly reasons: readonly Reason[];
  /** Facts that can still change the verdict. */
  readonly missing: readonly Fact[];
  /** The chance that nothing but unstated rules stands in the way, from shares; for the order, never for a verdict. */
  readonly likelihood: number;
  /**
   * How much more likely it is than for somebody of whom only broad facts are known (that it is a firm), in bits: how
   * much what was told has to do with it.
   */
  readonly relevance: number;
  /** Not eligible, but for a fact that the applicant told: what sounds near and does not apply. */
  readonly isNear: boolean;
}

/** From one bit on, an offer has to do with what was told: it is twice as likely as for others of the same kind. */
const relevantFrom = 1;

/** What fits fewer than one in ten of those who would tell the same is not worth their time. */
const likelyFrom = 0.1;

/** Whether to show an offer that may fit, and to ask for what it waits for. */
export function isRelevant({ relevance, likelihood }: OfferAssessment): boolean {
  return relevance >= relevantFrom && likelihood >= likelyFrom;
}
