import { TiaowenError } from "../domain/errors.ts";
import type { CorpusFile, CorpusSource } from "../ingest/corpus-source.ts";
import { type Corpus, loadCorpus } from "../ingest/load-corpus.ts";
import type { Embedder } from "../search/embedder.ts";
import { createLexicon, parseLexicon } from "../search/lexicon.ts";
import type { Reranker } from "../search/reranker.ts";
import { openSearchIndex, type SearchIndex } from "../search/search-index.ts";
import type { SnapshotStore } from "../search/snapshot-store.ts";
import { createTrainedEmbedder } from "../search/trained-embedder.ts";
import type { VectorIndexFactory } from "../search/vector-index.ts";
import type { AnsweringServices } from "./answering-context.ts";
import { createAnsweringServices } from "./create-services.ts";
import { parseUnitDirectory, type UnitDirectoryData } from "./understanding/unit-directory.ts";

export interface EmbedderModelFile {
  /** For messages. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a runtime brings: where things lie, and the index it can run. */
export interface AnsweringSources {
  readonly corpusSource: CorpusSource;
  /** JSON, with a name for messages; without one the documents' own words serve. */
  readonly lexicon: CorpusFile | null;
  /** JSON, with a name for messages; without one units are known by their official names. */
  readonly unitDirectory: CorpusFile | null;
  readonly embedderModel: EmbedderModelFile;
  /** Another embedder than the built-in one, where the operator chose one. */
  readonly openEmbedder?: (() => Promise<Embedder>) | undefined;
  readonly openReranker?: (() => Promise<Reranker>) | undefined;
  readonly vectorIndexFactory: VectorIndexFactory;
  readonly snapshotStore: SnapshotStore;
  /** As for the search index. */
  readonly buildElsewhere?: (() => Promise<void>) | undefined;
  /** Told of what an operator should know: a snapshot built anew, a defect of a composer. */
  readonly warn: (message: string) => void;
  readonly now: () => Date;
}

export interface OpenedServices {
  readonly services: AnsweringServices;
  readonly search: SearchIndex;
  readonly corpus: Corpus;
  readonly embedderInUse: Embedder;
}

/**
 * What answering rests on, put together in the same way on every runtime.
 * @throws TiaowenError `configuration_invalid` for a lexicon, unit directory or embedder model that is malformed
 */
export async function openServices(sources: AnsweringSources): Promise<OpenedServices> {
  const { corpusSource, vectorIndexFactory, snapshotStore, warn, now } = sources;
  const lexicon =
    sources.lexicon === null ? createLexicon([]) : parseLexicon(sources.lexicon.text, sources.lexicon.name);
  const unitDirectory = sources.unitDirectory === null ? { units: [] } : readUnits(sources.unitDirectory);
  const corpus = await loadCorpus(corpusSource);
  const search = await openSearchIndex({
    corpus,
    lexicon,
    embedder: createTrainedEmbedder(sources.embedderModel.bytes, sources.embedderModel.name),
    openEmbedder: sources.openEmbedder,
    openReranker: sources.openReranker,
    vectorIndexFactory,
    snapshotStore,
    buildElsewhere: sources.buildElsewhere,
    warn,
  });
  const services = createAnsweringServices({
    corpus,
    search,
    lexicon,
    unitDirectory,
    now,
    reportDefect: warn,
  });
  return { services, search, corpus, embedderInUse: search.embedder };
}

function readUnits({ name, text }: CorpusFile): UnitDirectoryData {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new TiaowenError("configuration_invalid", `${name} 不是合法的 JSON:${String(cause)}`, {
      at: name,
      cause,
    });
  }
  return parseUnitDirectory(value, name);
}
