import type { Thresholds } from "../../src/answering/relevance/relevance-model.ts";

export interface RankedQuestion {
  readonly gold: ReadonlySet<string>;
  readonly acceptable: ReadonlySet<string>;
  readonly answerability: number;
  /** Most probable first. */
  readonly ranked: readonly { readonly provisionId: string; readonly probability: number }[];
}

const furtherThresholds = Array.from({ length: 19 }, (_, index) => 0.05 + index * 0.05);
const furtherOddsShares = [0, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/** How many answers a question may cite, as the judge of evidence has it. */
const citationLimit = 4;

/**
 * The thresholds by which most is right: F1 of what is cited, and as many refusals where nothing answers as go with
 * refusing no more than the given share of what could be answered rightly.
 */
export function chooseThresholds(questions: readonly RankedQuestion[], falseRefusals: number): Thresholds {
  return { ...furtherBars(questions), answerThreshold: answerThresholdFor(questions, falseRefusals) };
}

function answerThresholdFor(questions: readonly RankedQuestion[], falseRefusals: number): number {
  const rightly = questions
    .filter((question) => isAnsweredBy(question.ranked[0]?.provisionId ?? "", question))
    .map(({ answerability }) => answerability)
    .sort((left, right) => left - right);
  return rightly[Math.floor(rightly.length * falseRefusals)] ?? 0;
}

/** Where nothing answers, what may be cited all the same is no answer. */
export function isAnsweredBy(
  provisionId: string,
  { gold, acceptable }: Pick<RankedQuestion, "gold" | "acceptable">,
): boolean {
  return gold.size > 0 && (gold.has(provisionId) || acceptable.has(provisionId));
}

function furtherBars(questions: readonly RankedQuestion[]): Omit<Thresholds, "answerThreshold"> {
  const answerable = questions.filter(({ gold, ranked }) => gold.size > 0 && ranked.length > 0);
  let best = { furtherThreshold: 1, furtherOddsShare: 1, worth: -1 };
  for (const furtherThreshold of furtherThresholds) {
    for (const furtherOddsShare of furtherOddsShares) {
      const bars = { furtherThreshold, furtherOddsShare };
      const worth = answerable.reduce((sum, question) => sum + f1Of(question, bars), 0);
      if (worth > best.worth) best = { ...bars, worth };
    }
  }
  const { furtherThreshold, furtherOddsShare } = best;
  return { furtherThreshold, furtherOddsShare };
}

function f1Of(
  { ranked, gold, acceptable }: RankedQuestion,
  bars: Omit<Thresholds, "answerThreshold">,
): number {
  const [first, ...others] = ranked;
  if (first === undefined) return 0;
  const bar = Math.max(
    bars.furtherThreshold,
    probabilityOfOdds(bars.furtherOddsShare * oddsOf(first.probability)),
  );
  const cited = [first, ...others.filter(({ probability }) => probability >= bar)].slice(0, citationLimit);
  const right = cited.filter(({ provisionId }) => gold.has(provisionId)).length;
  const allowed = cited.filter(({ provisionId }) => gold.has(provisionId) || acceptable.has(provisionId));
  const precision = allowed.length / cited.length;
  const recall = right / gold.size;
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}

function oddsOf(probability: number): number {
  return probability / (1 - Math.min(probability, 0.9999));
}

function probabilityOfOdds(odds: number): number {
  return odds / (1 + odds);
}
