import fc from "fast-check";
import { expect, test } from "vitest";
import { blankMarked, markMatches } from "../../../src/answering/understanding/mark-matches.ts";

const sources = ["多少", "[一二三]+", "补(?=贴)", "贴?", "(?<=每)亩", "𠮷", "$", "(?:给|补).?"];

test("places are marked where matchAll finds matches, blank where they are marked, whatever the text", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(..."多少一二补贴每亩给𠮷,") }),
      fc.subarray(sources),
      (text, chosen) => {
        const expressions = chosen.map((source) => new RegExp(source, "gu"));
        const isMarked = new Uint8Array(text.length);
        const found = markMatches(text, expressions, isMarked);
        const places = expressions
          .flatMap((expression) => [...text.matchAll(expression)])
          .flatMap((match) => Array.from(match[0].split(""), (_, at) => match.index + at));
        expect([...isMarked.keys()].filter((at) => isMarked[at] === 1)).toEqual(
          [...new Set(places)].sort((left, right) => left - right),
        );
        expect(found).toBe(places.length > 0);
        const blanked = text.split("").map((unit, at) => (places.includes(at) ? " " : unit));
        expect(blankMarked(text, isMarked)).toBe(blanked.join(""));
      },
    ),
  );
});

test("a second text is read from its beginning", () => {
  const expressions = [/亩/gu];
  for (const text of ["每亩", "亩"]) {
    expect(markMatches(text, expressions, new Uint8Array(text.length))).toBe(true);
  }
});
