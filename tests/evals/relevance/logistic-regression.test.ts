import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitLogisticRegression, probabilityOf } from "../../../evals/relevance/logistic-regression.ts";

describe("fitLogisticRegression", () => {
  it("finds the weights that made the data", () => {
    const examples = Array.from({ length: 41 * 41 }, (_, index) => {
      const features = [(index % 41) / 20 - 1, Math.floor(index / 41) / 20 - 1];
      const probability = 1 / (1 + Math.exp(-(0.5 + 2 * (features[0] ?? 0) - 1.5 * (features[1] ?? 0))));
      return [
        { features, isPositive: true, weight: probability },
        { features, isPositive: false, weight: 1 - probability },
      ];
    }).flat();
    const model = fitLogisticRegression(examples, 0);
    expect(model.intercept).toBeCloseTo(0.5, 3);
    expect(model.weights[0]).toBeCloseTo(2, 3);
    expect(model.weights[1]).toBeCloseTo(-1.5, 3);
  });

  it("without anything to tell them apart gives everyone the share of positives", () => {
    const examples = [true, false, false, false].map((isPositive) => ({
      features: [0],
      isPositive,
      weight: 1,
    }));
    expect(probabilityOf(fitLogisticRegression(examples, 0.01), [0])).toBeCloseTo(0.25, 6);
  });

  it("stays finite on data that a line separates, by its penalty", () => {
    const example = fc.record({
      features: fc.tuple(
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.double({ min: -1, max: 1, noNaN: true }),
      ),
      isPositive: fc.boolean(),
      weight: fc.double({ min: 0.1, max: 3, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(example, { minLength: 4, maxLength: 30 }), (examples) => {
        const { intercept, weights } = fitLogisticRegression(examples, 0.01);
        expect(Number.isFinite(intercept)).toBe(true);
        expect(weights.every(Number.isFinite)).toBe(true);
      }),
    );
  });
});
