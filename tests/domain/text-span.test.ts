import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holds, overlaps, type TextSpan } from "../../src/domain/text-span.ts";

const span: fc.Arbitrary<TextSpan> = fc
  .tuple(fc.nat(12), fc.integer({ min: 1, max: 6 }))
  .map(([start, length]) => ({ start, end: start + length }));

function positions({ start, end }: TextSpan): number[] {
  return Array.from({ length: end - start }, (_, index) => start + index);
}

describe("spans of a text", () => {
  it("hold and overlap as their characters do", () => {
    fc.assert(
      fc.property(span, span, (left, right) => {
        const own = positions(left);
        expect(holds(left, right)).toBe(positions(right).every((position) => own.includes(position)));
        expect(overlaps(left, right)).toBe(positions(right).some((position) => own.includes(position)));
      }),
    );
  });
});
