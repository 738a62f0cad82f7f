import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { spreadDocuments } from "../../src/search/spread-documents.ts";

interface Hit {
  readonly document: string;
  readonly score: number;
}
const hits = (...list: [document: string, score: number][]): Hit[] =>
  list.map(([document, score]) => ({ document, score }));
const spread = (list: readonly Hit[], limit: number, share: number): string[] =>
  spreadDocuments(list, limit, share, (hit) => hit.document).map((hit) => `${hit.document}${hit.score}`);

describe("spreadDocuments", () => {
  const crowded = hits(["a", 10], ["a", 9], ["a", 8], ["a", 7], ["b", 6], ["c", 2]);

  it("lets another document in once one has its share", () => {
    expect(spread(crowded, 4, 0.5)).toEqual(["a10", "a9", "b6", "a8"]);
  });

  it("does not let in what is far worse", () => {
    expect(spread(hits(["a", 10], ["a", 9], ["a", 8], ["b", 3]), 3, 0.5)).toEqual(["a10", "a9", "a8"]);
  });

  it("leaves one document alone in its order", () => {
    expect(spread(hits(["a", 3], ["a", 2], ["a", 1]), 2, 0.1)).toEqual(["a3", "a2"]);
  });

  it("loses no place and no best hit, and never repeats a hit", () => {
    const list = fc
      .array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.integer({ min: 1, max: 20 })))
      .map((drafts) => hits(...drafts.toSorted((one, other) => other[1] - one[1])));
    fc.assert(
      fc.property(list, fc.nat(12), fc.double({ min: 0, max: 1, noNaN: true }), (all, limit, share) => {
        const chosen = spreadDocuments(all, limit, share, (hit) => hit.document);
        expect(chosen).toHaveLength(Math.min(limit, all.length));
        expect(new Set(chosen).size).toBe(chosen.length);
        for (const hit of chosen) expect(all).toContain(hit);
        if (limit > 0 && share > 0 && all[0] !== undefined) expect(chosen[0]).toBe(all[0]);
      }),
    );
  });
});
