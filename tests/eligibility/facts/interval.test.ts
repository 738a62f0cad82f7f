import fc from "fast-check";
import { expect, test } from "vitest";
import {
  complementOfInterval,
  containsInterval,
  type Interval,
  intersection,
} from "../../../src/eligibility/facts/interval.ts";

const end = fc.constantFrom(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 0, 1, 2, 3, 4);
const anyInterval: fc.Arbitrary<Interval> = fc
  .tuple(end, end, fc.boolean(), fc.boolean())
  .filter(
    ([low, high, lowOpen, highOpen]) =>
      low < high || (low === high && Number.isFinite(low) && !lowOpen && !highOpen),
  )
  .map(([low, high, lowOpen, highOpen]) => ({
    low,
    high,
    lowOpen: lowOpen && Number.isFinite(low),
    highOpen: highOpen && Number.isFinite(high),
  }));

/** Every end, and a point between any two. */
const points = [-1, 0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 5];

function holds({ low, lowOpen, high, highOpen }: Interval, point: number): boolean {
  return (point > low || (point === low && !lowOpen)) && (point < high || (point === high && !highOpen));
}

test("an intersection holds what both hold", () => {
  fc.assert(
    fc.property(anyInterval, anyInterval, (left, right) => {
      const both = intersection(left, right);
      for (const point of points) {
        expect(both !== null && holds(both, point)).toBe(holds(left, point) && holds(right, point));
      }
    }),
  );
});

test("one contains another when it holds all that the other holds", () => {
  fc.assert(
    fc.property(anyInterval, anyInterval, (outer, inner) => {
      const all = points.filter((point) => holds(inner, point)).every((point) => holds(outer, point));
      expect(containsInterval(outer, inner)).toBe(all);
    }),
  );
});

test("a complement holds what an interval does not, where that is one stretch", () => {
  fc.assert(
    fc.property(anyInterval, (interval) => {
      const rest = complementOfInterval(interval);
      const isOneSided = Number.isFinite(interval.low) !== Number.isFinite(interval.high);
      expect(rest !== null).toBe(isOneSided);
      if (rest === null) return;
      for (const point of points) expect(holds(rest, point)).toBe(!holds(interval, point));
    }),
  );
});
