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

/** What is opened when somebody first asks for it: it takes time and memory that answering questions does without. */
export interface LazyEligibility {
  /** Null while nobody has asked for it. */
  readonly opened: Eligibility | null;
  /** @param report hears of the problems, at the first call */
  open(report: (problem: TiaowenError) => void): Eligibility;
}

const defect = new TiaowenError("corpus_invalid", "程序出错,申请条件没有载入");

export function lazyEligibility(sources: EligibilitySources): LazyEligibility {
  let state: { readonly unread: EligibilitySources } | { readonly opened: Eligibility } = { unread: sources };
  return {
    get opened() {
      return "opened" in state ? state.opened : null;
    },
    open(report) {
      if ("unread" in state) {
        const { unread } = state;
        // A defect is thrown, and not met again at every call. Without `unread` the texts of the files leave the memory.
        state = { opened: { matching: null, problems: [defect] } };
        state = { opened: openEligibility(unread) };
        for (const problem of state.opened.problems) report(problem);
      }
      return state.opened;
    },
  };
}
