import type { JudgedQuestion } from "./judged-candidates.ts";

export interface RankedQuestion extends JudgedQuestion {
  /** Most probable first. */
  readonly ranked: readonly { readonly provisionId: string; readonly probability: number }[];
}

export interface Thresholds {
  readonly answerThreshold: number;
  readonly furtherThreshold: number;
  readonly furtherOddsShare: number;
}

const answerThresholds = Array.from({ length: 60 }, (_, index) => 0.02 + index * 0.015);
const furtherThresholds = Array.from({ length: 19 }, (_, index) => 0.05 + index * 0.05);
const furtherOddsShares = [0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/** How many answers a question may cite, as the judge of evidence has it. */
const citationLimit = 4;

/** The thresholds by which most is right: F1 of what is cited, and 1 for a question rightly refused. */
export function chooseThresholds(
  questions: readonly RankedQuestion[],
): Thresholds & { readonly score: number } {
  let best = { answerThreshold: 0.5, furtherThreshold: 0.5, furtherOddsShare: 0.5, score: -1 };
  for (const furtherThreshold of furtherThresholds) {
    for (const furtherOddsShare of furtherOddsShares) {
      for (const answerThreshold of answerThresholds) {
        const thresholds = { answerThreshold, furtherThreshold, furtherOddsShare };
        const score = mean(questions.map((question) => scoreOf(question, thresholds)));
        if (score > best.score) best = { ...thresholds, score };
      }
    }
  }
  return best;
}

function scoreOf({ ranked, gold, acceptable }: RankedQuestion, thresholds: Thresholds): number {
  const first = ranked[0];
  if (first === undefined || first.probability < thresholds.answerThreshold) return gold.size === 0 ? 1 : 0;
  if (gold.size === 0) return 0;
  const bar = Math.max(
    thresholds.furtherThreshold,
    probabilityOfOdds(thresholds.furtherOddsShare * oddsOf(first.probability)),
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

function oddsOf(probability: number): number {
  return probability / (1 - Math.min(probability, 0.9999));
}

function probabilityOfOdds(odds: number): number {
  return odds / (1 + odds);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
