import type { Provision } from "../../domain/document.ts";
import type { BoundCondition } from "../conditions/bind-condition.ts";
import type { Fact } from "../facts/fact.ts";
import type { OfferNature, SupportKind } from "./offer-schema.ts";

/**
 * - `reviewed`: people wrote or checked it, against the clause as it stands
 * - `needs_review`: people wrote it for a clause that has changed since
 * - `draft`: derived by rule, checked by nobody
 */
export type OfferState = "reviewed" | "needs_review" | "draft";

/** One thing that a clause offers an applicant. */
export interface Offer {
  /** `lin-an-2024/18#first-recognition` */
  readonly id: string;
  readonly clause: Provision;
  readonly support: SupportKind;
  readonly nature: OfferNature;
  /** Verbatim words of the clause that offer it. */
  readonly quote: string;
  /** Verbatim: what is given. */
  readonly gives: string;
  /** As printed; null where the clause states none. */
  readonly amount: string | null;
  /** Names of the vocabulary's audiences. */
  readonly audience: readonly string[];
  /** The facts that its own conditions ask about. */
  readonly subject: readonly Fact[];
  /** Audience, territory and the offer's own conditions. */
  readonly condition: BoundCondition;
  /** Where it has a term of its own; ISO days, both inclusive. */
  readonly period: {
    readonly from: string | null;
    readonly until: string | null;
    readonly quote: string;
  } | null;
  readonly state: OfferState;
}

/** A clause that offers nothing, though some may take it for an offer. */
export interface NoOffer {
  readonly clause: Provision;
  /** For people. */
  readonly reason: string;
  /** Who may take it for one; null for nobody. */
  readonly soundsLike: BoundCondition | null;
  readonly state: Exclude<OfferState, "draft">;
}

export interface StackingRule {
  readonly rule: "best_of" | "once";
  readonly provisionId: string;
  readonly quote: string;
  /** Ids of the offers it holds for. */
  readonly offers: ReadonlySet<string>;
}
