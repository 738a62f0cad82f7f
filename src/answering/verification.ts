import type { PolicyDocument, Provision } from "../domain/document.ts";
import { unitNames } from "../domain/document.ts";
import { quantitiesMissingFrom } from "../domain/quantity.ts";
import { countsBehind } from "./document-counts.ts";
import type { UnitDirectory } from "./understanding/unit-directory.ts";

/** Why a piece of an answer must not be said. */
export type Objection =
  | { readonly kind: "quote_not_in_source"; readonly quote: string }
  | { readonly kind: "figure_not_in_source"; readonly printed: string }
  | { readonly kind: "unit_not_responsible"; readonly unit: string };

export interface CitedProvision {
  readonly document: PolicyDocument;
  readonly provision: Provision;
}

/**
 * Holds a text against the provisions it cites: each quotation is verbatim in one of them, each figure, date, clause
 * number and document number occurs in one of them or in what their documents state of themselves, each count of
 * clauses, chapters or units is that of the document's structure, and each unit named is responsible for one of them
 * or named in it.
 */
export function objectionsTo(
  text: string,
  cited: readonly CitedProvision[],
  units: UnitDirectory,
): Objection[] {
  const printed = cited.map(printedTextOf);
  const source = [...printed, ...countsIn(cited)].join("\n");
  const responsible = new Set(cited.flatMap(({ provision }) => unitNames(provision)));
  const quotes = [...text.matchAll(/“([^”]*)”/gu)].map((match) => match[1] ?? "");
  return [
    ...quotes
      .filter((quote) => quote !== "" && !printed.some((passage) => passage.includes(quote)))
      .map((quote): Objection => ({ kind: "quote_not_in_source", quote })),
    ...quantitiesMissingFrom(text, source).map(
      (quantity): Objection => ({ kind: "figure_not_in_source", printed: quantity.printed }),
    ),
    ...units
      .mentions(text)
      .filter(({ name, start, end }) => !responsible.has(name) && !source.includes(text.slice(start, end)))
      .map(({ name }): Objection => ({ kind: "unit_not_responsible", unit: name })),
  ];
}

function countsIn(cited: readonly CitedProvision[]): string[] {
  const byDocument = Map.groupBy(cited, ({ document }) => document);
  return [...byDocument].map(([document, found]) =>
    countsBehind(
      document,
      found.map(({ provision }) => provision),
    ),
  );
}

/** All that a cited provision and its document print or state of themselves. */
function printedTextOf({ document, provision }: CitedProvision): string {
  const { title, documentNumber, date, validity } = document.metadata;
  const stated = [title, documentNumber, date, validity.statedIn, validity.from, validity.until];
  return [provision.chapter, document.source.slice(provision.span.start, provision.span.end), ...stated]
    .filter((text) => text != null)
    .join("\n");
}
