import type { Provision, Sentence } from "../../domain/document.ts";
import type { Figure } from "../../domain/figure.ts";
import { holds, overlaps } from "../../domain/text-span.ts";
import { topicCoverage } from "../relevance/provision-wording.ts";
import type { Aspect, QuestionPart } from "../understanding/question.ts";

/** The sentences of a provision that answer, in the document's order. */
export interface Passage {
  readonly provision: Provision;
  readonly sentences: readonly Sentence[];
  /** One verbatim piece: the sentences when they stand together, else the best of them. */
  readonly quote: string;
}

/** A provision this short is quoted whole; a longer one too where no sentence has the question's own words. */
const wholeTextLength = { always: 60, whenUnsure: 320 };
const sureCoverage = 0.5;
/** Share of the best sentence's score from which a further one is quoted too. */
const furtherSentenceShare = 0.75;
const furtherSentenceLimit = 3;
const supportAspects: readonly Aspect[] = ["support", "amount", "condition", "procedure"];

/** @param needed a figure that the answer states: the sentence it stands in is quoted */
export function choosePassage(
  part: QuestionPart,
  provision: Provision,
  source: string,
  idf: (term: string) => number,
  needed: Figure | null = null,
): Passage {
  const { sentences } = provision;
  const isSure = sentences.some(({ text }) => topicCoverage(part, text, idf) >= sureCoverage);
  const { always, whenUnsure } = wholeTextLength;
  const isShort = provision.text.length <= (isSure ? always : whenUnsure);
  if (isShort || sentences.length <= 1 || part.intent.kind === "clause") {
    return { provision, sentences, quote: provision.text !== "" ? provision.text : provision.title };
  }
  const scored = sentences.map((sentence) => ({
    sentence,
    isNeeded: needed !== null && holds(sentence.span, needed.span),
    score: scoreOf(sentence, part, provision, idf),
  }));
  const least = furtherSentenceShare * Math.max(...scored.map(({ score }) => score));
  const best = scored
    .filter(({ isNeeded, score }) => isNeeded || score >= least)
    .sort((left, right) => Number(right.isNeeded) - Number(left.isNeeded) || right.score - left.score)
    .slice(0, furtherSentenceLimit)
    .map(({ sentence }) => sentence);
  const inOrder = best.toSorted((left, right) => left.span.start - right.span.start);
  const quote = joined(inOrder, sentences, source) ?? best[0]?.text ?? provision.text;
  return { provision, sentences: inOrder, quote };
}

function joined(chosen: readonly Sentence[], all: readonly Sentence[], source: string): string | null {
  const first = chosen[0];
  const last = chosen.at(-1);
  if (first === undefined || last === undefined) return null;
  const areNeighbours = all.indexOf(last) - all.indexOf(first) === chosen.length - 1;
  return areNeighbours ? source.slice(first.span.start, last.span.end) : null;
}

function scoreOf(
  sentence: Sentence,
  part: QuestionPart,
  provision: Provision,
  idf: (term: string) => number,
): number {
  const wantsSupport = supportAspects.some((aspect) => part.aspects.has(aspect));
  const offers = provision.measures.some(
    ({ kind, span }) => kind === "support" && overlaps(span, sentence.span),
  );
  const wantsFigure = part.aspects.has("figure") || part.aspects.has("amount") || part.aspects.has("total");
  return (
    0.05 +
    topicCoverage(part, sentence.text, idf) +
    (wantsSupport && offers ? 0.25 : 0) +
    (wantsFigure && figuresIn(provision, [sentence]).length > 0 ? 0.2 : 0)
  );
}

export function figuresIn(provision: Provision, sentences: readonly Sentence[]): Figure[] {
  return provision.figures.filter(({ span }) => sentences.some((sentence) => holds(sentence.span, span)));
}

const phraseEnd = /[,，;；。!！?？\n]/u;

/** The verbatim words around a figure, up to the next comma, semicolon or full stop on each side. */
export function phraseAround({ printed, span }: Figure, { sentences }: Provision): string {
  const sentence = sentences.find((one) => holds(one.span, span));
  if (sentence === undefined) return printed;
  const { text } = sentence;
  let start = span.start - sentence.span.start;
  let end = span.end - sentence.span.start;
  while (start > 0 && !phraseEnd.test(text.charAt(start - 1))) start--;
  while (end < text.length && !phraseEnd.test(text.charAt(end))) end++;
  return text.slice(start, end).trim();
}
