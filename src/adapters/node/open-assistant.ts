import { type OpenedAnswering, openAnswering } from "../../answering/open-answering.ts";
import { lazyEligibility } from "../../eligibility/open-eligibility.ts";
import type { PolicyService } from "../../http/readiness.ts";
import { exactVectorIndexFactory } from "../../search/exact-vector-index.ts";
import { fileSnapshotStore } from "./file-snapshot-store.ts";
import { folderCorpusSource } from "./folder-corpus-source.ts";
import { configuredModels } from "./open-models.ts";
import { readEmbedderModel } from "./read-embedder-model.ts";
import { readVocabulary } from "./read-vocabulary.ts";
import type { Settings } from "./settings.ts";

export interface OpenedAssistant
  extends OpenedAnswering,
    Pick<PolicyService, "rankingState" | "vectorIndex" | "eligibility"> {}

export interface OpenOptions {
  /** Told of what an operator should know: a snapshot built anew, a model that does not answer, a composer's defect. */
  readonly warn: (message: string) => void;
  readonly now?: () => Date;
  /** Builds the index of these settings in another process. Default: it is built in this one. */
  readonly buildIndexElsewhere?: () => Promise<void>;
}

/**
 * Everything that answers on this machine, from the corpus folder and the data folder.
 * @throws TiaowenError `configuration_invalid` for a lexicon or unit directory that is malformed
 */
export async function openAssistant(
  settings: Settings,
  { warn, now = () => new Date(), buildIndexElsewhere }: OpenOptions,
): Promise<OpenedAssistant> {
  const { corpusDirectory, dataDirectory, vectorIndex } = settings;
  const vocabulary = await readVocabulary(corpusDirectory);
  const opened = await openAnswering({
    corpusSource: folderCorpusSource(corpusDirectory),
    lexicon: vocabulary.lexicon,
    unitDirectory: vocabulary.unitDirectory,
    embedderModel: await readEmbedderModel(),
    ...configuredModels(settings, warn),
    vectorIndexFactory: await vectorIndexFactory(vectorIndex),
    snapshotStore: fileSnapshotStore(dataDirectory),
    buildElsewhere: buildIndexElsewhere,
    warn,
    now,
  });
  return {
    ...opened,
    rankingState: () => opened.search.rankingState(),
    vectorIndex,
    eligibility: lazyEligibility({ ...vocabulary, corpus: opened.corpus }),
  };
}

/** The native package is loaded only where it is chosen. */
async function vectorIndexFactory(name: Settings["vectorIndex"]) {
  if (name === "exact") return exactVectorIndexFactory;
  const { hnswVectorIndexFactory } = await import("./hnsw-vector-index.ts");
  return hnswVectorIndexFactory;
}
