import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { numberPieces } from "../../src/search/number-pieces.ts";

const codesOf = (text: string): number[] => [...new Set(Array.from(text, (letter) => letter.charCodeAt(0)))];

describe("numberPieces", () => {
  it("numbers what occurs often enough, and nothing else", () => {
    const { pieces, offsets, numbers, count } = numberPieces(["ab", "", "bca", "b"].map(codesOf), 2);
    expect([...pieces]).toEqual(codesOf("ab"));
    expect(count).toBe(2);
    expect([...offsets]).toEqual([0, 2, 2, 5, 6]);
    expect([...numbers]).toEqual([0, 1, 1, -1, 0, 1]);
  });

  it("gives each text as many numbers as it has pieces, whatever the texts", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 8 })), fc.integer({ min: 1, max: 3 }), (texts, least) => {
        const { pieces, offsets, numbers } = numberPieces(texts.map(codesOf), least);
        const all = texts.flatMap(codesOf);
        for (const [row, text] of texts.entries()) {
          const found = [...numbers.subarray(offsets[row], offsets[row + 1])].map((number) => pieces[number]);
          const isFrequent = (code: number): boolean => all.filter((other) => other === code).length >= least;
          expect(found).toEqual(codesOf(text).map((code) => (isFrequent(code) ? code : undefined)));
        }
      }),
    );
  });
});
