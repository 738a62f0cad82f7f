import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimateMean } from "../../evals/bootstrap.ts";

const separate = (values: readonly number[]) =>
  values.map((value, index) => ({ cluster: String(index), value }));

describe("estimateMean", () => {
  it("comes near the normal interval of a rate", () => {
    const estimate = estimateMean(
      separate(Array.from({ length: 400 }, (_, index) => (index % 5 === 0 ? 0 : 1))),
    );
    const margin = 1.96 * Math.sqrt((0.8 * 0.2) / 400);
    expect(estimate?.mean).toBeCloseTo(0.8);
    expect(Math.abs((estimate?.low ?? 0) - (0.8 - margin))).toBeLessThan(0.01);
    expect(Math.abs((estimate?.high ?? 0) - (0.8 + margin))).toBeLessThan(0.01);
  });

  it("has no interval to give for nothing, and a point for what never varies", () => {
    expect(estimateMean([])).toBeNull();
    expect(estimateMean(separate([1, 1, 1]))).toEqual({ mean: 1, low: 1, high: 1, count: 3 });
  });

  it("is less sure of turns of few dialogues than of as many questions", () => {
    const values = Array.from({ length: 60 }, (_, index) => (index < 30 ? 0 : 1));
    const width = (size: number) => {
      const estimate = estimateMean(
        values.map((value, index) => ({ cluster: `${Math.floor(index / size)}`, value })),
      );
      return (estimate?.high ?? 0) - (estimate?.low ?? 0);
    };
    expect(width(10)).toBeGreaterThan(1.5 * width(1));
  });

  it("is the same every time and holds the mean", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 }),
        (values) => {
          const estimate = estimateMean(separate(values));
          expect(estimateMean(separate(values))).toEqual(estimate);
          expect(estimate?.low).toBeLessThanOrEqual((estimate?.mean ?? 0) + 1e-9);
          expect(estimate?.high).toBeGreaterThanOrEqual((estimate?.mean ?? 0) - 1e-9);
        },
      ),
      { numRuns: 25 },
    );
  });
});
