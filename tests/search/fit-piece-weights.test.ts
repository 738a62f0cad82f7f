import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitPieceWeights, type NumberedPieces, scaleOf } from "../../src/search/fit-piece-weights.ts";

const settings = { epochs: 12, penalty: 0.001 };

function numbered(rows: readonly (readonly number[])[], count: number): NumberedPieces {
  const offsets = Uint32Array.from([0, ...rows.keys()], (_, at) =>
    rows.slice(0, at).reduce((sum, row) => sum + row.length, 0),
  );
  return { offsets, numbers: Int32Array.from(rows.flat()), count };
}

/** 0 is said where something answers, 1 where nothing does, 2 in both, -1 has no weight. */
const rows = Array.from({ length: 60 }, (_, index) => (index % 2 === 0 ? [0, 2] : [1, 2, -1]));
const labels = rows.map(([first]) => first === 0);
const pieces = numbered(rows, 3);

describe("fitPieceWeights", () => {
  it("weighs pieces by the side on which they are said", () => {
    const [answered = 0, unanswered = 0, both = 9] = fitPieceWeights(pieces, labels, settings).weights;
    expect(answered).toBeGreaterThan(1);
    expect(unanswered).toBeLessThan(-1);
    expect(Math.abs(both)).toBeLessThan(0.5);
  });

  it("takes no notice of what is left out", () => {
    const half = rows.slice(0, 30);
    const without = fitPieceWeights(numbered(half, 3), labels.slice(0, 30), settings);
    const leftOut = labels.map((label, index) => (index < 30 ? label : null));
    expect(fitPieceWeights(pieces, leftOut, settings)).toEqual(without);
  });

  it("learns nothing where there is but one side, or none", () => {
    const nothing = { intercept: 0, weights: new Float64Array(3) };
    expect(fitPieceWeights(numbered([], 3), [], settings)).toEqual(nothing);
    const oneSide = labels.map((label) => (label ? true : null));
    expect(fitPieceWeights(pieces, oneSide, settings)).toEqual(nothing);
  });

  it("learns the same from the same, in numbers that are none but finite", () => {
    const someExample = fc.record({
      own: fc.array(fc.integer({ min: -1, max: 3 }), { maxLength: 6 }),
      label: fc.option(fc.boolean()),
    });
    fc.assert(
      fc.property(fc.array(someExample, { maxLength: 30 }), (some) => {
        const given = numbered(
          some.map(({ own }) => own),
          4,
        );
        const labelsOf = some.map(({ label }) => label);
        const learnt = fitPieceWeights(given, labelsOf, settings);
        expect(fitPieceWeights(given, [...labelsOf], settings)).toEqual(learnt);
        for (const weight of [learnt.intercept, ...learnt.weights]) {
          expect(Number.isFinite(weight)).toBe(true);
        }
      }),
    );
  });
});

describe("scaleOf", () => {
  it("makes a long text no surer than a short one", () => {
    expect(scaleOf(0)).toBe(1);
    expect(scaleOf(4)).toBe(0.5);
  });
});
