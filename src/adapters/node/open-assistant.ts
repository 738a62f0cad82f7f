import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { AnsweringServices } from "../../answering/answering-context.ts";
import { createAssistant } from "../../answering/assistant.ts";
import { createAnsweringServices } from "../../answering/create-services.ts";
import { parseUnitDirectory, type UnitDirectoryData } from "../../answering/understanding/unit-directory.ts";
import { TiaowenError } from "../../domain/errors.ts";
import type { PolicyService } from "../../http/readiness.ts";
import { loadCorpus } from "../../ingest/load-corpus.ts";
import { createAnalyser } from "../../search/analyser.ts";
import type { Embedder } from "../../search/embedder.ts";
import { exactVectorIndexFactory } from "../../search/exact-vector-index.ts";
import { createHashingEmbedder } from "../../search/hashing-embedder.ts";
import { createLexicon, type Lexicon, parseLexicon } from "../../search/lexicon.ts";
import { openSearchIndex } from "../../search/search-index.ts";
import { fileSnapshotStore } from "./file-snapshot-store.ts";
import { folderCorpusSource } from "./folder-corpus-source.ts";
import type { Settings } from "./settings.ts";

export interface OpenedAssistant extends PolicyService {
  readonly services: AnsweringServices;
  readonly embedderInUse: Embedder;
}

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
  const lexicon = await readLexicon(join(settings.corpusDirectory, "lexicon.json"));
  const unitDirectory = await readUnitDirectory(join(settings.corpusDirectory, "units.json"));
  const corpus = await loadCorpus(folderCorpusSource(settings.corpusDirectory));
  const embedder = createHashingEmbedder(createAnalyser(lexicon));
  const search = await openSearchIndex({
    corpus,
    lexicon,
    embedder,
    vectorIndexFactory: await vectorIndexFactory(settings.vectorIndex),
    snapshotStore: fileSnapshotStore(settings.dataDirectory),
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
  return {
    assistant: createAssistant(services),
    services,
    embedderInUse: embedder,
    search,
    corpus,
    embedder: embedder.fingerprint,
    vectorIndex: settings.vectorIndex,
  };
}

/** The native package is loaded only where it is chosen. */
async function vectorIndexFactory(name: Settings["vectorIndex"]) {
  if (name === "exact") return exactVectorIndexFactory;
  const { hnswVectorIndexFactory } = await import("./hnsw-vector-index.ts");
  return hnswVectorIndexFactory;
}

/** A corpus folder without a lexicon is served in the document's own words. */
async function readLexicon(path: string): Promise<Lexicon> {
  const json = await readIfThere(path);
  return json === null ? createLexicon([]) : parseLexicon(json, path);
}

async function readUnitDirectory(path: string): Promise<UnitDirectoryData> {
  const json = await readIfThere(path);
  return json === null ? { units: [] } : parseUnitDirectory(parseJson(json, path), path);
}

function parseJson(json: string, path: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new TiaowenError("configuration_invalid", `${path} 不是合法的 JSON:${String(cause)}`, {
      at: path,
      cause,
    });
  }
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
