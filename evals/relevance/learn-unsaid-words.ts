import type { UnsaidWords } from "../../src/answering/relevance/unsaid-words.ts";

export interface WordExample {
  /** As `unsaidPieces` gives them. */
  readonly pieces: readonly string[];
  readonly isPositive: boolean;
}

const epochs = 12;
const rate = 0.3;
const penalty = 0.002;
/** A piece that one question alone has says nothing of others. */
const smallestCount = 2;
const smallestWeight = 0.02;

/** Logistic regression over bags of pieces, by adaptive gradient steps (Duchi et al. 2011) in a fixed order. */
export function learnUnsaidWords(examples: readonly WordExample[]): UnsaidWords {
  const counts = new Map<string, number>();
  for (const { pieces } of examples) {
    for (const piece of pieces) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  }
  const states = new Map<string, { weight: number; slope: number }>();
  for (const [piece, count] of counts) {
    if (count >= smallestCount) states.set(piece, { weight: 0, slope: 0.01 });
  }
  const prepared = examples.map(({ pieces, isPositive }) => ({
    label: isPositive ? 1 : 0,
    scale: 1 / Math.sqrt(Math.max(1, pieces.length)),
    states: pieces.flatMap((piece) => states.get(piece) ?? []),
  }));
  let intercept = 0;
  let interceptSlope = 1e-6;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const example of shuffled(prepared, epoch + 1)) {
      const sum = example.states.reduce((total, { weight }) => total + weight * example.scale, intercept);
      const error = 1 / (1 + Math.exp(-sum)) - example.label;
      interceptSlope += error ** 2;
      intercept -= (rate * error) / Math.sqrt(interceptSlope);
      for (const state of example.states) {
        const gradient = error * example.scale + penalty * state.weight;
        state.slope += gradient ** 2;
        state.weight -= (rate * gradient) / Math.sqrt(state.slope);
      }
    }
  }
  const kept = [...states].filter(([, { weight }]) => Math.abs(weight) >= smallestWeight);
  const sorted = kept.toSorted(([left], [right]) => (left < right ? -1 : 1));
  return {
    intercept: rounded(intercept),
    pieces: sorted.map(([piece]) => piece).join(" "),
    weights: sorted.map(([, { weight }]) => rounded(weight)),
  };
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

function rounded(value: number): number {
  return Number(value.toFixed(2));
}
