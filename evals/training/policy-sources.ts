import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { folderCorpusSource } from "../../src/adapters/node/folder-corpus-source.ts";
import { loadCorpus } from "../../src/ingest/load-corpus.ts";
import { lexiconSchema } from "../../src/search/lexicon.ts";
import type { PolicySources } from "./recipe.ts";

/** @param folder the documents with their ways of asking, and `lexicon.json`. */
export async function readPolicySources(folder: string): Promise<PolicySources> {
  const { documents, askings } = await loadCorpus(folderCorpusSource(folder));
  const lexicon = lexiconSchema.parse(JSON.parse(await readFile(join(folder, "lexicon.json"), "utf8")));
  return { documents, askings, lexicon: lexicon.entries };
}
