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
 * What is spoken of is meant where the best one's odds are at most so many times its own. Both are probabilities that
 * were learnt together, so that the ratio does not depend on how far the learning told them apart.
 */
interface Odds {
  readonly otherWords: number;
  /** Where it has the words of a bare message in its own text as well as the best one. */
  readonly sameWords: number;
}
const oddsAgainst = {
  /** 有保险吗 */
  none: { otherWords: 12, sameWords: Number.POSITIVE_INFINITY },
  /** 那个税, 其中养老那条 */
  pointed: { otherWords: 100, sameWords: Number.POSITIVE_INFINITY },
  /** 外地户口行吗 */
  particular: { otherWords: 100, sameWords: Number.POSITIVE_INFINITY },
  /** 不是小车,是货车 */
  correction: { otherWords: 100, sameWords: 100 },
  /** 那保险呢 goes on to something else as often as not. */
  shift: { otherWords: 12, sameWords: 100 },
  sameChapter: { otherWords: 5, sameWords: 50 },
} satisfies Record<string, Odds>;
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
  if (answersBack(foremost, alone, context)) return [foremost];
  if (!isFragment(part)) return null;
  const isBestSpokenOf = focusIds.includes(best.provision.id);
  if (!isAnswered(alone, answerOdds.open)) {
    return isDetailOf(isBestSpokenOf, inProgress, alone) ? [foremost] : null;
  }
  if (isBestSpokenOf) return [foremost];
  if (isBound(part)) return isSurelyAnswered(alone) && says(best, part, context) ? null : [foremost];
  const isMeant = weighAgainst(best, part, context);
  const against = oddsFor(part);
  const treating = focus.filter(({ provision }) => provision.chapter !== null || provision.kind === "clause");
  const meant = treating.find((candidate) => isMeant(candidate, against));
  if (meant !== undefined) return [meant];
  const chapters = treating.flatMap(({ provision }) => provision.chapter ?? []);
  const beside = alone.candidates.find(
    (candidate) =>
      chapters.includes(candidate.provision.chapter ?? "") && isMeant(candidate, oddsAgainst.sameChapter),
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

function oddsFor({ reference: { kind } }: QuestionPart): Odds {
  return kind === "pointed" || kind === "particular" || kind === "shift" || kind === "correction"
    ? oddsAgainst[kind]
    : oddsAgainst.none;
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

/** An answer to a question back names one of what was offered, however loosely. */
function answersBack({ relevance }: Candidate, alone: AloneReading, { history }: AnsweringContext): boolean {
  const isAsked = latestTurn(history)?.isOpen === true;
  return isAsked && !isSurelyAnswered(alone) && relevance >= leastRelevance;
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
  if (isBestSpokenOf) return part.reference.kind === "pointed" || lengthOf(part.topic) <= bareLength;
  return asksForDetail && lengthOf(part.topic) <= detailLength;
}

/** Whether a candidate is meant rather than the best one, although that is likelier by itself. */
function weighAgainst(best: Candidate, part: QuestionPart, context: AnsweringContext) {
  const share = shareOf(part, context);
  const isBare = lengthOf(contentOf(part.topic)) <= bareLength;
  const hasSameWords = (candidate: Candidate): boolean => {
    const found = share(candidate.provision.id);
    return found >= leastShare && found >= nearlyAsWell * share(best.provision.id);
  };
  return (candidate: Candidate, against: Odds): boolean => {
    const ratio = oddsOf(best.relevance) / oddsOf(candidate.relevance);
    if (isBare && ratio <= against.sameWords && hasSameWords(candidate)) return true;
    return candidate.relevance >= leastRelevance && ratio <= against.otherWords;
  };
}

function oddsOf(probability: number): number {
  return Math.max(probability, 0.0001) / (1 - Math.min(probability, 0.9999));
}
