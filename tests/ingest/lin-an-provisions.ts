import { readFileSync } from "node:fs";
import type { Provision, Sentence } from "../../src/domain/document.ts";
import { documentMetadataSchema } from "../../src/domain/metadata.ts";
import { parseDocument } from "../../src/ingest/parse-document.ts";

function read(name: string): string {
  return readFileSync(new URL(`../../corpus/lin-an-2024/${name}`, import.meta.url), "utf8");
}

const { id, notPartOfDocument } = documentMetadataSchema.parse(JSON.parse(read("metadata.json")));
const document = parseDocument(read("document.txt"), { documentId: id, notPartOfDocument });

export const source: string = document.source;

export const provisions: readonly Provision[] = document.provisions;

/** `18` for a clause, `chapter-2` for an introduction, `closing`. */
export function nameOf(provision: Provision): string {
  return provision.id.slice(id.length + 1);
}

/** The sentences of a made-up text, which begin where the text does. */
export function sentencesOf(text: string): Sentence[] {
  return [...text.matchAll(/[^。\n]+。?/g)].map((match) => ({
    text: match[0],
    span: { start: match.index, end: match.index + match[0].length },
  }));
}
