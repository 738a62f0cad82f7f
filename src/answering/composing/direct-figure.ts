import type { Provision } from "../../domain/document.ts";
import type { Figure } from "../../domain/figure.ts";
import { topicCoverage } from "../relevance/provision-wording.ts";
import type { QuestionPart } from "../understanding/question.ts";

export interface DirectFigure {
  readonly figure: Figure;
  /** The verbatim words around it, up to the next comma, semicolon or full stop on each side. */
  readonly phrase: string;
}

const phraseEnd = /[,,;;。!?!?\n]/u;
/** With less of the question's words about it, a figure may be of something else. */
const leastFit = 0.3;

/** 多少亩, 几家: the measure word that the asker expects. */
const askedUnit =
  /(?:多少|几)(?:个)?(?<unit>万?(?:亩|家|公里|张|座|条|场|个|人|床|户|吨|千瓦|亿元|万元|元|折|栋|幢|站|所|项|次|对))/u;

/** The figure that a question asks for: the one whose words say most of the topic, in the unit asked for. */
export function directFigure(
  part: QuestionPart,
  provision: Provision,
  source: string,
  idf: (term: string) => number,
): DirectFigure | null {
  const unit = askedUnit.exec(part.text)?.groups?.["unit"] ?? null;
  const scored = provision.figures.map((figure) => {
    const phrase = phraseAround(figure, provision, source);
    const fit = topicCoverage(part, `${figure.subject} ${phrase}`, idf);
    const unitFits = unit !== null && (figure.unit.endsWith(unit) || unit.endsWith(figure.baseUnit));
    return { figure, phrase, fit, score: fit + (unitFits ? 0.5 : 0) };
  });
  const best = scored.reduce<(typeof scored)[number] | null>(
    (top, entry) => (top === null || entry.score > top.score ? entry : top),
    null,
  );
  return best !== null && best.fit >= leastFit ? { figure: best.figure, phrase: best.phrase } : null;
}

function phraseAround({ span }: Figure, provision: Provision, source: string): string {
  let { start, end } = span;
  while (start > provision.textSpan.start && !phraseEnd.test(source.charAt(start - 1))) start--;
  while (end < provision.textSpan.end && !phraseEnd.test(source.charAt(end))) end++;
  return source.slice(start, end).trim();
}
