import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type OpenedAnswering, openAnswering } from "../../answering/open-answering.ts";
import type { PolicyService } from "../../http/readiness.ts";
import type { CorpusFile } from "../../ingest/corpus-source.ts";
import { exactVectorIndexFactory } from "../../search/exact-vector-index.ts";
import { fileSnapshotStore } from "./file-snapshot-store.ts";
import { folderCorpusSource } from "./folder-corpus-source.ts";
import type { Settings } from "./settings.ts";

export interface OpenedAssistant extends OpenedAnswering, Pick<PolicyService, "embedder" | "vectorIndex"> {}

export interface OpenOptions {
  /** Told of what an operator should know: a snapshot built anew, a defect of a composer. */
  readonly warn: (message: string) => void;
  readonly now?: () => Date;
}

/**
 * Everything that answers on this machine, from the corpus folder and the data folder.
 * @throws TiaowenError `configuration_invalid` for a lexicon or unit directory that is malformed
 */
export async function openAssistant(
  settings: Settings,
  { warn, now = () => new Date() }: OpenOptions,
): Promise<OpenedAssistant> {
  const { corpusDirectory, dataDirectory, vectorIndex } = settings;
  const opened = await openAnswering({
    corpusSource: folderCorpusSource(corpusDirectory),
    lexicon: await readIfThere(join(corpusDirectory, "lexicon.json")),
    unitDirectory: await readIfThere(join(corpusDirectory, "units.json")),
    vectorIndexFactory: await vectorIndexFactory(vectorIndex),
    snapshotStore: fileSnapshotStore(dataDirectory),
    warn,
    now,
  });
  return { ...opened, embedder: opened.embedderInUse.fingerprint, vectorIndex };
}

/** The native package is loaded only where it is chosen. */
async function vectorIndexFactory(name: Settings["vectorIndex"]) {
  if (name === "exact") return exactVectorIndexFactory;
  const { hnswVectorIndexFactory } = await import("./hnsw-vector-index.ts");
  return hnswVectorIndexFactory;
}

async function readIfThere(path: string): Promise<CorpusFile | null> {
  try {
    return { name: path, text: await readFile(path, "utf8") };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
