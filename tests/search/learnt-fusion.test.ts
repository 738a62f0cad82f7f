import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  fuseByWeights,
  fusionWeightsFrom,
  fusionWeightsSchema,
  pairRankings,
} from "../../src/search/learnt-fusion.ts";
import type { RankedProvision } from "../../src/search/rank-fusion.ts";
import learnt from "../../src/search/statute-fusion-weights.json" with { type: "json" };

function ranking(...entries: readonly (readonly [provision: number, score: number])[]): RankedProvision[] {
  return entries.map(([provision, score]) => ({ provision, row: provision * 10, score }));
}

const lexical = ranking([3, 12], [1, 6], [2, 3]);
const vector = ranking([1, 0.8], [4, 0.6]);
const weights = fusionWeightsFrom([0.1, 1, -0.2, 2, 0.5, -0.3, 0.4]);

describe("learnt fusion", () => {
  it("takes a provision that a ranking lacks to stand right behind its last", () => {
    const paired = pairRankings(lexical, vector);
    expect(paired.map(({ provision }) => provision)).toEqual([1, 2, 3, 4]);
    expect([...(paired[0]?.features ?? [])]).toEqual([6, 0.5, Math.log(2), 0.8, 1, 0, 0.5]);
    expect([...(paired[3]?.features ?? [])].slice(0, 3)).toEqual([3, 0.25, Math.log(4)]);
    expect(paired[3]?.lexical).toBeNull();
    expect(paired[2]?.vector).toBeNull();
  });

  it("scores by what each ranking brings and what both bring together", () => {
    const hit = fuseByWeights(lexical, vector, weights).find(({ provision }) => provision === 1);
    const byLexical = 0.6 + 0.5 - 0.2 * Math.log(2);
    const byVector = 1.6 + 0.5;
    expect(hit?.lexical?.contribution).toBeCloseTo(byLexical, 10);
    expect(hit?.vector?.contribution).toBeCloseTo(byVector, 10);
    expect(hit?.score).toBeCloseTo(byLexical + byVector + 0.4 * 0.5, 10);
  });

  it("keeps a single ranking's order when weights only reward rank and score", () => {
    expect(fuseByWeights(lexical, [], weights).map(({ provision }) => provision)).toEqual([3, 1, 2]);
    expect(fuseByWeights([], vector, weights).map(({ provision }) => provision)).toEqual([1, 4]);
    expect(fuseByWeights([], [], weights)).toEqual([]);
  });

  it("has learnt weights under which a provision first in both rankings comes first", () => {
    const shipped = fusionWeightsSchema.parse(learnt);
    expect(fuseByWeights(ranking([9, 20], [3, 12]), ranking([9, 0.7], [4, 0.5]), shipped)[0]?.provision).toBe(
      9,
    );
  });

  it("gives every provision once, with finite scores, best first", () => {
    const arbitrary = fc
      .uniqueArray(fc.tuple(fc.nat(50), fc.double({ min: 0, max: 30, noNaN: true })), {
        selector: ([provision]) => provision,
      })
      .map((entries) => ranking(...entries.toSorted(([, one], [, other]) => other - one)));
    fc.assert(
      fc.property(arbitrary, arbitrary, (one, other) => {
        const fused = fuseByWeights(one, other, weights);
        const provisions = [...one, ...other].map(({ provision }) => provision);
        expect(fused.map(({ provision }) => provision).sort()).toEqual([...new Set(provisions)].sort());
        fused.forEach(({ score }, index) => {
          expect(Number.isFinite(score)).toBe(true);
          expect(score).toBeLessThanOrEqual(fused[index - 1]?.score ?? score);
        });
      }),
    );
  });
});
