import { openAnswering } from "../../answering/open-answering.ts";
import { lazyEligibility } from "../../eligibility/open-eligibility.ts";
import type { PolicyService } from "../../http/readiness.ts";
import type { Embedder } from "../../search/embedder.ts";
import { exactVectorIndexFactory } from "../../search/exact-vector-index.ts";
import type { Reranker } from "../../search/reranker.ts";
import { readAssetEmbedderModel } from "./asset-embedder-model.ts";
import { assetSnapshotStore } from "./asset-snapshot-store.ts";
import { bundledCorpusSource } from "./bundled-corpus-source.ts";
import { corpusBundleSchema } from "./corpus-bundle.ts";
import { packedPassages } from "./packed-passages.ts";

export interface BundledSources {
  /** The embedder that the Worker was built with, where that was another than the built-in one. */
  readonly openEmbedder?: (() => Promise<Embedder>) | undefined;
  readonly openReranker?: (() => Promise<Reranker>) | undefined;
  /** JSON of a `CorpusBundle`. */
  readonly corpus: string;
  /** Bindings of wrangler.toml; the assets behind one of them hold the model and the index. */
  readonly environment: unknown;
  /** Told of what an operator should know: a snapshot built anew, a model that does not answer, a composer's defect. */
  readonly warn: (message: string) => void;
  readonly now: () => Date;
}

/** Everything that answers, from what the build packed. */
export async function openBundledAssistant(sources: BundledSources): Promise<PolicyService> {
  const { openEmbedder, openReranker, warn, now } = sources;
  const bundle = corpusBundleSchema.parse(JSON.parse(sources.corpus));
  const opened = await openAnswering({
    corpusSource: bundledCorpusSource(bundle),
    lexicon: bundle.lexicon,
    unitDirectory: bundle.unitDirectory,
    embedderModel: await readAssetEmbedderModel(sources.environment),
    openEmbedder: openEmbedder && (async () => packedPassages(await openEmbedder())),
    openReranker,
    vectorIndexFactory: exactVectorIndexFactory,
    snapshotStore: assetSnapshotStore(sources.environment),
    warn,
    now,
  });
  return {
    ...opened,
    rankingState: () => opened.search.rankingState(),
    vectorIndex: exactVectorIndexFactory.name,
    eligibility: lazyEligibility({ ...bundle, corpus: opened.corpus }),
  };
}
