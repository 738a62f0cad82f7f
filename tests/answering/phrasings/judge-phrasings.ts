import type { AnsweringServices } from "../../../src/answering/answering-context.ts";
import { runSteps, startContext } from "../../../src/answering/pipeline.ts";
import { normaliseQuestion } from "../../../src/answering/steps/normalise-question.ts";
import { understandQuestion } from "../../../src/answering/steps/understand-question.ts";
import type { Aspect, Question } from "../../../src/answering/understanding/question.ts";
import { isHeldOut, phrasings } from "./read-phrasings.ts";

export interface Judgement {
  /** What the figures are kept by: a kind of intent, an aspect, or what else was to be understood. */
  readonly kind: string;
  readonly text: string;
  readonly isHeldOut: boolean;
  readonly isRight: boolean;
  /** What was understood instead, for people. */
  readonly understood: string;
}

/** Aspects that decide whether an answer is whole, and which passage it quotes; each wrong one misleads. */
const deciding: readonly Aspect[] = [
  "amount",
  "unit",
  "contact",
  "procedure",
  "condition",
  "deadline",
  "validity",
];

export async function judgePhrasings(services: AnsweringServices): Promise<Judgement[]> {
  const understand = async (text: string): Promise<Question> => {
    const start = startContext({ question: text, mode: "auto" }, services);
    return (await runSteps(start, [normaliseQuestion, understandQuestion])).question;
  };
  const judged = async <Phrasing extends { readonly text: string }>(
    list: readonly Phrasing[],
    judge: (phrasing: Phrasing, question: Question) => Omit<Judgement, "text" | "isHeldOut">,
  ): Promise<Judgement[]> =>
    Promise.all(
      list.map(async (phrasing) => ({
        text: phrasing.text,
        isHeldOut: isHeldOut(phrasing.text),
        ...judge(phrasing, await understand(phrasing.text)),
      })),
    );
  return [
    ...(await judged(phrasings.structure, ({ intent }, { parts }) => {
      const understood = parts.map((part) => spelled(part.intent)).join(" | ");
      return { kind: intent.kind, isRight: understood === spelled(intent), understood };
    })),
    ...(await judged(phrasings.wants, ({ wants }, { parts }) => {
      const aspects = new Set(parts.flatMap((part) => [...part.aspects]));
      const isRight =
        wants.every((aspect) => aspects.has(aspect as Aspect)) &&
        deciding.every((aspect) => wants.includes(aspect) || !aspects.has(aspect));
      const kind = wants.length === 1 ? `wants ${wants[0]}` : "wants several";
      return { kind, isRight, understood: `${[...aspects].join(",")} 「${parts[0]?.topic}」` };
    })),
    ...(await judged(phrasings.parts, ({ parts: expected }, { parts }) => ({
      kind: expected.length > 1 ? "several parts" : "one part",
      isRight:
        parts.length === expected.length &&
        parts.every(({ text }, index) => text.includes(expected[index] ?? "\n")),
      understood: parts.map(({ text }) => text).join(" | "),
    }))),
    ...(await judged(phrasings.scope, ({ region, period }, { outsideScope }) => ({
      kind: region !== null ? "other region" : period !== null ? "other period" : "within scope",
      isRight: isAsSaid(region, outsideScope.region) && isAsSaid(period, outsideScope.period),
      understood: `${outsideScope.region} ${outsideScope.period}`,
    }))),
    ...(await judged(phrasings.units, ({ units }, { parts }) => {
      const understood = [...new Set(parts.flatMap((part) => part.units))].join(",");
      return { kind: "units named", isRight: understood === units.join(","), understood };
    })),
  ];
}

function isAsSaid(expected: string | null, found: string | null): boolean {
  return expected === "+" ? found !== null : expected === found;
}

/** Lists in one order, so that what is equal is spelled alike. */
function spelled(intent: object): string {
  return Object.entries(intent)
    .map(([name, value]) => (Array.isArray(value) ? `${name} ${value.toSorted()}` : `${name} ${value}`))
    .toSorted()
    .join("; ");
}
