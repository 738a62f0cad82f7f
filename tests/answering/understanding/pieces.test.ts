import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pieceAround, piecesOf } from "../../../src/answering/understanding/pieces.ts";

const words = fc.string({ unit: fc.constantFrom("甲", "乙", "2"), minLength: 1, maxLength: 4 });
const marks = fc.constantFrom(",", "，", "。", "!", "?", ";");

describe("the pieces of a message", () => {
  it("are what stands between its marks, and stand around each of their characters", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(words, marks), { minLength: 1, maxLength: 5 }), (said) => {
        const text = said.flat().join("");
        expect(piecesOf(text)).toEqual([...said.map(([piece]) => piece), ""]);
        let at = 0;
        for (const [piece, mark] of said) {
          const around = pieceAround(text, at, at + 1);
          expect([piece, piece + mark]).toContain(around);
          at += piece.length + mark.length;
        }
      }),
    );
  });
});
