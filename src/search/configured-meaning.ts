import { embedUnits } from "./build-indexes.ts";
import type { Embedder } from "./embedder.ts";
import { embeddersIn, fromMeaningSections } from "./index-sections.ts";
import { MeaningIndex } from "./meaning-index.ts";
import type { LocatedProvision, RetrievalUnits, SearchableCorpus } from "./retrieval-units.ts";
import { learnScale, type SimilarityScale } from "./similarity-scale.ts";
import type { Sections } from "./snapshot.ts";
import type { VectorIndex, VectorIndexFactory } from "./vector-index.ts";

/** Questions that an embedder's similarities are compared by, at most: more of them change nothing. */
const sampleSize = 200;

export interface BuiltMeaning {
  /** Row-major, one row a retrieval unit. */
  readonly vectors: Float32Array;
  readonly vectorIndex: VectorIndex;
  /** To the built-in embedder's similarities. */
  readonly scale: SimilarityScale;
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
  const scale = await learnScale(unscaled, sources.builtIn, sampleQuestions(sources));
  const built = { vectors, vectorIndex, scale };
  return { index: new MeaningIndex({ ...parts, vectorIndex, scale }), built, isNew: true };
}

/** A way of asking for each provision, or else its title, from all over the corpus. */
function sampleQuestions({ corpus, provisions }: ConfiguredMeaningSources): string[] {
  const questions = provisions
    .map(({ provision }) => corpus.askings.get(provision.id)?.[0] ?? provision.title)
    .filter((question) => question !== "");
  const step = Math.max(1, questions.length / sampleSize);
  return Array.from(
    { length: Math.min(sampleSize, questions.length) },
    (_, index) => questions[Math.floor(index * step)] ?? "",
  );
}
