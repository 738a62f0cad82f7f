import type { Provision } from "../../domain/document.ts";
import type { Corpus } from "../../ingest/load-corpus.ts";
import { characterPairs } from "../../search/character-pieces.ts";
import { foldText } from "../../search/fold-text.ts";
import type { LexiconExpansion } from "../../search/lexicon.ts";

/** The provision as people find it: everything printed in it and how people ask for it, folded. */
export interface ProvisionWording {
  readonly title: string;
  readonly text: string;
  readonly all: string;
}

/** Highest for what no provision has. */
export type InverseDocumentFrequency = (term: string) => number;

export function wordingsOf(corpus: Corpus): ReadonlyMap<string, ProvisionWording> {
  const provisions = corpus.documents.flatMap((document) => document.provisions);
  return new Map(
    provisions.map((provision) => [
      provision.id,
      wordingOf(provision, corpus.askings.get(provision.id) ?? []),
    ]),
  );
}

export function wordingOf(provision: Provision, askings: readonly string[]): ProvisionWording {
  const units = provision.units.map(({ name }) => name).join(" ");
  const text = foldText(`${provision.chapter ?? ""} ${provision.title} ${provision.text} ${units}`);
  return { title: foldText(provision.title), text, all: [text, ...askings.map(foldText)].join(" ") };
}

export interface WeighedPiece {
  readonly text: string;
  readonly weight: number;
  /** Beyond any provision's vocabulary. */
  readonly isUnknown: boolean;
}

const neverSeen = "\u{10ffff}";

/** @returns pairs of characters and words, each with how rare it is. */
export function weighPieces(text: string, idf: InverseDocumentFrequency): WeighedPiece[] {
  const highest = idf(neverSeen);
  return characterPairs(text).map((piece) => {
    const weight = idf(piece);
    return { text: piece, weight, isUnknown: weight >= highest };
  });
}

/** @returns what finds the expansions whose term stands in a folded text. */
export function formFinder(expansions: readonly LexiconExpansion[]): (text: string) => LexiconExpansion[] {
  const terms = expansions.map(({ term }) => foldText(term));
  return (text) => expansions.filter((_, index) => text.includes(terms[index] ?? ""));
}

/** The weight of the pieces that a folded text holds; a form counts for its term. */
export function coveredWeight(
  pieces: readonly WeighedPiece[],
  text: string,
  forms: readonly LexiconExpansion[],
): number {
  return pieces.reduce((sum, piece) => sum + piece.weight * covered(piece, text, forms), 0);
}

export function totalWeight(pieces: readonly WeighedPiece[]): number {
  return pieces.reduce((sum, { weight }) => sum + weight, 0);
}

function covered(piece: WeighedPiece, text: string, forms: readonly LexiconExpansion[]): number {
  if (text.includes(piece.text)) return 1;
  let most = 0;
  for (const { form, weight } of forms) {
    if (weight > most && form.includes(piece.text)) most = weight;
  }
  return most;
}

/** How much of a topic a text holds, 0 to 1, each word by how rare it is; a form counts when its term is there. */
export function topicCoverage(
  sought: { readonly topic: string; readonly expansions: readonly LexiconExpansion[] },
  text: string,
  idf: InverseDocumentFrequency,
): number {
  const folded = foldText(text);
  const pieces = weighPieces(sought.topic, idf);
  const total = totalWeight(pieces);
  return total === 0 ? 0 : coveredWeight(pieces, folded, formFinder(sought.expansions)(folded)) / total;
}
