export interface PieceExample<Piece> {
  readonly pieces: readonly Piece[];
  readonly isPositive: boolean;
}

export interface PieceWeights<Piece> {
  readonly intercept: number;
  /** Of the pieces that were seen often enough. */
  readonly weights: ReadonlyMap<Piece, number>;
}

export interface PieceSettings {
  /** In how many examples a piece must occur to have a weight. */
  readonly smallestCount: number;
  readonly epochs: number;
  /** How far a weight is drawn to 0 in each step. */
  readonly penalty: number;
}

const rate = 0.3;

/**
 * Logistic regression over bags of pieces, by adaptive gradient steps (Duchi et al. 2011) in a fixed order. From
 * examples that are all of one kind nothing is learnt.
 */
export function fitPieceWeights<Piece>(
  examples: readonly PieceExample<Piece>[],
  { smallestCount, epochs, penalty }: PieceSettings,
): PieceWeights<Piece> {
  if (new Set(examples.map(({ isPositive }) => isPositive)).size < 2) {
    return { intercept: 0, weights: new Map() };
  }
  const counts = new Map<Piece, number>();
  for (const { pieces } of examples) {
    for (const piece of pieces) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  }
  const numbers = new Map<Piece, number>();
  for (const [piece, count] of counts) if (count >= smallestCount) numbers.set(piece, numbers.size);
  const weights = new Float64Array(numbers.size);
  const slopes = new Float64Array(numbers.size).fill(0.01);
  const prepared = examples.map(({ pieces, isPositive }) => ({
    label: isPositive ? 1 : 0,
    scale: scaleOf(pieces.length),
    numbers: Uint32Array.from(pieces.flatMap((piece) => numbers.get(piece) ?? [])),
  }));
  let intercept = 0;
  let interceptSlope = 1e-6;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const example of shuffled(prepared, epoch + 1)) {
      let sum = 0;
      for (const number of example.numbers) sum += weights[number] ?? 0;
      const error = 1 / (1 + Math.exp(-intercept - sum * example.scale)) - example.label;
      interceptSlope += error ** 2;
      intercept -= (rate * error) / Math.sqrt(interceptSlope);
      for (const number of example.numbers) {
        const weight = weights[number] ?? 0;
        const gradient = error * example.scale + penalty * weight;
        const slope = (slopes[number] ?? 0) + gradient ** 2;
        slopes[number] = slope;
        weights[number] = weight - (rate * gradient) / Math.sqrt(slope);
      }
    }
  }
  return {
    intercept,
    weights: new Map([...numbers].map(([piece, number]) => [piece, weights[number] ?? 0])),
  };
}

/** What the sum of the weights of so many pieces is multiplied by: a long text is not surer than a short one. */
export function scaleOf(pieceCount: number): number {
  return 1 / Math.sqrt(Math.max(1, pieceCount));
}

/** The same order for the same seed (Fisher and Yates, with a linear congruential generator). */
function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const order = [...items];
  let state = seed;
  for (let at = order.length - 1; at > 0; at--) {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    const other = state % (at + 1);
    const [here, there] = [order[at], order[other]];
    if (here === undefined || there === undefined) continue;
    order[at] = there;
    order[other] = here;
  }
  return order;
}
