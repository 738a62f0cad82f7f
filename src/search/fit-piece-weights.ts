/** The pieces of examples, each by its number among those that have a weight. Flat: examples come by ten thousands. */
export interface NumberedPieces {
  /** `examples + 1` positions in `numbers`. */
  readonly offsets: Uint32Array;
  /** Those of each example, one after another; -1 for a piece that has no weight. */
  readonly numbers: Int32Array;
  /** How many have a weight. */
  readonly count: number;
}

export interface PieceWeights {
  readonly intercept: number;
  /** By number. */
  readonly weights: Float64Array;
}

export interface FitSettings {
  readonly epochs: number;
  /** How far a weight is drawn to 0 in each step. */
  readonly penalty: number;
}

const rate = 0.3;

/**
 * Logistic regression over bags of pieces, by adaptive gradient steps (Duchi et al. 2011) in a fixed order. From
 * examples that are all of one kind nothing is learnt.
 * @param labels of the examples; null for those that are left out
 */
export function fitPieceWeights(
  { offsets, numbers, count }: NumberedPieces,
  labels: readonly (boolean | null)[],
  { epochs, penalty }: FitSettings,
): PieceWeights {
  const weights = new Float64Array(count);
  const examples = [...labels.keys()].filter((example) => labels[example] !== null);
  if (new Set(examples.map((example) => labels[example])).size < 2) return { intercept: 0, weights };
  const slopes = new Float64Array(count).fill(0.01);
  let intercept = 0;
  let interceptSlope = 1e-6;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const example of shuffled(examples, epoch + 1)) {
      const own = numbers.subarray(offsets[example], offsets[example + 1]);
      const scale = scaleOf(own.length);
      let sum = 0;
      for (const number of own) sum += weights[number] ?? 0;
      const error = 1 / (1 + Math.exp(-intercept - sum * scale)) - (labels[example] === true ? 1 : 0);
      interceptSlope += error ** 2;
      intercept -= (rate * error) / Math.sqrt(interceptSlope);
      for (const number of own) {
        if (number < 0) continue;
        const weight = weights[number] ?? 0;
        const gradient = error * scale + penalty * weight;
        const slope = (slopes[number] ?? 0) + gradient ** 2;
        slopes[number] = slope;
        weights[number] = weight - (rate * gradient) / Math.sqrt(slope);
      }
    }
  }
  return { intercept, weights };
}

/** What the sum of the weights of so many pieces is multiplied by: a long text is not surer than a short one. */
export function scaleOf(pieceCount: number): number {
  return 1 / Math.sqrt(Math.max(1, pieceCount));
}

/** The same order for the same seed (Fisher and Yates, with a linear congruential generator). */
function shuffled(items: readonly number[], seed: number): Uint32Array {
  const order = Uint32Array.from(items);
  let state = seed;
  for (let at = order.length - 1; at > 0; at--) {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    const other = state % (at + 1);
    const here = order[at] ?? 0;
    order[at] = order[other] ?? 0;
    order[other] = here;
  }
  return order;
}
