import { readFileSync } from "node:fs";
import type { PolicyDocument } from "../../src/domain/document.ts";
import { documentMetadataSchema } from "../../src/domain/metadata.ts";
import { type FactVocabulary, readFactVocabulary } from "../../src/eligibility/facts/fact-vocabulary.ts";
import { openCatalogue } from "../../src/eligibility/offers/open-catalogue.ts";
import { createFactReader, type FactReader } from "../../src/eligibility/reading/read-facts.ts";
import { lexiconSchema } from "../../src/search/lexicon.ts";
import { provisions, source } from "../ingest/lin-an-provisions.ts";

function readCorpus(name: string): string {
  return readFileSync(new URL(`../../corpus/${name}`, import.meta.url), "utf8");
}

export const vocabulary: FactVocabulary = readFactVocabulary(readCorpus("facts.json"));

export const reader: FactReader = createFactReader(
  vocabulary,
  lexiconSchema.parse(JSON.parse(readCorpus("lexicon.json"))).entries,
);

export const offersText: string = readCorpus("lin-an-2024/offers.json");

export const document: PolicyDocument = {
  id: "lin-an-2024",
  metadata: documentMetadataSchema.parse(JSON.parse(readCorpus("lin-an-2024/metadata.json"))),
  source,
  provisions,
  warnings: [],
};

export const catalogue = openCatalogue(
  [{ document, offers: { text: offersText, at: "lin-an-2024/offers.json" } }],
  vocabulary,
  reader.mentions,
);

/** The day that 今年 is in. */
export const today = "2024-11-20";
