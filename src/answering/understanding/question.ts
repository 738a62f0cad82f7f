import type { Quantity } from "../../domain/quantity.ts";
import type { LexiconExpansion } from "../../search/lexicon.ts";
import type { OtherMatter } from "./other-matters.ts";

/** What a question wants to know about its topic. */
export type Aspect =
  | "amount"
  | "unit"
  | "contact"
  | "procedure"
  | "condition"
  | "deadline"
  | "validity"
  | "figure"
  | "total"
  | "definition"
  | "support"
  | "list"
  | "content";

/**
 * What is asked of a document's validity beyond its term: whether it is extended, which clauses have terms of their
 * own, which document prevails.
 */
export type ValidityFacet = "extension" | "own_terms" | "precedence";

/** What kind of place in the document answers it. */
export type Intent =
  | { readonly kind: "topic" }
  | { readonly kind: "clause"; readonly numbers: readonly number[] }
  | { readonly kind: "chapter"; readonly numbers: readonly number[] }
  /** `together`: only what all of them share; `chapters`: only what they do there, everything where none is named. */
  | {
      readonly kind: "unit_duties";
      readonly units: readonly string[];
      readonly together: boolean;
      readonly chapters: readonly number[];
    }
  /** What the budget sets aside for a chapter. */
  | { readonly kind: "chapter_budget"; readonly numbers: readonly number[] }
  /** Which clauses give support of these kinds, of any where none is named; only those of the units and chapters. */
  | {
      readonly kind: "clause_list";
      readonly supportKinds: readonly string[];
      readonly units: readonly string[];
      readonly chapters: readonly number[];
    }
  /** Which clauses speak of one of these, word for word. */
  | { readonly kind: "mention_list"; readonly words: readonly string[] }
  /** Which clauses set targets in figures. */
  | { readonly kind: "target_list" }
  | { readonly kind: "overview" }
  | { readonly kind: "clause_count" }
  | { readonly kind: "unit_list" }
  | { readonly kind: "lead_units" }
  | { readonly kind: "budget_total"; readonly withParts: boolean }
  | { readonly kind: "basis" }
  | { readonly kind: "issuer" }
  | { readonly kind: "issue_date" }
  | { readonly kind: "validity"; readonly facets: readonly ValidityFacet[] }
  | { readonly kind: "greeting" }
  | { readonly kind: "unsafe" }
  | { readonly kind: "unspecific" };

/** How a message leans on what was said before. */
export type Reference =
  | { readonly kind: "none" }
  /** 对了…, 换个话题: announces something that was not spoken of. */
  | { readonly kind: "opening" }
  /** 找谁, 这个怎么申请: says nothing of its own. `isSingular` where it points to one thing. */
  | { readonly kind: "previous"; readonly isSingular: boolean }
  /** 这笔路费, 其中养老那条: says which of the things spoken of. */
  | { readonly kind: "pointed"; readonly topic: string }
  /** 这两条, 三个里头: the last few things spoken of. `kinds`, 两种, may be kinds of one thing. */
  | { readonly kind: "several"; readonly count: number; readonly of: "matters" | "kinds" }
  /**
   * Asks whether what was spoken of says or covers this. 写了表决比例吗, 货车也行吗, 就是说按年发 can be about nothing else
   * and are bound to it; 货车行吗 need not be.
   */
  | { readonly kind: "particular"; readonly topic: string; readonly isBound: boolean }
  | { readonly kind: "shift"; readonly topic: string }
  /** 不是电梯,是托育; `wrong` is null where it is not said what was. */
  | { readonly kind: "correction"; readonly topic: string; readonly wrong: string | null }
  /** 下一条; 后面那条 may also be the second of two that were listed or spoken of. */
  | {
      readonly kind: "neighbour";
      readonly which: "next" | "previous" | "last";
      readonly mayBeListed: boolean;
    }
  /** 第二个 of what was listed; 前一个, 后一个: of the last two things spoken of. */
  | { readonly kind: "ordinal"; readonly position: number | "last" | "former" | "latter" }
  /** 回到刚才电梯的事; `isFirst`: 最开始问的. */
  | { readonly kind: "return"; readonly topic: string; readonly isFirst: boolean };

/** One question of a message. */
export interface QuestionPart {
  /** As asked, normalised. */
  readonly text: string;
  /** The text without the words that only frame a question; empty when nothing else was said. */
  readonly topic: string;
  /** The topic of the clause that asks, without the story told before it; the whole topic where it has none. */
  readonly focus: string;
  readonly aspects: ReadonlySet<Aspect>;
  readonly intent: Intent;
  readonly reference: Reference;
  readonly expansions: readonly LexiconExpansion[];
  readonly otherMatters: readonly OtherMatter[];
  /** Responsible units named, in the document's spelling. */
  readonly units: readonly string[];
  /** Amounts, percentages and the like that the asker states. */
  readonly statedQuantities: readonly Quantity[];
  /** What the asker takes the text to state: 是不是10万吨. */
  readonly claimedQuantities: readonly Quantity[];
}

/** A place or time outside the document's scope that the question is about, in the asker's words. */
export interface OutsideScope {
  readonly region: string | null;
  readonly period: string | null;
}

export interface Question {
  readonly text: string;
  readonly parts: readonly QuestionPart[];
  readonly outsideScope: OutsideScope;
}
