import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitPieceWeights, type PieceExample, scaleOf } from "../../src/search/fit-piece-weights.ts";

const settings = { smallestCount: 2, epochs: 12, penalty: 0.001 };

function example(isPositive: boolean, ...pieces: string[]): PieceExample<string> {
  return { pieces, isPositive };
}

/** 补贴 is said where something answers, 排骨 where nothing does, 怎么 in both. */
const examples = Array.from({ length: 30 }, (_, index) => [
  example(true, "补贴", "怎么"),
  example(false, "排骨", "怎么", `只有${index}`),
]).flat();

describe("fitPieceWeights", () => {
  it("weighs pieces by the side on which they are said", () => {
    const { weights } = fitPieceWeights(examples, settings);
    expect(weights.get("补贴")).toBeGreaterThan(1);
    expect(weights.get("排骨")).toBeLessThan(-1);
    expect(Math.abs(weights.get("怎么") ?? 9)).toBeLessThan(0.5);
  });

  it("gives no weight to a piece that too few say", () => {
    expect([...fitPieceWeights(examples, settings).weights.keys()].sort()).toEqual(["怎么", "排骨", "补贴"]);
  });

  it("learns nothing where there is but one side, or none", () => {
    const nothing = { intercept: 0, weights: new Map() };
    expect(fitPieceWeights([], settings)).toEqual(nothing);
    expect(fitPieceWeights([example(true, "补贴"), example(true, "补贴")], settings)).toEqual(nothing);
  });

  it("learns the same from the same, in numbers that are none but finite", () => {
    const someExample = fc.record({
      pieces: fc.array(fc.constantFrom("甲", "乙", "丙", "丁"), { maxLength: 6 }),
      isPositive: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(someExample, { maxLength: 30 }), (some) => {
        const learnt = fitPieceWeights(some, settings);
        expect(fitPieceWeights([...some], settings)).toEqual(learnt);
        for (const weight of [learnt.intercept, ...learnt.weights.values()]) {
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
