import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fuseRankings, type RankedProvision } from "../../src/search/rank-fusion.ts";

const ranking = (...hits: [provision: number, score: number][]): RankedProvision[] =>
  hits.map(([provision, score]) => ({ provision, row: provision * 10, score }));

const lexical = ranking([1, 40], [2, 20], [3, 2]);
const vector = ranking([2, 0.5], [4, 0.4]);

describe("fuseRankings", () => {
  it("weighs scores as parts of each ranking's best", () => {
    const fused = fuseRankings(lexical, vector, { method: "weighted_scores", vectorWeight: 0.2 });
    expect(fused.map(({ provision, score }) => [provision, Number(score.toFixed(6))])).toEqual([
      [1, 0.8],
      [2, 0.6],
      [4, 0.16],
      [3, 0.04],
    ]);
  });

  it("weighs places by reciprocal ranks", () => {
    const fused = fuseRankings(lexical, vector, { method: "reciprocal_rank", vectorWeight: 0.5 });
    expect(fused[0]?.provision).toBe(2);
    expect(fused[0]?.score).toBeCloseTo(0.5 * (61 / 62) + 0.5, 9);
  });

  it("explains each place by where it came from", () => {
    const [first, second] = fuseRankings(lexical, vector, { method: "weighted_scores", vectorWeight: 0.2 });
    expect(first?.lexical).toEqual({ rank: 1, row: 10, score: 40, contribution: 0.8 });
    expect(first?.vector).toBeNull();
    expect(second?.lexical?.rank).toBe(2);
    expect(second?.vector).toEqual({ rank: 1, row: 20, score: 0.5, contribution: 0.2 });
  });

  it("keeps the other ranking's order when one is empty or weighs nothing", () => {
    const settings = { method: "weighted_scores", vectorWeight: 0.2 } as const;
    expect(fuseRankings([], vector, settings).map((hit) => hit.provision)).toEqual([2, 4]);
    expect(fuseRankings(lexical, [], settings).map((hit) => hit.provision)).toEqual([1, 2, 3]);
    expect(fuseRankings([], [], settings)).toEqual([]);
  });

  it("names every provision once, best first, equal ones in reading order", () => {
    const someRanking = fc
      .uniqueArray(fc.tuple(fc.nat(20), fc.integer({ min: 1, max: 4 })), {
        selector: ([provision]) => provision,
      })
      .map((hits) => ranking(...hits.toSorted((one, other) => other[1] - one[1])));
    const method = fc.constantFrom("weighted_scores" as const, "reciprocal_rank" as const);
    fc.assert(
      fc.property(
        someRanking,
        someRanking,
        method,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (one, other, name, weight) => {
          const fused = fuseRankings(one, other, { method: name, vectorWeight: weight });
          const provisions = fused.map((hit) => hit.provision);
          expect(new Set(provisions)).toEqual(new Set([...one, ...other].map((hit) => hit.provision)));
          expect(new Set(provisions).size).toBe(provisions.length);
          const sorted = fused.toSorted((a, b) => b.score - a.score || a.provision - b.provision);
          expect(fused).toEqual(sorted);
          for (const { score } of fused) expect(score >= 0 && score <= 1 + 1e-9).toBe(true);
        },
      ),
    );
  });
});
