import {
  type FusionWeights,
  fusionFeatureCount,
  fusionWeightsFrom,
  type PairedProvision,
} from "../../src/search/learnt-fusion.ts";

/** A question's candidates with what is right among them. */
export interface FusionExample {
  readonly candidates: readonly PairedProvision[];
  readonly gold: readonly number[];
}

const rounds = 200;
const learningRate = 0.05;
const decay = 1e-3;

/**
 * Weights under which the right candidates win: softmax over each question's candidates, whole-batch Adam. The same
 * examples always give the same weights.
 */
export function learnFusion(examples: readonly FusionExample[]): FusionWeights {
  const answerable = examples.flatMap(({ candidates, gold }) => {
    const right = new Set(gold);
    const labels = candidates.map(({ provision }) => right.has(provision));
    return labels.includes(true) ? [{ candidates, labels }] : [];
  });
  const { means, deviations } = spreadOf(answerable.flatMap(({ candidates }) => candidates));
  const prepared = answerable.map(({ candidates, labels }) => ({
    features: Float64Array.from(
      candidates.flatMap(({ features }) =>
        Array.from(features, (value, index) => (value - (means[index] ?? 0)) / (deviations[index] ?? 1)),
      ),
    ),
    labels,
  }));
  const weights = new Float64Array(fusionFeatureCount);
  const firstMoment = new Float64Array(fusionFeatureCount);
  const secondMoment = new Float64Array(fusionFeatureCount);
  for (let round = 1; round <= rounds; round++) {
    const gradient = weights.map((weight) => weight * decay);
    for (const { features, labels } of prepared)
      addGradient(features, labels, weights, gradient, prepared.length);
    for (let index = 0; index < weights.length; index++) {
      const slope = gradient[index] ?? 0;
      const first = 0.9 * (firstMoment[index] ?? 0) + 0.1 * slope;
      const second = 0.99 * (secondMoment[index] ?? 0) + 0.01 * slope * slope;
      firstMoment[index] = first;
      secondMoment[index] = second;
      const step = first / (1 - 0.9 ** round) / (Math.sqrt(second / (1 - 0.99 ** round)) + 1e-9);
      weights[index] = (weights[index] ?? 0) - learningRate * (1 - (round - 1) / rounds) * step;
    }
  }
  return fusionWeightsFrom(
    weights.map((weight, index) => Number((weight / (deviations[index] ?? 1)).toFixed(4))),
  );
}

/** @param features of all candidates, one after the other. */
function addGradient(
  features: Float64Array,
  labels: readonly boolean[],
  weights: Float64Array,
  gradient: Float64Array,
  examples: number,
): void {
  const width = weights.length;
  const shares = new Float64Array(labels.length);
  let highest = Number.NEGATIVE_INFINITY;
  for (let candidate = 0; candidate < shares.length; candidate++) {
    let score = 0;
    for (let index = 0; index < width; index++) {
      score += (features[candidate * width + index] ?? 0) * (weights[index] ?? 0);
    }
    shares[candidate] = score;
    highest = Math.max(highest, score);
  }
  let total = 0;
  for (let candidate = 0; candidate < shares.length; candidate++) {
    const share = Math.exp((shares[candidate] ?? 0) - highest);
    shares[candidate] = share;
    total += share;
  }
  const right = labels.filter(Boolean).length;
  for (let candidate = 0; candidate < shares.length; candidate++) {
    const error = ((shares[candidate] ?? 0) / total - (labels[candidate] ? 1 / right : 0)) / examples;
    for (let index = 0; index < width; index++) {
      gradient[index] = (gradient[index] ?? 0) + error * (features[candidate * width + index] ?? 0);
    }
  }
}

function spreadOf(candidates: readonly PairedProvision[]): { means: Float64Array; deviations: Float64Array } {
  const means = new Float64Array(fusionFeatureCount);
  const squares = new Float64Array(fusionFeatureCount);
  for (const { features } of candidates) {
    features.forEach((value, index) => {
      means[index] = (means[index] ?? 0) + value / candidates.length;
      squares[index] = (squares[index] ?? 0) + value ** 2 / candidates.length;
    });
  }
  const deviations = squares.map((square, index) =>
    Math.sqrt(Math.max(1e-12, square - (means[index] ?? 0) ** 2)),
  );
  return { means, deviations };
}
