import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Example, fitTrees } from "../../../evals/relevance/gradient-boosting.ts";
import { randomStream } from "../../../evals/training/random.ts";
import { type DecisionTrees, judgeByTrees } from "../../../src/answering/relevance/decision-trees.ts";

function examplesOf(
  count: number,
  seed: number,
  isPositive: (features: readonly number[], random: () => number) => boolean,
): Example[] {
  const random = randomStream(seed);
  return Array.from({ length: count }, () => {
    const features = [random(), random(), random()];
    return { features, isPositive: isPositive(features, random), weight: 1 };
  });
}

const isAbove = ([first = 0]: readonly number[]): boolean => first > 0.6;
const isEither = ([first = 0, second = 0]: readonly number[]): boolean => first > 0.5 !== second > 0.5;

function shareRight(trees: DecisionTrees, examples: readonly Example[]): number {
  const judge = judgeByTrees(trees);
  const right = examples.filter(
    ({ features, isPositive }) => judge(Float64Array.from(features)) > 0.5 === isPositive,
  );
  return right.length / examples.length;
}

/** Mean logistic loss, in nats. */
function lossOf(trees: DecisionTrees, examples: readonly Example[]): number {
  const judge = judgeByTrees(trees);
  const losses = examples.map(({ features, isPositive }) => {
    const probability = judge(Float64Array.from(features));
    return -Math.log(isPositive ? probability : 1 - probability);
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

/** Per leaf of a tree, how many examples come to it. */
function leafSizes(tree: readonly number[], examples: readonly Example[]): number[] {
  const sizes = new Map<number, number>();
  for (const { features } of examples) {
    let node = 0;
    for (let feature = tree[0] ?? -1; feature >= 0; feature = tree[node] ?? -1) {
      node = (features[feature] ?? 0) <= (tree[node + 1] ?? 0) ? node + 3 : (tree[node + 2] ?? 0);
    }
    sizes.set(node, (sizes.get(node) ?? 0) + 1);
  }
  return [...sizes.values()];
}

describe("fitTrees", () => {
  it("separates what one feature separates, and what it takes two to separate", () => {
    for (const rule of [isAbove, isEither]) {
      const trees = fitTrees(examplesOf(1500, 1, rule));
      expect(shareRight(trees, examplesOf(1500, 2, rule))).toBeGreaterThan(0.96);
    }
  });

  it("gives the same trees for the same examples", () => {
    const examples = examplesOf(400, 3, isEither);
    expect(fitTrees(examples)).toEqual(fitTrees([...examples]));
  });

  it("leaves no leaf with fewer examples than a leaf must hold, and no tree deeper than allowed", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 4 }),
        fc.nat(1000),
        (leafWeight, depth, seed) => {
          const examples = examplesOf(200, seed, isEither);
          const { trees } = fitTrees(examples, { trees: 6, depth, leafWeight });
          for (const tree of trees) {
            const sizes = leafSizes(tree, examples);
            expect(sizes.length).toBeLessThanOrEqual(2 ** depth);
            if (sizes.length > 1) expect(Math.min(...sizes)).toBeGreaterThanOrEqual(leafWeight);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it("comes near what can be known where a fifth of the labels are wrong, and does not learn them by heart", () => {
    const noisy = (features: readonly number[], random: () => number): boolean =>
      isAbove(features) !== random() < 0.2;
    const trees = fitTrees(examplesOf(3000, 4, noisy));
    const knowable = -(0.8 * Math.log(0.8) + 0.2 * Math.log(0.2));
    const fresh = lossOf(trees, examplesOf(3000, 5, noisy));
    expect(fresh).toBeLessThan(knowable + 0.06);
    expect(fresh).toBeGreaterThan(knowable - 0.03);
  });

  it("learns nothing where there is nothing to learn but how many are positive", () => {
    const constant = [true, true, true, false].map((isPositive) => ({
      features: [1],
      isPositive,
      weight: 10,
    }));
    const judge = judgeByTrees(fitTrees(constant, { leafWeight: 1 }));
    expect(judge(Float64Array.of(1))).toBeCloseTo(0.75, 1);
  });

  it("learns nothing from examples of no weight", () => {
    const examples = examplesOf(300, 6, isAbove);
    const others = examplesOf(300, 7, isAbove).map((example) => ({ ...example, weight: 0 }));
    const denied = others.map((example) => ({ ...example, isPositive: !example.isPositive }));
    expect(fitTrees([...examples, ...denied])).toEqual(fitTrees([...examples, ...others]));
  });

  it("refuses to learn from nothing", () => {
    expect(() => fitTrees([])).toThrow(RangeError);
  });
});
