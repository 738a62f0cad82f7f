import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimateChange, estimateMean, estimateStatistic, type Total } from "../../evals/bootstrap.ts";

const separate = (values: readonly number[]): Total[] => values.map((sum) => ({ sum, count: 1 }));
const rate = (right: number, of: number) =>
  separate(Array.from({ length: of }, (_, index) => (index < right ? 1 : 0)));

describe("estimateMean", () => {
  it("comes near the normal interval of a rate", () => {
    const estimate = estimateMean(rate(320, 400));
    const margin = 1.96 * Math.sqrt((0.8 * 0.2) / 400);
    expect(estimate?.mean).toBeCloseTo(0.8);
    expect(Math.abs((estimate?.low ?? 0) - (0.8 - margin))).toBeLessThan(0.01);
    expect(Math.abs((estimate?.high ?? 0) - (0.8 + margin))).toBeLessThan(0.01);
  });

  it("has none to give for nothing", () => {
    expect(estimateMean([])).toBeNull();
    expect(estimateMean([{ sum: 0, count: 0 }])).toBeNull();
  });

  it("does not call certain what never failed in a few questions", () => {
    const few = estimateMean(rate(10, 10));
    const many = estimateMean(rate(1_000, 1_000));
    expect(few).toMatchObject({ mean: 1, high: 1, count: 10 });
    expect(few?.low).toBeCloseTo(0.722, 3);
    expect(many?.low).toBeCloseTo(0.996, 3);
    const never = estimateMean(rate(0, 10));
    expect(never).toMatchObject({ mean: 0, low: 0 });
    expect(never?.high).toBeCloseTo(0.278, 3);
  });

  it("is less sure of turns of few dialogues than of as many questions", () => {
    const width = (size: number) => {
      const clusters = Array.from({ length: 60 / size }, (_, index) => ({
        sum: index * size < 30 ? 0 : size,
        count: size,
      }));
      const estimate = estimateMean(clusters);
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

describe("estimateChange", () => {
  const pairs = (before: readonly Total[], after: readonly Total[]) =>
    before.map((total, index) => ({ before: total, after: after[index] ?? { sum: 0, count: 0 } }));

  it("is sure of a small fall on the same questions that two separate intervals would hide", () => {
    const [before, after] = [rate(160, 200), rate(150, 200)];
    const change = estimateChange(pairs(before, after));
    expect(change?.mean).toBeCloseTo(-0.05);
    expect(change?.high).toBeLessThan(0);
    expect(estimateMean(after)?.high).toBeGreaterThan(estimateMean(before)?.low ?? 1);
  });

  it("is none where nothing changed", () => {
    expect(estimateChange(pairs(rate(5, 9), rate(5, 9)))).toEqual({ mean: 0, low: 0, high: 0, count: 9 });
  });

  it("is not sure where as many fell as rose", () => {
    const before = separate(Array.from({ length: 100 }, (_, index) => index % 2));
    const after = separate(Array.from({ length: 100 }, (_, index) => (index + 1) % 2));
    const change = estimateChange(pairs(before, after));
    expect(change?.low).toBeLessThan(0);
    expect(change?.high).toBeGreaterThan(0);
  });

  it("does not exist where either was not measured", () => {
    expect(estimateChange([])).toBeNull();
    expect(estimateChange(pairs(rate(1, 2), []))).toBeNull();
  });
});

describe("estimateStatistic", () => {
  const median = (values: readonly number[]) =>
    values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

  it("puts an interval about any figure", () => {
    const values = Array.from({ length: 101 }, (_, index) => [index]);
    const estimate = estimateStatistic(values, median);
    expect(estimate).toMatchObject({ mean: 50, count: 101 });
    expect(estimate?.low).toBeGreaterThan(30);
    expect(estimate?.low).toBeLessThan(50);
    expect(estimate?.high).toBeGreaterThan(50);
    expect(estimate?.high).toBeLessThan(70);
  });

  it("has none to give for nothing", () => {
    expect(estimateStatistic([], median)).toBeNull();
  });
});
