import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { CorpusFile } from "../../ingest/corpus-source.ts";

/** The files beside the documents that say what things, units and applicants are called; null where there is none. */
export interface VocabularyFiles {
  readonly lexicon: CorpusFile | null;
  readonly unitDirectory: CorpusFile | null;
  readonly facts: CorpusFile | null;
}

export async function readVocabulary(corpusDirectory: string): Promise<VocabularyFiles> {
  return {
    lexicon: await readIfThere(join(corpusDirectory, "lexicon.json")),
    unitDirectory: await readIfThere(join(corpusDirectory, "units.json")),
    facts: await readIfThere(join(corpusDirectory, "facts.json")),
  };
}

async function readIfThere(path: string): Promise<CorpusFile | null> {
  try {
    return { name: path, text: await readFile(path, "utf8") };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
