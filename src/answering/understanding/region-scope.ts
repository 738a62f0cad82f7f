import type { DocumentMetadata } from "../../domain/metadata.ts";
import { readDocumentIntent } from "./document-intent.ts";
import { pieceAround, piecesOf } from "./pieces.ts";
import { liesIn, type PlaceMention, placesIn } from "./places.ts";
import { isQuestioning } from "./question-frames.ts";
import { scopeWords } from "./scope-words.ts";

type Region = NonNullable<DocumentMetadata["region"]>;

const words = scopeWords.region;

/**
 * The place outside a document's region that a question is about, as the asker spells it; null when it names none,
 * names the document's own region too, or the place stands in the document in the same words (a toll station, a
 * programme's name).
 */
export function otherRegionIn(question: string, region: Region, documentText: string): string | null {
  const places = placesIn(question);
  const others = places
    .filter(({ name }) => !liesIn(name, region.name))
    .filter((mention) => !isPartOfDocumentWords(question, mention, documentText));
  const isOwn = (text: string): boolean =>
    region.shortNames.some((name) => text.includes(name)) ||
    placesIn(text).some(({ name }) => liesIn(name, region.name));
  if (isOwn(question)) return placeAskedOfByName(question, others, isOwn);
  if (namesOwnLevel(question, places)) return null;
  if (readDocumentIntent(question, [], []) !== null) return null;
  const unnamed = unnamedOtherIn(question);
  if (unnamed !== null && !documentText.includes(unnamed)) return unnamed;
  const isAncestor = ({ name }: PlaceMention): boolean => region.name.includes(name);
  const asked = others.find(
    (mention) =>
      !isStory(question, mention) &&
      (!isAncestor(mention) || words.ownPolicyOfAncestor.test(question.slice(mention.end))),
  );
  return (asked ?? placePointedBackTo(question, others))?.spelling ?? null;
}

/** 市里的标准, unless it is only told of: 同行在别的区领过,我们有吗. */
function unnamedOtherIn(question: string): string | null {
  const found = words.carriedOut.test(question) ? null : words.unnamedOthers.exec(question);
  if (found === null) return null;
  const [spelling] = found;
  const piece = pieceAround(question, found.index, found.index + spelling.length);
  return isQuestioning(piece) || !piecesOf(question).some(isQuestioning) ? spelling : null;
}

/** 我在临安,想问余杭的高企奖励多少: the own place is told of, and another one's policy asked for by name. */
function placeAskedOfByName(
  question: string,
  others: readonly PlaceMention[],
  isOwn: (text: string) => boolean,
): string | null {
  const isAskedHere = piecesOf(question).some((piece) => isQuestioning(piece) && isOwn(piece));
  if (isAskedHere) return null;
  const asked = others.find(
    (mention) =>
      words.asksOfPlace.test(question.slice(mention.end)) &&
      isQuestioning(pieceAround(question, mention.start, mention.end)) &&
      !isStory(question, mention),
  );
  return asked?.spelling ?? null;
}

/** 我公司搬到富阳了,那边高企奖励多少. */
function placePointedBackTo(question: string, others: readonly PlaceMention[]): PlaceMention | null {
  for (const { index } of question.matchAll(words.thatPlace)) {
    const [piece] = piecesOf(question.slice(index).replace(/^[,，。!?;\s了]/u, ""));
    const before = others.filter(({ end }) => end <= index);
    const latest = before.toSorted((left, right) => left.end - right.end).at(-1);
    if (latest !== undefined && isQuestioning(piece ?? "")) return latest;
  }
  return null;
}

/** Where somebody comes from, goes to or has business, and not whose policy is asked for. */
function isStory(question: string, mention: PlaceMention): boolean {
  const piece = pieceAround(question, mention.start, mention.end);
  const before = question.slice(0, mention.start);
  const after = question.slice(mention.end);
  if (words.ownStory.test(after)) return true;
  if (words.activity.test(after)) return before.endsWith("在") || !isQuestioning(piece);
  if (words.roots.test(before)) return !(isQuestioning(piece) && words.asksOfPlace.test(after));
  if (words.relations.test(before)) return !isQuestioning(piece);
  return words.movement.test(before) && !words.newHome.test(before);
}

/** 区里, but not that of 余杭区里. */
function namesOwnLevel(question: string, places: readonly PlaceMention[]): boolean {
  const withoutPlaces = places.reduce(
    (text, { start, end }) => text.slice(0, start) + "。".repeat(end - start) + text.slice(end),
    question,
  );
  return words.ownLevel.test(withoutPlaces);
}

/** 杭州老字号, 浙江省科技型…: the name is the beginning of words that the document itself uses. */
function isPartOfDocumentWords(
  question: string,
  { start, spelling }: PlaceMention,
  documentText: string,
): boolean {
  const following = question.slice(start, start + spelling.length + 2);
  return following.length === spelling.length + 2 && documentText.includes(following);
}
