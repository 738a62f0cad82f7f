import { type Estimate, estimateStatistic } from "../bootstrap.ts";
import type { Observation } from "../observation.ts";

/** How probable it was held that an answer is supported, and whether it was. */
export interface Outcome {
  readonly probability: number;
  readonly isRight: boolean;
}

export interface Judgement extends Outcome {
  /** The probability from which a question was answered. */
  readonly threshold: number;
}

/** Judgements whose probabilities lie from `from` up to, without, `to`. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Means over the bin; null where it is empty. */
  readonly probability: number | null;
  readonly rightShare: number | null;
}

export interface Calibration {
  /** The probability from which a question was answered. */
  readonly threshold: number;
  readonly bins: readonly ReliabilityBin[];
  /** How far probabilities and shares of right ones lie apart, on average over the judgements. */
  readonly expectedError: Estimate;
  /** Mean squared distance of the probabilities from 0 or 1. */
  readonly brier: Estimate;
}

const binCount = 10;

/**
 * The score that decided whether to answer, and whether the best provision by it may be cited. Null where nothing
 * was decided by a single score: the document's structure answered, or the message held several questions.
 */
export function judgementOf({ question, trace }: Observation): Judgement | null {
  const { parts, answerThreshold: threshold } = trace ?? { parts: [], answerThreshold: 0 };
  const [part, ...others] = parts;
  const best = part?.judged[0]?.clauseId;
  if (part === undefined || part.answerability === null || best === undefined || others.length > 0)
    return null;
  return {
    probability: part.answerability,
    isRight: question.gold.includes(best) || question.acceptable.includes(best),
    threshold,
  };
}

/** Null without judgements. */
export function calibration(observations: readonly Observation[]): Calibration | null {
  const judged = observations.flatMap((observation) => {
    const judgement = judgementOf(observation);
    return judgement === null ? [] : [{ cluster: observation.question.conversationId, judgement }];
  });
  const clusters = [...Map.groupBy(judged, ({ cluster }) => cluster).values()].map((cluster) =>
    cluster.map(({ judgement }) => judgement),
  );
  const expectedError = estimateStatistic(clusters, expectedCalibrationError);
  const brier = estimateStatistic(clusters, brierScore);
  const [first] = clusters.flat();
  if (first === undefined || expectedError === null || brier === null) return null;
  return { threshold: first.threshold, bins: reliabilityBins(clusters.flat()), expectedError, brier };
}

export function reliabilityBins(judgements: readonly Outcome[]): ReliabilityBin[] {
  const byBin = Map.groupBy(judgements, ({ probability }) =>
    Math.min(binCount - 1, Math.floor(probability * binCount)),
  );
  return Array.from({ length: binCount }, (_, index) => {
    const members = byBin.get(index) ?? [];
    return {
      from: index / binCount,
      to: (index + 1) / binCount,
      count: members.length,
      probability: mean(members.map(({ probability }) => probability)),
      rightShare: mean(members.map(({ isRight }) => Number(isRight))),
    };
  });
}

export function expectedCalibrationError(judgements: readonly Outcome[]): number {
  const apart = reliabilityBins(judgements).map(
    ({ count, probability, rightShare }) => count * Math.abs((probability ?? 0) - (rightShare ?? 0)),
  );
  return apart.reduce((sum, distance) => sum + distance, 0) / judgements.length;
}

export function brierScore(judgements: readonly Outcome[]): number {
  return (
    mean(judgements.map(({ probability, isRight }) => (probability - Number(isRight)) ** 2)) ?? Number.NaN
  );
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
