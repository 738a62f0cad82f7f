import fc from "fast-check";
import { expect, test } from "vitest";
import { matchesOf } from "../../src/domain/matches-of.ts";

const sources = ["[一二三]+", "补(?=贴)", "(?<word>补)贴?", "贴*", "(?<=每)亩", "𠮷?", "$", "^"];

const placeOf = ({ 0: words, index, groups }: RegExpExecArray) => ({ words, index, groups: { ...groups } });

test("gives what matchAll gives, time after time, whatever the text", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(..."一二补贴每亩𠮷\n") }),
      fc.constantFrom(...sources),
      fc.constantFrom("g", "gu", "gv", "gm"),
      (text, source, flags) => {
        const expression = new RegExp(source, flags);
        const expected = [...text.matchAll(expression)].map(placeOf);
        expect(matchesOf(expression, text).map(placeOf)).toEqual(expected);
        expect(matchesOf(expression, text).map(placeOf)).toEqual(expected);
      },
    ),
  );
});

test("refuses an expression that finds but one match", () => {
  expect(() => matchesOf(/补/u, "补贴")).toThrow(TypeError);
});
