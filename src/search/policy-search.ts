import type { RankExplanation } from "../domain/ask.ts";
import type { PolicyDocument, Provision } from "../domain/document.ts";
import type { QuestionLikeness } from "./asked-question-index.ts";

/** A term that the question implies without saying it, e.g. 高新技术企业 for 高企. */
export interface Expansion {
  readonly term: string;
  /** 0 to 1, relative to a word of the question itself. */
  readonly weight: number;
}

export interface SearchQuery {
  readonly text: string;
  readonly expansions?: readonly Expansion[];
  readonly limit: number;
  /** Limit to these documents. */
  readonly documentIds?: readonly string[];
}

export interface SearchHit {
  readonly document: PolicyDocument;
  readonly provision: Provision;
  readonly score: number;
  readonly explanation: RankExplanation;
}

/** Ranked provisions for a query, best first. Implemented by `search-index.ts`. */
export interface PolicySearch {
  search(query: SearchQuery): Promise<SearchHit[]>;
}

/** What people asked before, held against a question. */
export interface AskedBefore {
  /** By document id; a document whose questions nobody has collected is absent. */
  compareWithAsked(text: string): Promise<ReadonlyMap<string, QuestionLikeness>>;
}

/** What the index knows about words; the judge of evidence weighs a question's words by it. */
export interface TermStatistics {
  /** The terms of a text, as indexed. */
  analyse(text: string): string[];
  /** Inverse document frequency; highest for a term that no document has. */
  idf(term: string): number;
}
