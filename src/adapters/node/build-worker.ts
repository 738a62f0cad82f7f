import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openAnswering } from "../../answering/open-answering.ts";
import type { EmbedderModelFile } from "../../answering/open-services.ts";
import { placedMessage, TiaowenError } from "../../domain/errors.ts";
import { exactVectorIndexFactory } from "../../search/exact-vector-index.ts";
import { embedderModelName } from "../workers/asset-embedder-model.ts";
import { bundledCorpusSource } from "../workers/bundled-corpus-source.ts";
import type { PageBundle } from "../workers/bundled-page-assets.ts";
import type { CorpusBundle } from "../workers/corpus-bundle.ts";
import { folderCorpusSource } from "./folder-corpus-source.ts";
import { readPageAssets } from "./page-assets.ts";
import { readEmbedderModel } from "./read-embedder-model.ts";
import { readVocabulary } from "./read-vocabulary.ts";

/** Within the output; `[assets]` of wrangler.toml names it. */
const assetFolder = "assets";

/**
 * Packs all that a Worker cannot read from files for `src/entry/worker.ts`: documents, lexicon and units, the index
 * over them, and the pages.
 * @param outputDirectory made when it is not there
 * @returns each file's name with its length in bytes
 * @throws TiaowenError `corpus_invalid` for a document that could not be served: better no build than a Worker that
 *   silently lacks it
 */
export async function buildWorker(
  corpusDirectory: string,
  outputDirectory: string,
): Promise<ReadonlyMap<string, number>> {
  const corpus = await packCorpus(corpusDirectory);
  const model = await readEmbedderModel();
  const contents = new Map<string, Uint8Array | string>([
    ["corpus.bundle", JSON.stringify(corpus)],
    ["pages.bundle", JSON.stringify(await packPages())],
    ["search-index.snapshot", await indexOf(corpus, model)],
    [join(assetFolder, embedderModelName), model.bytes],
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
async function indexOf(bundle: CorpusBundle, embedderModel: EmbedderModelFile): Promise<Uint8Array> {
  let snapshot: Uint8Array | null = null;
  const { corpus } = await openAnswering({
    corpusSource: bundledCorpusSource(bundle),
    lexicon: bundle.lexicon,
    unitDirectory: bundle.unitDirectory,
    embedderModel,
    vectorIndexFactory: exactVectorIndexFactory,
    snapshotStore: {
      read: async () => null,
      write: async (bytes) => {
        snapshot = bytes;
      },
    },
    warn: (message) => {
      throw new Error(message);
    },
    now: () => new Date(),
  });
  refuse(corpus.problems);
  if (snapshot === null) throw new Error("the index was built and not kept");
  return snapshot;
}

function refuse(problems: readonly TiaowenError[]): void {
  if (problems.length === 0) return;
  const lines = problems.map(placedMessage);
  throw new TiaowenError("corpus_invalid", lines.join("\n"));
}
