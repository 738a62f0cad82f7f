import fc from "fast-check";
import { expect, it } from "vitest";
import { TermDictionary } from "../../src/search/term-dictionary.ts";

it("finds every term under its position and no other", () => {
  const term = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("高", "高企", "企", "etc", ""));
  fc.assert(
    fc.property(fc.uniqueArray(term), term, (terms, other) => {
      const dictionary = TermDictionary.from(terms);
      expect(terms.map((known) => dictionary.find(known))).toEqual(terms.map((_, number) => number));
      expect(dictionary.find(other)).toBe(terms.indexOf(other));
      expect(new TermDictionary(dictionary.arrays).find(other)).toBe(terms.indexOf(other));
    }),
    { numRuns: 500 },
  );
});
