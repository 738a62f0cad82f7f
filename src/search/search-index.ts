import { createAnalyser } from "./analyser.ts";
import { AskedQuestionIndex } from "./asked-question-index.ts";
import { Availability } from "./availability.ts";
import { type BuiltIndexes, buildIndexes, questionsByDocument } from "./build-indexes.ts";
import { type ConfiguredMeaning, openConfiguredMeaning } from "./configured-meaning.ts";
import type { Embedder } from "./embedder.ts";
import { HybridSearch } from "./hybrid-search.ts";
import { fromSections, toMeaningSections, toSections } from "./index-sections.ts";
import type { Lexicon } from "./lexicon.ts";
import { MeaningIndex } from "./meaning-index.ts";
import type { AskedBefore, PolicySearch, TermStatistics } from "./policy-search.ts";
import type { RankingState } from "./ranking-state.ts";
import type { Reranker } from "./reranker.ts";
import {
  fingerprintOfProvisions,
  locateProvisions,
  RetrievalUnits,
  type SearchableCorpus,
} from "./retrieval-units.ts";
import { type SearchSettings, searchSettings } from "./search-settings.ts";
import { decodeSnapshot, encodeSnapshot, type Sections, snapshotKey } from "./snapshot.ts";
import type { SnapshotStore } from "./snapshot-store.ts";
import type { VectorIndexFactory } from "./vector-index.ts";

export interface SearchIndex extends PolicySearch, TermStatistics, AskedBefore {
  /** Names what the built-in index was made from: the same for the same corpus, lexicon, embedder and settings. */
  readonly fingerprint: string;
  /** The embedder that finds by meaning, as far as it answers. */
  readonly embedder: Embedder;
  rankingState(): RankingState;
}

export interface SearchIndexSources {
  readonly corpus: SearchableCorpus;
  readonly lexicon: Lexicon;
  /** The built-in one, which serves whatever happens to others. */
  readonly embedder: Embedder;
  /** Another embedder to find by meaning with; whatever goes wrong with it, the built-in one takes its place. */
  readonly openEmbedder?: (() => Promise<Embedder>) | undefined;
  /** Orders the best of what was found once more; whatever goes wrong with it, the order found stays. */
  readonly openReranker?: (() => Promise<Reranker>) | undefined;
  readonly vectorIndexFactory: VectorIndexFactory;
  readonly snapshotStore: SnapshotStore;
  /**
   * Told once why a snapshot was not served, once if the new one could not be kept, and once each time that a
   * configured model stops or begins to answer.
   */
  readonly warn: (message: string) => void;
  /** Builds the index of the same sources and writes its snapshot: what building takes is then not left in memory here. */
  readonly buildElsewhere?: (() => Promise<void>) | undefined;
  /** Default: `search-settings.json`. */
  readonly settings?: SearchSettings;
}

/**
 * The index over a corpus: out of the snapshot when that is whole and was made from the same things, else built
 * and kept for the next start. A snapshot that does not fit is never served; that none is there yet is no warning.
 */
export async function openSearchIndex(sources: SearchIndexSources): Promise<SearchIndex> {
  const { corpus, lexicon, embedder, vectorIndexFactory, warn, settings = searchSettings } = sources;
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

  const asked = questionsByDocument(corpus);
  const restored =
    (await restore(sources, fingerprint, [...asked.keys()])) ??
    (await restoreFromElsewhere(sources, fingerprint, [...asked.keys()]));
  const parts = { corpus, analyser, embedder, vectorIndexFactory, settings };
  const indexes = restored?.indexes ?? (await buildIndexes(lexicalUnits, vectorUnits, parts));
  const { lexicalIndex, vectorIndex } = indexes;
  const builtIn = new MeaningIndex({
    embedder,
    vectorIndex,
    units: vectorUnits,
    provisionCount: provisions.length,
  });
  const embedderAvailability = new Availability({ meanwhile: "改用内置向量模型", warn });
  const rerankerAvailability = new Availability({ meanwhile: "保持原来的排序", warn });
  const { openEmbedder, openReranker } = sources;
  const configured =
    openEmbedder &&
    (await embedderAvailability.attempt(async () =>
      openConfiguredMeaning({
        embedder: await openEmbedder(),
        builtIn,
        corpus,
        provisions,
        units: vectorUnits,
        vectorIndexFactory,
        stored: restored?.sections ?? null,
        warn,
      }),
    ));
  const reranker = openReranker && (await rerankerAvailability.attempt(openReranker));
  if (restored === null || configured?.isNew) await keep(indexes, configured ?? null, sources, fingerprint);

  return new HybridSearch({
    fingerprint,
    provisions,
    lexicalUnits,
    lexicalIndex,
    vectorUnits,
    builtIn,
    configured: configured ? { index: configured.index, weight: configured.built.weight } : null,
    embedderAvailability,
    reranker: reranker ?? null,
    rerankerAvailability,
    askedQuestions: new Map(
      indexes.askedQuestions.map(({ documentId, arrays }) => [
        documentId,
        new AskedQuestionIndex(asked.get(documentId) ?? [], arrays, embedder.dimensions),
      ]),
    ),
    analyser,
    lexicon,
    settings,
  });
}

interface Restored {
  readonly indexes: BuiltIndexes;
  readonly sections: Sections;
}

/** Null where it is built nowhere else, or could not be. */
async function restoreFromElsewhere(
  sources: SearchIndexSources,
  fingerprint: string,
  askedOf: readonly string[],
): Promise<Restored | null> {
  if (sources.buildElsewhere === undefined) return null;
  await sources.buildElsewhere();
  return await restore({ ...sources, warn: () => {} }, fingerprint, askedOf);
}

async function restore(
  sources: SearchIndexSources,
  fingerprint: string,
  askedOf: readonly string[],
): Promise<Restored | null> {
  const { snapshotStore, vectorIndexFactory, embedder, warn } = sources;
  try {
    const stored = await snapshotStore.read();
    if (stored === null) return null;
    const sections = await decodeSnapshot(stored, fingerprint);
    const indexes = await fromSections(sections, vectorIndexFactory, embedder.dimensions, askedOf);
    return { sections, indexes };
  } catch (error) {
    warn(`The search index is built anew: ${messageOf(error)}`);
    return null;
  }
}

async function keep(
  indexes: BuiltIndexes,
  configured: ConfiguredMeaning | null,
  sources: SearchIndexSources,
  fingerprint: string,
): Promise<void> {
  const { snapshotStore, vectorIndexFactory, warn } = sources;
  try {
    const sections = new Map(await toSections(indexes, vectorIndexFactory));
    if (configured !== null) {
      const { index, built } = configured;
      const added = await toMeaningSections(index.embedder.fingerprint, built, vectorIndexFactory);
      for (const [name, array] of added) sections.set(name, array);
    }
    await snapshotStore.write(await encodeSnapshot(fingerprint, sections));
  } catch (error) {
    warn(`The search index serves, but could not be kept for the next start: ${messageOf(error)}`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
