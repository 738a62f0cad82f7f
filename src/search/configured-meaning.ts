import { embedUnits } from "./build-indexes.ts";
import { compareMeanings, type MeaningComparison, type SampleQuestion } from "./compare-meanings.ts";
import type { Embedder } from "./embedder.ts";
import { embeddersIn, fromMeaningSections } from "./index-sections.ts";
import { MeaningIndex } from "./meaning-index.ts";
import type { LocatedProvision, RetrievalUnits, SearchableCorpus } from "./retrieval-units.ts";
import type { Sections } from "./snapshot.ts";
import type { VectorIndex, VectorIndexFactory } from "./vector-index.ts";

/** Questions that an embedder is compared with the built-in one by, at most: more of them change little. */
const sampleSize = 200;
/** Ways of asking taken of each provision. */
const askingsEach = 2;

/** What the snapshot keeps of an embedder beside the built-in one. */
export interface BuiltMeaning extends MeaningComparison {
  /** Row-major, one row a retrieval unit. */
  readonly vectors: Float32Array;
  readonly vectorIndex: VectorIndex;
}

export interface ConfiguredMeaning {
  readonly index: MeaningIndex;
  readonly built: BuiltMeaning;
  /** Not taken from the snapshot. */
  readonly isNew: boolean;
}

export interface ConfiguredMeaningSources {
  readonly embedder: Embedder;
  readonly builtIn: MeaningIndex;
  readonly corpus: SearchableCorpus;
  readonly provisions: readonly LocatedProvision[];
  readonly units: RetrievalUnits;
  readonly vectorIndexFactory: VectorIndexFactory;
  /** The snapshot's, where it fits everything else. */
  readonly stored: Sections | null;
  readonly warn: (message: string) => void;
}

/**
 * The corpus as an embedder beside the built-in one sees it, out of the snapshot where that holds its vectors.
 * @throws TiaowenError `model_unavailable` when the embedder fails
 */
export async function openConfiguredMeaning(sources: ConfiguredMeaningSources): Promise<ConfiguredMeaning> {
  const { embedder, provisions, units, vectorIndexFactory, stored, warn } = sources;
  const parts = { embedder, units, provisionCount: provisions.length };
  const restored = stored === null ? null : await fromMeaningSections(stored, embedder, vectorIndexFactory);
  if (restored !== null) {
    return { index: new MeaningIndex({ ...parts, ...restored }), built: restored, isNew: false };
  }
  const others = stored === null ? [] : embeddersIn(stored);
  if (others.length > 0) {
    warn(`索引快照里的向量来自 ${others.join("、")}，现在用的是 ${embedder.fingerprint}：重新计算`);
  }
  const vectors = await embedUnits(units, embedder);
  const vectorIndex = await vectorIndexFactory.build(vectors, embedder.dimensions);
  const unscaled = new MeaningIndex({ ...parts, vectorIndex });
  const comparison = await compareMeanings(unscaled, sources.builtIn, sampleQuestions(sources));
  const built = { vectors, vectorIndex, ...comparison };
  return { index: new MeaningIndex({ ...parts, ...built }), built, isNew: true };
}

/** Ways of asking for provisions from all over the corpus, or their titles where nobody has written any down. */
function sampleQuestions({ corpus, provisions }: ConfiguredMeaningSources): SampleQuestion[] {
  const samples = provisions
    .flatMap(({ provision: { id, title } }, provision) =>
      (corpus.askings.get(id)?.slice(0, askingsEach) ?? [title]).map((question) => ({ question, provision })),
    )
    .filter(({ question }) => question !== "");
  const step = Math.max(1, samples.length / sampleSize);
  return samples.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
}
