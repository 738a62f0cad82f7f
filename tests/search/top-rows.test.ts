import fc from "fast-check";
import { expect, it } from "vitest";
import { TopRows } from "../../src/search/top-rows.ts";

it("keeps what sorting everything would put first, whatever the order of arrival", () => {
  const scores = fc.array(fc.integer({ min: 0, max: 5 }));
  fc.assert(
    fc.property(scores, fc.nat(12), fc.infiniteStream(fc.nat()), (list, capacity, shuffle) => {
      const rows = list.map((score, row) => ({ row, score }));
      const arrival = rows
        .map((entry) => ({ entry, place: shuffle.next().value }))
        .sort((one, other) => one.place - other.place);
      const top = new TopRows(capacity);
      for (const { entry } of arrival) top.offer(entry.row, entry.score);
      const sorted = rows.toSorted((one, other) => other.score - one.score || one.row - other.row);
      expect(top.ranked()).toEqual(sorted.slice(0, capacity));
    }),
    { numRuns: 500 },
  );
});
