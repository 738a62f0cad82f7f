import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { folderCorpusSource } from "../../src/adapters/node/folder-corpus-source.ts";
import { askingsOf, loadCorpus } from "../../src/ingest/load-corpus.ts";
import { lexiconSchema } from "../../src/search/lexicon.ts";
import type { PolicySources } from "./recipe.ts";

/**
 * The source whose questions the embedder learns from. All others are kept from it, so that what is learnt on top of
 * it (`evals/relevance`) sees likenesses as they are for questions that nobody has learnt.
 */
const trainingSource = "wording";

/** @param folder the documents with their ways of asking, and `lexicon.json`. */
export async function readPolicySources(folder: string): Promise<PolicySources> {
  const { documents, askedQuestions } = await loadCorpus(folderCorpusSource(folder));
  const askings = askingsOf(askedQuestions.filter(({ source }) => source === trainingSource));
  const lexicon = lexiconSchema.parse(JSON.parse(await readFile(join(folder, "lexicon.json"), "utf8")));
  return { documents, askings, lexicon: lexicon.entries };
}
