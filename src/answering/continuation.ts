import type { Candidate } from "./answering-context.ts";
import type { QuestionPart } from "./understanding/question.ts";

/** Share of a message's words that a provision has, 0 to 1: in its own text, and with the ways of asking for it. */
export interface WordShare {
  readonly text: number;
  readonly all: number;
}

export interface Judged<Found extends Candidate> {
  /** Most relevant first. */
  readonly candidates: readonly Found[];
  readonly answerability: number;
}

/** A message this surely answered by itself needs no help of the turns before. */
const sureAnswerability = 0.75;
/** Less than this is no sign of an answer, however short the message. */
const faintAnswerability = 0.03;
/** 头胎没份, 一次给完: a message no longer than this hardly makes sense without the turn before. */
const fragmentLength = 6;
/** The provision spoken of has the words of the message nearly as well as the best of all others. */
const nearlyAsWell = 0.8;
/** With fewer of the words than this, having them as well as others says nothing. */
const leastShare = { pointed: 0.1, other: 0.2, text: 0.3 };

/**
 * What of the provisions spoken of a message goes on about; null when it is about something else. Words decide: a
 * message that says nothing which others have and the provisions spoken of have not is about these.
 * @param inFocus the provisions spoken of, as found when the message is read in the light of the turn before.
 */
export function goingOn<Found extends Candidate>(
  part: QuestionPart,
  alone: Judged<Found>,
  inFocus: readonly Found[],
  shareOf: (found: Found) => WordShare,
): readonly Found[] | null {
  const best = alone.candidates[0];
  if (best === undefined || inFocus.length === 0 || part.otherMatters.length > 0) return null;
  const focusIds = new Set(inFocus.map(({ provision }) => provision.id));
  const isFragment = part.topic.replaceAll(" ", "").length <= fragmentLength;
  if (focusIds.has(best.provision.id)) {
    const isPlausible = alone.answerability >= faintAnswerability;
    return isFragment && isPlausible
      ? alone.candidates.filter(({ provision }) => focusIds.has(provision.id))
      : null;
  }
  const inDocument = inFocus.filter(
    ({ provision }) => provision.kind === "clause" || provision.kind === "chapter",
  );
  const bar = shareOf(best);
  const least = part.reference.kind === "pointed" ? leastShare.pointed : leastShare.other;
  const hasItsWords = (found: Found): boolean => {
    const share = shareOf(found);
    const hasAll = share.all >= least && share.all >= nearlyAsWell * bar.all;
    return hasAll || (share.text >= leastShare.text && share.text >= nearlyAsWell * bar.text);
  };
  const meant = inDocument
    .filter(hasItsWords)
    .toSorted((left, right) => shareOf(right).all - shareOf(left).all)
    .slice(0, 1);
  if (meant.length > 0) return meant;
  if (alone.answerability >= sureAnswerability) return null;
  const chapters = new Set(inDocument.map(({ provision }) => provision.chapter));
  const beside = alone.candidates.find(
    (found) => chapters.has(found.provision.chapter) && hasItsWords(found),
  );
  return beside === undefined ? null : [beside];
}
