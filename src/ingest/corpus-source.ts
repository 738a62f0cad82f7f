import type { TiaowenError } from "../domain/errors.ts";

export interface CorpusFile {
  /** Within its folder: `document.txt`. */
  readonly name: string;
  readonly text: string;
}

/** One document's folder. */
export interface CorpusEntry {
  /** The folder's name, which is the document's id. */
  readonly name: string;
  /** The files whose names `corpusFileNames` lists, as far as they could be read. */
  readonly files: readonly CorpusFile[];
  /** What could not be read. */
  readonly problems: readonly TiaowenError[];
  /** For people: what was read with reservations, e.g. in another encoding. */
  readonly warnings: readonly { readonly message: string; readonly at: string }[];
}

/** Where the corpus lies. */
export interface CorpusSource {
  /** @throws TiaowenError `corpus_invalid` when the corpus as a whole cannot be read */
  list(): Promise<CorpusEntry[]>;
}

export const documentFileNames: readonly string[] = ["document.txt", "document.md"];
export const metadataFileName = "metadata.json";
export const questionsFileName = "questions.jsonl";
export const offersFileName = "offers.json";
/** The files of a document's folder that mean something; all others are passed over. */
export const corpusFileNames: readonly string[] = [
  ...documentFileNames,
  metadataFileName,
  questionsFileName,
  offersFileName,
];
