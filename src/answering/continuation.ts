import type { AnsweringContext, Candidate, PartInProgress, Reading } from "./answering-context.ts";
import { latestTurn } from "./focus.ts";
import { findProvision } from "./provision-lookup.ts";
import { topicCoverage } from "./relevance/provision-wording.ts";
import type { QuestionPart } from "./understanding/question.ts";
import { contentOf } from "./understanding/reference.ts";

/** What a message was found to be about when it is read by itself. */
export interface AloneReading extends Reading {
  /** The learnt answerability from which a question is answered: all that is said here of answerability is relative to it. */
  readonly answerThreshold: number;
}

/** Times the odds of the threshold: how surely the message is answered by itself. */
const answerOdds = {
  /** It is no answer to a question back, nor a detail. */
  sure: 11,
  /** Below this nothing found answers it by itself. */
  open: 1.2,
  /** Below this it is about something that the documents do not treat, whatever was spoken of. */
  faint: 0.2,
};

/** Characters of its topic up to which a message hardly makes sense without the turn before. */
const fragmentLength = { pointed: 12, other: 6 };
/** A word alone, 保险, or 头胎没份. */
const bareLength = 4;
/** 什么时候完工: of no more than this that is no frame, a detail is asked, and not about something else. */
const detailLength = 3;

/**
 * How near what is spoken of has to come to the best one to be meant: 1 is as likely, 0 no likelier than the middle one
 * of all that was found, in log odds. So it does not depend on how far the learning tells the likely from the unlikely.
 */
interface Nearness {
  readonly otherWords: number;
  /** Where it has the words of a bare message in its own text as well as the best one. */
  readonly sameWords: number;
}
const nearnessOf = {
  /** 有保险吗 */
  none: { otherWords: 0.75, sameWords: Number.NEGATIVE_INFINITY },
  /** 那个税, 其中养老那条 */
  pointed: { otherWords: 0.6, sameWords: Number.NEGATIVE_INFINITY },
  /** 谁推荐 */
  detail: { otherWords: 0.6, sameWords: Number.NEGATIVE_INFINITY },
  /** 货车行吗 */
  particular: { otherWords: 0.6, sameWords: Number.NEGATIVE_INFINITY },
  /** 那保险呢 goes on to something else as often as not. */
  shift: { otherWords: 0.75, sameWords: 0.6 },
  sameChapter: { otherWords: 0.85, sameWords: 0.65 },
} satisfies Record<string, Nearness>;
const leastRelevance = 0.01;
/** Share of the words from which having them says something, and of the best one's share from which it is as good. */
const leastShare = 0.3;
const nearlyAsWell = 0.8;

/** What of the provisions spoken of a message goes on about; null when it is about something else. */
export function continuationOf(
  inProgress: PartInProgress,
  alone: AloneReading,
  context: AnsweringContext,
): readonly Candidate[] | null {
  const { part, focusIds } = inProgress;
  const best = alone.candidates[0];
  const focus = candidatesOf(focusIds, alone, context);
  const [foremost] = focus;
  if (best === undefined || foremost === undefined || part.otherMatters.length > 0) return null;
  if (answersBack(part, foremost, alone, context)) return [foremost];
  if (!isFragment(part)) return null;
  const isBestSpokenOf = focusIds.includes(best.provision.id);
  if (!isAnswered(alone, answerOdds.open)) {
    return isDetailOf(isBestSpokenOf, inProgress, alone) ? [foremost] : null;
  }
  if (isBestSpokenOf) return [foremost];
  if (isBound(part)) return isSurelyAnswered(alone) && says(best, part, context) ? null : [foremost];
  const isMeant = weighAgainst(alone, part, context);
  const least = nearnessFor(inProgress);
  const treating = focus.filter(({ provision }) => provision.chapter !== null || provision.kind === "clause");
  const meant = treating.find((candidate) => isMeant(candidate, least));
  if (meant !== undefined) return [meant];
  const chapters = treating.flatMap(({ provision }) => provision.chapter ?? []);
  const beside = alone.candidates.find(
    (candidate) =>
      chapters.includes(candidate.provision.chapter ?? "") && isMeant(candidate, nearnessOf.sameChapter),
  );
  return beside === undefined ? null : [beside];
}

function isBound({ reference }: QuestionPart): boolean {
  return reference.kind === "particular" && reference.isBound;
}

/** Where a provision has so much of the words in its own text, these name it. */
const namingShare = 0.8;

function says({ provision }: Candidate, part: QuestionPart, context: AnsweringContext): boolean {
  return shareOf(part, context)(provision.id) >= namingShare;
}

function shareOf(part: QuestionPart, { services }: AnsweringContext): (id: string) => number {
  const idf = (term: string): number => services.search.idf(term);
  return (id) => topicCoverage(part, services.wordings.get(id)?.text ?? "", idf);
}

function nearnessFor({ part, asksForDetail }: PartInProgress): Nearness {
  const { kind } = part.reference;
  if (asksForDetail && lengthOf(part.topic) <= detailLength) return nearnessOf.detail;
  return kind === "pointed" || kind === "particular" || kind === "shift" ? nearnessOf[kind] : nearnessOf.none;
}

/** The provisions spoken of, the most relevant first. */
function candidatesOf(
  ids: readonly string[],
  { candidates }: AloneReading,
  { documents }: AnsweringContext,
): Candidate[] {
  return ids
    .flatMap((id): Candidate[] => {
      const judged = candidates.find(({ provision }) => provision.id === id);
      if (judged !== undefined) return [judged];
      const found = findProvision(documents, id);
      return found === null ? [] : [{ ...found, relevance: 0 }];
    })
    .toSorted((left, right) => weightOf(right) - weightOf(left));
}

/** Of those that are hardly relevant the one cited first is as good as any. */
function weightOf({ relevance }: Candidate): number {
  return relevance >= leastRelevance ? relevance : 0;
}

export function isSurelyAnswered(alone: AloneReading): boolean {
  return isAnswered(alone, answerOdds.sure);
}

function isAnswered({ answerability, answerThreshold }: AloneReading, times: number): boolean {
  return oddsOf(answerability) >= times * oddsOf(answerThreshold);
}

/** An answer to a question back names one of what was offered, however loosely; a bare word, 种地的, does nothing else. */
function answersBack(
  { topic }: QuestionPart,
  { relevance }: Candidate,
  alone: AloneReading,
  { history }: AnsweringContext,
): boolean {
  if (latestTurn(history)?.isOpen !== true || relevance < leastRelevance) return false;
  return lengthOf(topic) <= bareLength || !isSurelyAnswered(alone);
}

function isFragment({ topic, reference }: QuestionPart): boolean {
  const isPointing = reference.kind === "pointed" || reference.kind === "particular";
  return lengthOf(topic) <= fragmentLength[isPointing ? "pointed" : "other"];
}

function lengthOf(topic: string): number {
  return topic.replaceAll(" ", "").length;
}

/** Nothing answers it by itself, but it hardly says anything else than the detail that it asks for. */
function isDetailOf(
  isBestSpokenOf: boolean,
  { part, asksForDetail }: PartInProgress,
  alone: AloneReading,
): boolean {
  if (part.reference.kind === "particular") return true;
  if (!isAnswered(alone, answerOdds.faint)) return false;
  return isBestSpokenOf || (asksForDetail && lengthOf(part.topic) <= detailLength);
}

/** Whether a candidate is meant rather than the best one, although that is likelier by itself. */
function weighAgainst({ candidates }: AloneReading, part: QuestionPart, context: AnsweringContext) {
  const share = shareOf(part, context);
  const isBare = lengthOf(contentOf(part.topic)) <= bareLength;
  const [best] = candidates;
  const bestShare = best === undefined ? 0 : share(best.provision.id);
  const hasSameWords = ({ provision }: Candidate): boolean => {
    const found = share(provision.id);
    return found >= leastShare && found >= nearlyAsWell * bestShare;
  };
  const top = logOddsOf(best);
  const middle = logOddsOf(candidates[Math.floor(candidates.length / 2)]);
  return (candidate: Candidate, least: Nearness): boolean => {
    const nearness = (logOddsOf(candidate) - middle) / Math.max(top - middle, 1e-9);
    if (isBare && nearness >= least.sameWords && hasSameWords(candidate)) return true;
    return nearness >= least.otherWords;
  };
}

function logOddsOf(candidate: Candidate | undefined): number {
  return Math.log(oddsOf(candidate?.relevance ?? 0));
}

function oddsOf(probability: number): number {
  return Math.max(probability, 0.0001) / (1 - Math.min(probability, 0.9999));
}
