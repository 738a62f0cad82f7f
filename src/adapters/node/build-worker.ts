import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openAnswering } from "../../answering/open-answering.ts";
import type { EmbedderModelFile } from "../../answering/open-services.ts";
import { placedMessage, TiaowenError } from "../../domain/errors.ts";
import { openEligibility } from "../../eligibility/open-eligibility.ts";
import { exactVectorIndexFactory } from "../../search/exact-vector-index.ts";
import type { ConfiguredEndpoints } from "../openai/configured-endpoints.ts";
import { embedderModelName } from "../workers/asset-embedder-model.ts";
import { snapshotName } from "../workers/asset-snapshot-store.ts";
import { bundledCorpusSource } from "../workers/bundled-corpus-source.ts";
import type { PageBundle } from "../workers/bundled-page-assets.ts";
import type { CorpusBundle } from "../workers/corpus-bundle.ts";
import { folderCorpusSource } from "./folder-corpus-source.ts";
import { configuredModels } from "./open-models.ts";
import { readPageAssets } from "./page-assets.ts";
import { readEmbedderModel } from "./read-embedder-model.ts";
import { readVocabulary } from "./read-vocabulary.ts";
import type { Settings } from "./settings.ts";

/** Within the output; `[assets]` of wrangler.toml names it. */
const assetFolder = "assets";

export interface BuildOptions {
  /** The corpus, and the embedder that is to serve on the Worker: its settings there have to be the same. */
  readonly settings: Pick<Settings, "corpusDirectory" | "dataDirectory" | "embedder">;
  /** Made when it is not there. */
  readonly outputDirectory: string;
  /** Told of what does not keep the Worker from being built. */
  readonly warn: (message: string) => void;
}

/**
 * Packs all that a Worker cannot read from files for `src/entry/worker.ts`: documents, lexicon and units, the index
 * over them, and the pages.
 * @returns each file's name with its length in bytes
 * @throws TiaowenError `corpus_invalid` for a document that could not be served, `model_unavailable` for an embedder
 *   that does not answer: better no build than a Worker that silently lacks something
 */
export async function buildWorker({
  settings,
  outputDirectory,
  warn,
}: BuildOptions): Promise<ReadonlyMap<string, number>> {
  if (settings.embedder.kind === "onnx") {
    throw new TiaowenError("configuration_invalid", "设置 EMBEDDER:Workers 上不能运行 onnx 模型", {
      at: "EMBEDDER",
    });
  }
  const corpus = await packCorpus(settings.corpusDirectory);
  const model = await readEmbedderModel();
  const { openEmbedder } = configuredModels({ ...settings, reranker: null }, warn);
  const contents = new Map<string, Uint8Array | string>([
    ["corpus.bundle", JSON.stringify(corpus)],
    ["pages.bundle", JSON.stringify(await packPages())],
    [join(assetFolder, embedderModelName), model.bytes],
    [join(assetFolder, snapshotName), await indexOf(corpus, model, openEmbedder, warn)],
  ]);
  await mkdir(join(outputDirectory, assetFolder), { recursive: true });
  const sizes = new Map<string, number>();
  for (const [name, content] of contents) {
    await writeFile(join(outputDirectory, name), content);
    sizes.set(name, Buffer.byteLength(content));
  }
  return sizes;
}

async function packCorpus(directory: string): Promise<CorpusBundle> {
  const entries = await folderCorpusSource(directory).list();
  refuse(entries.flatMap(({ problems }) => problems));
  return {
    entries: entries.map(({ name, files, warnings }) => ({
      name,
      files: [...files],
      warnings: [...warnings],
    })),
    ...(await readVocabulary(directory)),
  };
}

async function packPages(): Promise<PageBundle> {
  const pages = [...(await readPageAssets())].map(([path, asset]) => {
    const { body } = asset;
    if (typeof body !== "string")
      throw new TypeError(`${path} is not text, which the bundle of pages has to be`);
    return [path, { ...asset, body }] as const;
  });
  return Object.fromEntries(pages);
}

/** Built over the packed corpus, so that its key fits what the Worker will read. */
async function indexOf(
  bundle: CorpusBundle,
  embedderModel: EmbedderModelFile,
  openEmbedder: ConfiguredEndpoints["openEmbedder"],
  warn: (message: string) => void,
): Promise<Uint8Array> {
  let snapshot: Uint8Array | null = null;
  const { corpus } = await openAnswering({
    corpusSource: bundledCorpusSource(bundle),
    lexicon: bundle.lexicon,
    unitDirectory: bundle.unitDirectory,
    embedderModel,
    openEmbedder,
    vectorIndexFactory: exactVectorIndexFactory,
    snapshotStore: {
      read: async () => null,
      write: async (bytes) => {
        snapshot = bytes;
      },
    },
    warn: (message) => {
      throw new TiaowenError("model_unavailable", message);
    },
    now: () => new Date(),
  });
  refuse(corpus.problems);
  // The Worker leaves these out, names them in /readyz, and serves the rest.
  openEligibility({ ...bundle, corpus })
    .problems.map(placedMessage)
    .forEach(warn);
  if (snapshot === null) throw new Error("the index was built and not kept");
  return snapshot;
}

function refuse(problems: readonly TiaowenError[]): void {
  if (problems.length === 0) return;
  const lines = problems.map(placedMessage);
  throw new TiaowenError("corpus_invalid", lines.join("\n"));
}
