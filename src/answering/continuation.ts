import type { AnsweringContext, Candidate, PartInProgress } from "./answering-context.ts";
import { latestTurn } from "./focus.ts";
import { findProvision } from "./provision-lookup.ts";
import { topicCoverage } from "./relevance/provision-wording.ts";
import type { QuestionPart } from "./understanding/question.ts";

/** What a message was found to be about when it is read by itself. */
export interface AloneReading {
  /** Most relevant first. */
  readonly candidates: readonly Candidate[];
  readonly answerability: number;
}

/** A message this surely answered by itself needs no help of the turns before. */
const sureAnswerability = 0.75;
/** Less than this is no sign of an answer, however short the message. */
const faintAnswerability = 0.07;
/** 头胎没份, 一次给完: a message no longer than this hardly makes sense without the turn before. */
const fragmentLength = { pointed: 12, other: 6 };
/** A word alone, 保险: what others say of it better is less likely meant than what was spoken of. */
const bareTopicLength = 4;
/** What is spoken of is meant where the best one's odds are at most so many times its own. */
interface Odds {
  readonly otherWords: number;
  /** Where it has the words of a bare message in its own text as well as the best one. */
  readonly sameWords: number;
}
const oddsAgainst = {
  /** 有保险吗 */
  none: { otherWords: 12, sameWords: Number.POSITIVE_INFINITY },
  /** 那个税, 其中养老那条 */
  pointed: { otherWords: 100, sameWords: 100 },
  /** 那保险呢 goes on to something else as often as not. */
  shift: { otherWords: 12, sameWords: 100 },
  sameChapter: { otherWords: 5, sameWords: 50 },
} satisfies Record<string, Odds>;
/** The least relevance with which it can be meant at all: by a message that is answered, and by any. */
const leastRelevance = { answered: 0.01, any: 0.25 };
const leastShare = 0.3;
/** It has the words of the message in its own text as well as the best one. */
const nearlyAsWell = 0.8;

/** What of the provisions spoken of a message goes on about; null when it is about something else. */
export function continuationOf(
  { part, focusIds }: PartInProgress,
  alone: AloneReading,
  context: AnsweringContext,
): readonly Candidate[] | null {
  const best = alone.candidates[0];
  const focus = candidatesOf(focusIds, alone, context);
  const [foremost] = focus;
  if (best === undefined || foremost === undefined || part.otherMatters.length > 0) return null;
  const isSure = alone.answerability >= sureAnswerability;
  const answersBack = latestTurn(context.history)?.isOpen === true && !isSure;
  if (answersBack && foremost.relevance >= leastRelevance.answered) return [foremost];
  const isFragment =
    lengthOf(part.topic) <= fragmentLength[part.reference.kind === "pointed" ? "pointed" : "other"];
  if (focusIds.includes(best.provision.id)) {
    return isFragment && alone.answerability >= faintAnswerability ? [foremost] : null;
  }
  if (!isFragment) return null;
  const least = alone.answerability >= faintAnswerability ? leastRelevance.answered : leastRelevance.any;
  const isMeant = weighAgainst(best, least, part, context);
  const { kind } = part.reference;
  const against = kind === "pointed" || kind === "shift" ? oddsAgainst[kind] : oddsAgainst.none;
  const treating = focus.filter(
    ({ provision }) => provision.kind === "clause" || provision.kind === "chapter",
  );
  const meant = treating.find((candidate) => isMeant(candidate, against));
  if (meant !== undefined) return [meant];
  const chapters = new Set(treating.flatMap(({ provision }) => provision.chapter ?? []));
  const beside = alone.candidates.find(
    (candidate) =>
      chapters.has(candidate.provision.chapter ?? "") && isMeant(candidate, oddsAgainst.sameChapter),
  );
  return beside === undefined ? null : [beside];
}

function lengthOf(topic: string): number {
  return topic.replaceAll(" ", "").length;
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
      const found = judged === undefined ? findProvision(documents, id) : null;
      return judged === undefined ? (found === null ? [] : [{ ...found, relevance: 0 }]) : [judged];
    })
    .toSorted((left, right) => right.relevance - left.relevance);
}

/** Whether a candidate is meant rather than the best one, whose odds may be so many times its own. */
function weighAgainst(best: Candidate, least: number, part: QuestionPart, { services }: AnsweringContext) {
  const share = ({ provision }: Candidate): number =>
    topicCoverage(part, services.wordings.get(provision.id)?.text ?? "", (term) => services.search.idf(term));
  const isBare = lengthOf(part.topic) <= bareTopicLength;
  const hasSameWords = (candidate: Candidate): boolean => {
    const found = share(candidate);
    return found >= leastShare && found >= nearlyAsWell * share(best);
  };
  return (candidate: Candidate, against: Odds): boolean => {
    const ratio = oddsOf(best.relevance) / oddsOf(candidate.relevance);
    if (isBare && hasSameWords(candidate) && ratio <= against.sameWords) return true;
    return candidate.relevance >= least && ratio <= against.otherWords;
  };
}

function oddsOf(probability: number): number {
  return Math.max(probability, 0.0001) / (1 - Math.min(probability, 0.9999));
}
