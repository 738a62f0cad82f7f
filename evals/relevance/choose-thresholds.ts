import type { JudgedQuestion } from "./judged-candidates.ts";

export interface RankedQuestion extends JudgedQuestion {
  readonly answerability: number;
  /** Most probable first. */
  readonly ranked: readonly { readonly provisionId: string; readonly probability: number }[];
}

export interface Thresholds {
  readonly answerThreshold: number;
  readonly furtherThreshold: number;
  readonly furtherOddsShare: number;
}

const answerThresholds = Array.from({ length: 64 }, (_, index) => 0.03 + index * 0.015);
const furtherThresholds = Array.from({ length: 19 }, (_, index) => 0.05 + index * 0.05);
const furtherOddsShares = [0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/** How many answers a question may cite, as the judge of evidence has it. */
const citationLimit = 4;

/**
 * What refusing all that nothing answers is worth beside answering all that can be answered. Less than half: most
 * questions that reach an assistant can be answered, and a wrongly found clause is still quoted word for word.
 */
const refusalWorth = 0.25;

/** The thresholds by which most is right: F1 of what is cited, and refusals where refusing is right. */
export function chooseThresholds(questions: readonly RankedQuestion[]): Thresholds {
  const further = best(
    furtherThresholds.flatMap((furtherThreshold) =>
      furtherOddsShares.map((furtherOddsShare) => ({ furtherThreshold, furtherOddsShare })),
    ),
    (bars) => sum(questions.map((question) => f1Of(question, bars))),
  );
  const { answerThreshold } = best(
    answerThresholds.map((answerThreshold) => ({ answerThreshold })),
    ({ answerThreshold }) => worthOf(questions, answerThreshold),
  );
  return { ...further, answerThreshold };
}

function worthOf(questions: readonly RankedQuestion[], answerThreshold: number): number {
  const answered = (question: RankedQuestion): number => (question.answerability >= answerThreshold ? 1 : 0);
  const answerable = questions.filter(({ gold }) => gold.size > 0);
  const others = questions.filter(({ gold }) => gold.size === 0);
  return (
    mean(answerable.map(answered)) + refusalWorth * mean(others.map((question) => 1 - answered(question)))
  );
}

function f1Of(
  { ranked, gold, acceptable }: RankedQuestion,
  bars: Omit<Thresholds, "answerThreshold">,
): number {
  const first = ranked[0];
  if (first === undefined || gold.size === 0) return 0;
  const bar = Math.max(
    bars.furtherThreshold,
    probabilityOfOdds(bars.furtherOddsShare * oddsOf(first.probability)),
  );
  const cited = [first, ...ranked.slice(1).filter(({ probability }) => probability >= bar)].slice(
    0,
    citationLimit,
  );
  const right = cited.filter(({ provisionId }) => gold.has(provisionId)).length;
  const allowed = cited.filter(
    ({ provisionId }) => gold.has(provisionId) || acceptable.has(provisionId),
  ).length;
  const precision = allowed / cited.length;
  const recall = right / gold.size;
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}

function best<Choice>(choices: readonly Choice[], worth: (choice: Choice) => number): Choice {
  const [first, ...others] = choices.map((choice) => ({ choice, worth: worth(choice) }));
  if (first === undefined) throw new RangeError("there is nothing to choose from");
  return others.reduce((top, entry) => (entry.worth > top.worth ? entry : top), first).choice;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function oddsOf(probability: number): number {
  return probability / (1 - Math.min(probability, 0.9999));
}

function probabilityOfOdds(odds: number): number {
  return odds / (1 + odds);
}

function mean(values: readonly number[]): number {
  return sum(values) / Math.max(1, values.length);
}
