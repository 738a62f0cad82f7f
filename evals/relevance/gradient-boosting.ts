import type { DecisionTrees } from "../../src/answering/relevance/decision-trees.ts";

export interface Example {
  readonly features: ArrayLike<number>;
  readonly isPositive: boolean;
  readonly weight: number;
}

/** @property shrinkage what a tree's values are multiplied with. @property leafWeight examples a leaf must hold. */
export interface BoostingSettings {
  readonly trees: number;
  readonly depth: number;
  readonly shrinkage: number;
  readonly leafWeight: number;
  /** Penalty on a leaf's squared value. */
  readonly penalty: number;
}

const defaults: BoostingSettings = { trees: 120, depth: 4, shrinkage: 0.1, leafWeight: 20, penalty: 3 };
const binCount = 48;
const decimals = 5;

/**
 * Gradient boosting for the logistic loss with second-order leaves (Friedman 2001; Chen and Guestrin 2016) over
 * binned features. The same examples give the same trees.
 */
export function fitTrees(
  examples: readonly Example[],
  settings: Partial<BoostingSettings> = {},
): DecisionTrees {
  if (examples.length === 0) throw new RangeError("there are no examples to learn from");
  return new Booster(examples, { ...defaults, ...settings }).fit();
}

interface Split {
  readonly feature: number;
  readonly bin: number;
  readonly gain: number;
}

class Booster {
  readonly #settings: BoostingSettings;
  readonly #count: number;
  /** Per feature the upper bounds of all bins but the last. */
  readonly #bounds: readonly Float64Array[];
  /** Per feature the bin of each example. */
  readonly #bins: readonly Uint8Array[];
  readonly #labels: Float64Array;
  readonly #weights: Float64Array;
  readonly #scores: Float64Array;
  readonly #gradients: Float64Array;
  readonly #curvatures: Float64Array;

  constructor(examples: readonly Example[], settings: BoostingSettings) {
    this.#settings = settings;
    this.#count = examples.length;
    const featureCount = examples[0]?.features.length ?? 0;
    const columns = Array.from({ length: featureCount }, (_, feature) =>
      Float64Array.from(examples, ({ features }) => features[feature] ?? 0),
    );
    this.#bounds = columns.map(boundsOf);
    this.#bins = columns.map((column, feature) =>
      binsOf(column, this.#bounds[feature] ?? new Float64Array()),
    );
    this.#labels = Float64Array.from(examples, ({ isPositive }) => (isPositive ? 1 : 0));
    this.#weights = Float64Array.from(examples, ({ weight }) => weight);
    this.#scores = new Float64Array(this.#count);
    this.#gradients = new Float64Array(this.#count);
    this.#curvatures = new Float64Array(this.#count);
  }

  fit(): DecisionTrees {
    const positive = this.#labels.reduce((sum, label, row) => sum + label * (this.#weights[row] ?? 0), 0);
    const total = this.#weights.reduce((sum, weight) => sum + weight, 0);
    const intercept = rounded(Math.log((positive + 1) / (total - positive + 1)));
    this.#scores.fill(intercept);
    const rows = Uint32Array.from({ length: this.#count }, (_, row) => row);
    const trees = Array.from({ length: this.#settings.trees }, () => {
      this.#updateGradients();
      const tree: number[] = [];
      this.#grow(rows, this.#settings.depth, tree);
      return tree;
    });
    return { intercept, trees };
  }

  #updateGradients(): void {
    for (let row = 0; row < this.#count; row++) {
      const probability = 1 / (1 + Math.exp(-(this.#scores[row] ?? 0)));
      const weight = this.#weights[row] ?? 0;
      this.#gradients[row] = (probability - (this.#labels[row] ?? 0)) * weight;
      this.#curvatures[row] = probability * (1 - probability) * weight;
    }
  }

  /** Appends the tree over these rows in preorder, and adds its values to their scores. */
  #grow(rows: Uint32Array, depth: number, tree: number[]): void {
    const split = depth === 0 ? null : this.#bestSplit(rows);
    if (split === null) {
      this.#addLeaf(rows, tree);
      return;
    }
    const bins = this.#bins[split.feature] ?? new Uint8Array();
    const left = rows.filter((row) => (bins[row] ?? 0) <= split.bin);
    const right = rows.filter((row) => (bins[row] ?? 0) > split.bin);
    const node = tree.length;
    tree.push(split.feature, this.#bounds[split.feature]?.[split.bin] ?? 0, 0);
    this.#grow(left, depth - 1, tree);
    tree[node + 2] = tree.length;
    this.#grow(right, depth - 1, tree);
  }

  #addLeaf(rows: Uint32Array, tree: number[]): void {
    let gradient = 0;
    let curvature = 0;
    for (const row of rows) {
      gradient += this.#gradients[row] ?? 0;
      curvature += this.#curvatures[row] ?? 0;
    }
    const value = rounded((-this.#settings.shrinkage * gradient) / (curvature + this.#settings.penalty));
    for (const row of rows) this.#scores[row] = (this.#scores[row] ?? 0) + value;
    tree.push(-1, value, 0);
  }

  #bestSplit(rows: Uint32Array): Split | null {
    if (rows.length < 2 * this.#settings.leafWeight) return null;
    let best: Split = { feature: -1, bin: -1, gain: 1e-6 };
    for (const feature of this.#bins.keys()) {
      const found = this.#bestSplitOf(feature, rows);
      if (found.gain > best.gain) best = found;
    }
    return best.feature < 0 ? null : best;
  }

  #bestSplitOf(feature: number, rows: Uint32Array): Split {
    const bins = this.#bins[feature] ?? new Uint8Array();
    const gradients = new Float64Array(binCount);
    const curvatures = new Float64Array(binCount);
    const counts = new Uint32Array(binCount);
    let gradient = 0;
    let curvature = 0;
    for (const row of rows) {
      const bin = bins[row] ?? 0;
      const rowGradient = this.#gradients[row] ?? 0;
      const rowCurvature = this.#curvatures[row] ?? 0;
      gradients[bin] = (gradients[bin] ?? 0) + rowGradient;
      curvatures[bin] = (curvatures[bin] ?? 0) + rowCurvature;
      counts[bin] = (counts[bin] ?? 0) + 1;
      gradient += rowGradient;
      curvature += rowCurvature;
    }
    const { penalty, leafWeight } = this.#settings;
    const worth = (sum: number, bend: number): number => sum ** 2 / (bend + penalty);
    let best: Split = { feature, bin: -1, gain: 0 };
    let [leftGradient, leftCurvature, leftCount] = [0, 0, 0];
    for (let bin = 0; bin < (this.#bounds[feature]?.length ?? 0); bin++) {
      leftGradient += gradients[bin] ?? 0;
      leftCurvature += curvatures[bin] ?? 0;
      leftCount += counts[bin] ?? 0;
      if (leftCount < leafWeight || rows.length - leftCount < leafWeight) continue;
      const gain =
        worth(leftGradient, leftCurvature) +
        worth(gradient - leftGradient, curvature - leftCurvature) -
        worth(gradient, curvature);
      if (gain > best.gain) best = { feature, bin, gain };
    }
    return best;
  }
}

/** So many that each bin holds about as many examples; fewer where values repeat. */
function boundsOf(column: Float64Array): Float64Array {
  const sorted = column.toSorted();
  const bounds = new Set<number>();
  for (let bin = 1; bin < binCount; bin++) {
    bounds.add(roundedUp(sorted[Math.floor((sorted.length * bin) / binCount)] ?? 0));
  }
  return Float64Array.from(bounds).toSorted();
}

function binsOf(column: Float64Array, bounds: Float64Array): Uint8Array {
  return Uint8Array.from(column, (value) => {
    let bin = 0;
    while (bin < bounds.length && value > (bounds[bin] ?? 0)) bin++;
    return bin;
  });
}

/** Short enough to be kept as text. */
function rounded(value: number): number {
  return Number(value.toFixed(decimals));
}

/** A bound that the value it was taken from does not exceed. */
function roundedUp(value: number): number {
  return rounded(Math.ceil(value * 10 ** decimals) / 10 ** decimals);
}
