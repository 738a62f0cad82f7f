import { openAnswering } from "../../answering/open-answering.ts";
import type { PolicyService } from "../../http/readiness.ts";
import { exactVectorIndexFactory } from "../../search/exact-vector-index.ts";
import { readAssetEmbedderModel } from "./asset-embedder-model.ts";
import { bundledCorpusSource } from "./bundled-corpus-source.ts";
import { bundledSnapshotStore } from "./bundled-snapshot-store.ts";
import { corpusBundleSchema } from "./corpus-bundle.ts";

export interface BundledSources {
  /** JSON of a `CorpusBundle`. */
  readonly corpus: string;
  readonly snapshot: ArrayBuffer;
  /** Bindings of wrangler.toml. */
  readonly environment: unknown;
  /** Told of what an operator should know: a snapshot built anew, a defect of a composer. */
  readonly warn: (message: string) => void;
  readonly now: () => Date;
}

/** Everything that answers, from what the build packed. */
export async function openBundledAssistant(sources: BundledSources): Promise<PolicyService> {
  const { warn, now } = sources;
  const bundle = corpusBundleSchema.parse(JSON.parse(sources.corpus));
  const opened = await openAnswering({
    corpusSource: bundledCorpusSource(bundle),
    lexicon: bundle.lexicon,
    unitDirectory: bundle.unitDirectory,
    embedderModel: await readAssetEmbedderModel(sources.environment),
    vectorIndexFactory: exactVectorIndexFactory,
    snapshotStore: bundledSnapshotStore(sources.snapshot),
    warn,
    now,
  });
  return {
    ...opened,
    rankingState: () => opened.search.rankingState(),
    vectorIndex: exactVectorIndexFactory.name,
  };
}
