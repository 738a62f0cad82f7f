import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decisionTreesSchema, judgeByTrees } from "../../../src/answering/relevance/decision-trees.ts";

const leaf = (value: number): number[] => [-1, value, 0];
/** First feature up to 0.5; then, to the right, the second up to -1. */
const grown = [0, 0.5, 6, ...leaf(-2), 1, -1, 12, ...leaf(0.25), ...leaf(3)];
const judge = judgeByTrees({ intercept: 0.5, trees: [grown, leaf(0.125), grown] });

const logistic = (sum: number): number => 1 / (1 + Math.exp(-sum));

describe("judgeByTrees", () => {
  it.each([
    [[0.2, 9], -2],
    [[0.5, 9], -2],
    [[0.51, -1], 0.25],
    [[7, -0.99], 3],
  ])("leads %j to its leaf in each tree, and adds them up", ([first = 0, second = 0], value) => {
    expect(judge(Float64Array.of(first, second))).toBeCloseTo(logistic(0.5 + 0.125 + 2 * value), 12);
  });

  it("knows the intercept alone where there are no trees", () => {
    expect(judgeByTrees({ intercept: 0, trees: [] })(Float64Array.of())).toBe(0.5);
  });

  it("gives a probability, whatever the features", () => {
    fc.assert(
      fc.property(fc.float64Array({ minLength: 2, maxLength: 2, noNaN: true }), (features) => {
        const probability = judge(features);
        expect(probability).toBeGreaterThan(0);
        expect(probability).toBeLessThan(1);
      }),
    );
  });
});

describe("decisionTreesSchema", () => {
  it("takes trees of whole nodes, and nothing beside them", () => {
    expect(decisionTreesSchema.safeParse({ intercept: 0, trees: [leaf(1)] }).success).toBe(true);
    expect(decisionTreesSchema.safeParse({ intercept: 0, trees: [[-1, 1]] }).success).toBe(false);
    expect(decisionTreesSchema.safeParse({ intercept: "0", trees: [] }).success).toBe(false);
    expect(decisionTreesSchema.safeParse({ intercept: 0, trees: [], depth: 3 }).success).toBe(false);
  });
});
