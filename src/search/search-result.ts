import type { SearchResult } from "../domain/ask.ts";
import { unitNames } from "../domain/document.ts";
import type { SearchHit } from "./policy-search.ts";

/** A hit as callers see it, in `search-results` events and from `POST /v1/search` alike. */
export function toSearchResult({ document, provision, score, explanation }: SearchHit): SearchResult {
  return {
    clauseId: provision.id,
    documentId: document.id,
    documentTitle: document.metadata.title,
    clauseNumber: provision.number,
    clauseLabel: provision.kind === "clause" ? provision.label : null,
    chapter: provision.chapter,
    title: provision.title,
    text: provision.text,
    responsibleUnits: unitNames(provision),
    score,
    explanation,
  };
}
