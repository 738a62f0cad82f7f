import type { AnsweringContext, Candidate, PartInProgress } from "./answering-context.ts";
import { latestTurn } from "./focus.ts";
import { findProvision } from "./provision-lookup.ts";
import { topicCoverage } from "./relevance/provision-wording.ts";

/** What a message was found to be about when it is read by itself. */
export interface AloneReading {
  /** Most relevant first. */
  readonly candidates: readonly Candidate[];
  readonly answerability: number;
}

/** A message this surely answered by itself needs no help of the turns before. */
const sureAnswerability = 0.75;
/** Less than this is no sign of an answer, however short the message. */
const faintAnswerability = 0.03;
/** 头胎没份, 一次给完: a message no longer than this hardly makes sense without the turn before. */
const fragmentLength = 6;
/** A provision spoken of has the words of the message nearly as well as the best of all others. */
const nearlyAsWell = 0.8;
/** With fewer of the words than this, having them as well as others says nothing. */
const leastShare = { pointed: 0.1, other: 0.2, text: 0.3 };

/**
 * What of the provisions spoken of a message goes on about; null when it is about something else. Words decide: a
 * message that says nothing which others have and the provisions spoken of have not is about these.
 */
export function continuationOf(
  { part, focusIds }: PartInProgress,
  alone: AloneReading,
  context: AnsweringContext,
): readonly Candidate[] | null {
  const best = alone.candidates[0];
  const focus = candidatesOf(focusIds, alone, context);
  if (best === undefined || focus.length === 0 || part.otherMatters.length > 0) return null;
  const shareOf = wordShares(part, context);
  const isSure = alone.answerability >= sureAnswerability;
  if (latestTurn(context.history)?.isOpen === true && !isSure) return [mostOf(focus, shareOf)];
  const isInFocus = ({ provision }: Candidate): boolean => focusIds.includes(provision.id);
  if (isInFocus(best)) {
    const isFragment = part.topic.replaceAll(" ", "").length <= fragmentLength;
    return isFragment && alone.answerability >= faintAnswerability ? focus.slice(0, 1) : null;
  }
  const bar = shareOf(best);
  const least = part.reference.kind === "pointed" ? leastShare.pointed : leastShare.other;
  const hasItsWords = (candidate: Candidate): boolean => {
    const share = shareOf(candidate);
    const hasAll = share.all >= least && share.all >= nearlyAsWell * bar.all;
    return hasAll || (share.text >= leastShare.text && share.text >= nearlyAsWell * bar.text);
  };
  const treating = focus.filter(({ provision: { kind } }) => kind === "clause" || kind === "chapter");
  const meant = treating.filter(hasItsWords);
  if (meant.length > 0) return [mostOf(meant, shareOf)];
  if (isSure) return null;
  const chapters = new Set(treating.map(({ provision }) => provision.chapter));
  const beside = alone.candidates.find(
    (candidate) => chapters.has(candidate.provision.chapter) && hasItsWords(candidate),
  );
  return beside === undefined ? null : [beside];
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

/** Share of a message's words that a provision has, 0 to 1: in its own text, and with the ways of asking for it. */
interface WordShare {
  readonly text: number;
  readonly all: number;
}

type ShareOf = (candidate: Candidate) => WordShare;

function wordShares(part: PartInProgress["part"], { services }: AnsweringContext): ShareOf {
  const { search, wordings } = services;
  const share = (text: string): number => topicCoverage(part, text, (term) => search.idf(term));
  return ({ provision }) => {
    const wording = wordings.get(provision.id);
    return { text: share(wording?.text ?? ""), all: share(wording?.all ?? "") };
  };
}

/** The candidate that has most of the words; the more relevant of equals. */
function mostOf([first, ...others]: readonly Candidate[], shareOf: ShareOf): Candidate {
  if (first === undefined) throw new RangeError("no candidate to choose from");
  return others.reduce((most, next) => (shareOf(next).all > shareOf(most).all ? next : most), first);
}
