import type { DocumentMetadata } from "../../domain/metadata.ts";
import { readDocumentIntent } from "./document-intent.ts";
import { type PlaceMention, placesIn } from "./places.ts";
import { scopeWords } from "./scope-words.ts";

type Region = NonNullable<DocumentMetadata["region"]>;

const { movement, ownStory, ownPolicyOfAncestor, unnamedOthers, carriedOut, ownLevel } = scopeWords.region;

/**
 * The place outside a document's region that a question is about, as the asker spells it; null when it names none,
 * names the document's own region too, or the place stands in the document in the same words (a toll station, a
 * programme's name).
 */
export function otherRegionIn(question: string, region: Region, documentText: string): string | null {
  const places = placesIn(question);
  if (region.shortNames.some((name) => question.includes(name)) || namesOwnLevel(question, places))
    return null;
  if (readDocumentIntent(question, [], []) !== null) return null;
  const unnamed = carriedOut.test(question) ? undefined : unnamedOthers.exec(question)?.[0];
  if (unnamed !== undefined && !documentText.includes(unnamed)) return unnamed;
  for (const { spelling, name, start, end } of places) {
    const after = question.slice(end);
    if (movement.test(question.slice(0, start)) || ownStory.test(after)) continue;
    if (isPartOfDocumentWords(question, start, spelling, documentText)) continue;
    const isAncestor = region.name.includes(name);
    if (!isAncestor || ownPolicyOfAncestor.test(after)) return spelling;
  }
  return null;
}

/** 区里, but not that of 余杭区里. */
function namesOwnLevel(question: string, places: readonly PlaceMention[]): boolean {
  const withoutPlaces = places.reduce(
    (text, { start, end }) => text.slice(0, start) + "。".repeat(end - start) + text.slice(end),
    question,
  );
  return ownLevel.test(withoutPlaces);
}

/** 杭州老字号, 浙江省科技型…: the name is the beginning of words that the document itself uses. */
function isPartOfDocumentWords(
  question: string,
  at: number,
  spelling: string,
  documentText: string,
): boolean {
  const following = question.slice(at, at + spelling.length + 2);
  return following.length === spelling.length + 2 && documentText.includes(following);
}
