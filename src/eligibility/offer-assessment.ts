import type { Reason } from "./conditions/reason.ts";
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
  /**
   * Whether the applicant told a fact that its own conditions ask about. Where it does not apply, it sounds near and
   * the applicant is owed the reason.
   */
  readonly isNamed: boolean;
}

/** Less than a bit may be chance: one bit is twice as likely as for others of the same kind. */
const leastBits = 1;

/** What fits fewer than one in ten of those who tell the same is not worth their time. */
const leastLikelihood = 0.1;

/** Whether to show it: what can be had, what may be had and is relevant, and what was spoken of in vain. */
export function isShown(assessment: OfferAssessment): boolean {
  if (assessment.verdict === "eligible") return true;
  return assessment.verdict === "possible" ? isRelevant(assessment) : assessment.isNamed;
}

/**
 * Whether an offer that may fit is near enough to show, and to ask for what it waits for: what was told has covered at least half of
 * the way to certainty. That somebody has a child says something of an allowance for second children, but less than
 * what is still open.
 */
export function isRelevant({ relevance, likelihood, isNamed }: OfferAssessment): boolean {
  if (isNamed && likelihood >= 0.5) return true;
  return relevance >= leastBits && likelihood >= leastLikelihood && relevance >= -Math.log2(likelihood);
}
