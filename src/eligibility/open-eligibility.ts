import { TiaowenError } from "../domain/errors.ts";
import type { CorpusFile } from "../ingest/corpus-source.ts";
import type { Corpus } from "../ingest/load-corpus.ts";
import { lexiconSchema } from "../search/lexicon.ts";
import { type FactVocabulary, readFactVocabulary } from "./facts/fact-vocabulary.ts";
import type { Catalogue } from "./offers/catalogue.ts";
import { openCatalogue } from "./offers/open-catalogue.ts";
import { createFactReader, type FactReader } from "./reading/read-facts.ts";

export interface EligibilitySources {
  /** `corpus/facts.json`; without it nobody can be put to anything. */
  readonly facts: CorpusFile | null;
  /** A lexicon that has been found well-formed: other words for those of the facts. */
  readonly lexicon: CorpusFile | null;
  readonly corpus: Pick<Corpus, "documents" | "offerFiles">;
}

/** What an applicant is understood by, and put to. */
export interface Matching {
  readonly vocabulary: FactVocabulary;
  readonly reader: FactReader;
  readonly catalogue: Catalogue;
}

export interface Eligibility {
  /** Null where the corpus has no facts to ask about, or their file as a whole cannot be read. */
  readonly matching: Matching | null;
  /** What is left out and why, each naming its file. */
  readonly problems: readonly TiaowenError[];
}

export function openEligibility({ facts, lexicon, corpus }: EligibilitySources): Eligibility {
  if (facts === null) return { matching: null, problems: [] };
  try {
    const vocabulary = readFactVocabulary(facts.text, facts.name);
    const entries = lexicon === null ? [] : lexiconSchema.parse(JSON.parse(lexicon.text)).entries;
    const reader = createFactReader(vocabulary, entries);
    const sources = corpus.documents.map((document) => {
      const file = corpus.offerFiles.get(document.id);
      return { document, offers: file === undefined ? null : { text: file.text, at: file.name } };
    });
    const catalogue = openCatalogue(sources, vocabulary, reader.mentions);
    return {
      matching: { vocabulary, reader, catalogue },
      problems: [...vocabulary.problems, ...catalogue.problems],
    };
  } catch (error) {
    if (!(error instanceof TiaowenError)) throw error;
    return { matching: null, problems: [error] };
  }
}

/** Opens at the first call: it takes longer than one who only asks questions should wait at the start. */
export function lazyEligibility(sources: EligibilitySources): () => Eligibility {
  let state: { readonly unread: EligibilitySources } | { readonly opened: Eligibility } = { unread: sources };
  return () => {
    // With this the texts of the files leave the memory.
    if ("unread" in state) state = { opened: openEligibility(state.unread) };
    return state.opened;
  };
}
