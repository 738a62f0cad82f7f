import { createAnalyser } from "./analyser.ts";
import { type BuiltIndexes, buildIndexes } from "./build-indexes.ts";
import type { Embedder } from "./embedder.ts";
import { HybridSearch } from "./hybrid-search.ts";
import { fromSections, toSections } from "./index-sections.ts";
import type { Lexicon } from "./lexicon.ts";
import type { PolicySearch, TermStatistics } from "./policy-search.ts";
import {
  fingerprintOfProvisions,
  locateProvisions,
  RetrievalUnits,
  type SearchableCorpus,
} from "./retrieval-units.ts";
import { type SearchSettings, searchSettings } from "./search-settings.ts";
import { decodeSnapshot, encodeSnapshot, snapshotKey } from "./snapshot.ts";
import type { SnapshotStore } from "./snapshot-store.ts";
import type { VectorIndexFactory } from "./vector-index.ts";

export interface SearchIndex extends PolicySearch, TermStatistics {
  /** Names what the index was made from: the same for the same corpus, lexicon, embedder and settings. */
  readonly fingerprint: string;
}

export interface SearchIndexSources {
  readonly corpus: SearchableCorpus;
  readonly lexicon: Lexicon;
  readonly embedder: Embedder;
  readonly vectorIndexFactory: VectorIndexFactory;
  readonly snapshotStore: SnapshotStore;
  /** Told once why a snapshot was not served, and once if the new one could not be kept. */
  readonly warn: (message: string) => void;
  /** Default: `search-settings.json`. */
  readonly settings?: SearchSettings;
}

/**
 * The index over a corpus: out of the snapshot when that is whole and was made from the same things, else built
 * and kept for the next start. A snapshot that does not fit is never served; that none is there yet is no warning.
 */
export async function openSearchIndex(sources: SearchIndexSources): Promise<SearchIndex> {
  const { corpus, lexicon, embedder, vectorIndexFactory, settings = searchSettings } = sources;
  const analyser = createAnalyser(lexicon);
  const provisions = locateProvisions(corpus);
  const lexicalUnits = new RetrievalUnits(provisions, corpus.askings, settings.lexicalUnits);
  const vectorUnits = new RetrievalUnits(provisions, corpus.askings, settings.vectorUnits);
  const fingerprint = await snapshotKey({
    corpus: corpus.digest,
    // The same files read by a changed parser are other provisions.
    provisions: fingerprintOfProvisions(provisions),
    analyser: analyser.fingerprint,
    embedder: embedder.fingerprint,
    settings,
  });

  let indexes = await restore(sources, fingerprint);
  if (indexes === null) {
    const parts = { analyser, embedder, vectorIndexFactory, settings };
    indexes = await buildIndexes(lexicalUnits, vectorUnits, parts);
    await keep(indexes, sources, fingerprint);
  }
  const { lexicalIndex, vectorIndex } = indexes;
  return new HybridSearch({
    fingerprint,
    provisions,
    lexicalUnits,
    lexicalIndex,
    vectorUnits,
    vectorIndex,
    analyser,
    lexicon,
    embedder,
    settings,
  });
}

async function restore(sources: SearchIndexSources, fingerprint: string): Promise<BuiltIndexes | null> {
  const { snapshotStore, vectorIndexFactory, embedder, warn } = sources;
  try {
    const stored = await snapshotStore.read();
    if (stored === null) return null;
    return await fromSections(
      await decodeSnapshot(stored, fingerprint),
      vectorIndexFactory,
      embedder.dimensions,
    );
  } catch (error) {
    warn(`The search index is built anew: ${messageOf(error)}`);
    return null;
  }
}

async function keep(indexes: BuiltIndexes, sources: SearchIndexSources, fingerprint: string): Promise<void> {
  const { snapshotStore, vectorIndexFactory, warn } = sources;
  try {
    await snapshotStore.write(
      await encodeSnapshot(fingerprint, await toSections(indexes, vectorIndexFactory)),
    );
  } catch (error) {
    warn(`The search index serves, but could not be kept for the next start: ${messageOf(error)}`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
