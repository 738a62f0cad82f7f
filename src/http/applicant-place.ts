import { otherRegionIn } from "../answering/understanding/region-scope.ts";
import type { PolicyDocument } from "../domain/document.ts";
import { no } from "../eligibility/facts/fact.ts";
import type { Matching } from "../eligibility/open-eligibility.ts";
import type { FactReader } from "../eligibility/reading/read-facts.ts";

/**
 * The reader of a vocabulary that also takes whoever says to be somewhere outside the region of every document (余杭的
 * 企业) for not being in the district. Which places lie where is known to the understanding of questions.
 */
export function readingPlaces(
  { reader, vocabulary }: Pick<Matching, "reader" | "vocabulary">,
  documents: readonly PolicyDocument[],
): FactReader {
  const fact = vocabulary.wordings.find(({ data }) => data.territory)?.fact;
  if (fact === undefined) return reader;
  return {
    mentions: reader.mentions,
    read(text, today) {
      const told = reader.read(text, today);
      const elsewhere = told.some((other) => other.fact === fact) ? null : placeElsewhere(text, documents);
      if (elsewhere === null) return told;
      const start = text.indexOf(elsewhere);
      const span = { start, end: start + elsewhere.length };
      return [...told, { fact, possible: no, words: elsewhere, span }];
    },
  };
}

/** Null where the text names no place that is outside the region of each document, or no document has one. */
function placeElsewhere(text: string, documents: readonly PolicyDocument[]): string | null {
  let elsewhere: string | null = null;
  for (const { metadata, source } of documents) {
    if (metadata.region === null) continue;
    elsewhere = otherRegionIn(text, metadata.region, source);
    if (elsewhere === null) return null;
  }
  return elsewhere;
}
