import type { Provision } from "../../domain/document.ts";
import type { Figure } from "../../domain/figure.ts";
import { findQuantities } from "../../domain/quantity.ts";
import { topicCoverage } from "../relevance/provision-wording.ts";
import type { QuestionPart } from "../understanding/question.ts";
import { unitTest } from "./asked-unit.ts";
import { phraseAround } from "./passage.ts";

export interface DirectFigure {
  readonly figure: Figure;
  /** The verbatim words around it, up to the next comma, semicolon or full stop on each side. */
  readonly phrase: string;
  /** The words around it state others that may be meant as well: 特色村4个、数字乡村样板村13个. */
  readonly isOneOfSeveral: boolean;
}

/** With less of the question's words about it, a figure may be of something else. */
const leastFit = 0.3;
/** The only one in the unit asked for needs fewer of them. */
const leastFitOfOnly = 0.2;
/** Of two figures in one phrase, the one asked for has to be said clearly. */
const ownShare = 0.5;

/** The figure that a question asks for: the one whose words say most of the topic, in the unit asked for. */
export function directFigure(
  part: QuestionPart,
  provision: Provision,
  idf: (term: string) => number,
): DirectFigure | null {
  const isInUnit = unitTest(part, { isLoose: false });
  const claims = part.claimedQuantities;
  const topic = claims.reduce((rest, { printed }) => rest.replace(printed, " "), part.topic);
  const known = claims.length > 0 ? [] : findQuantities(part.text);
  const scored = provision.figures
    .filter((figure) => isInUnit?.(figure) ?? true)
    .filter(({ printed }) => known.every((quantity) => quantity.printed !== printed))
    .map((figure) => {
      const phrase = phraseAround(figure, provision);
      const coverage = (text: string): number => topicCoverage({ ...part, topic }, text, idf);
      const own = coverage(figure.subject);
      return { figure, phrase, own, fit: coverage(`${figure.subject} ${phrase}`) };
    });
  const [only] = scored;
  if (only === undefined || (part.aspects.has("total") && scored.length > 1)) return null;
  const counted = scored.find(({ figure }) => isCounted(figure.subject, part.text));
  const best =
    counted ?? scored.reduce((top, entry) => (entry.fit + entry.own > top.fit + top.own ? entry : top), only);
  const isOnly = isInUnit !== null && scored.length === 1;
  if (best.fit < (isOnly ? leastFitOfOnly : leastFit)) return null;
  const isShared =
    counted === undefined &&
    scored.some(
      (other) => other !== best && other.phrase === best.phrase && other.own >= ownShare * best.own,
    );
  return { figure: best.figure, phrase: best.phrase, isOneOfSeveral: isShared || /各|分别/u.test(part.text) };
}

/** 建几个未来乡村: asked of this and of nothing else, though its neighbours share other words of the question. */
function isCounted(subject: string, text: string): boolean {
  const counted = text.split(/(?:几|多少)\p{Script=Han}?/u).slice(1);
  return counted.some((words) => words.replace(/[\p{P}\s吗呢啊呀]+$/u, "") === subject);
}
