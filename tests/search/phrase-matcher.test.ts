import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PhraseMatcher } from "../../src/search/phrase-matcher.ts";

const found = (phrases: readonly string[], text: string): string[] =>
  new PhraseMatcher(phrases).find(text).map(({ start, end }) => text.slice(start, end));

describe("PhraseMatcher", () => {
  it("reports the longest match at each place, and none that stands inside another", () => {
    expect(found(["企业", "高新技术企业", "技术"], "高新技术企业和企业")).toEqual(["高新技术企业", "企业"]);
    expect(found(["高新技术", "技术企业"], "高新技术企业")).toEqual(["高新技术", "技术企业"]);
  });

  it("takes letters and digits as whole words", () => {
    expect(found(["rd", "5g"], "rd费用,card,5g基站,15g")).toEqual(["rd", "5g"]);
  });

  it("finds nothing by no phrases, and nothing in nothing", () => {
    expect(found([], "企业")).toEqual([]);
    expect(found([""], "企业")).toEqual([]);
    expect(found(["企业"], "")).toEqual([]);
  });

  it("names the first of equal phrases", () => {
    expect(new PhraseMatcher(["高企", "企业", "高企"]).find("高企")).toEqual([
      { start: 0, end: 2, phrase: 0 },
    ]);
  });

  it("finds what holding every phrase against every place finds", () => {
    const word = fc.string({ unit: fc.constantFrom(..."甲乙丙ab𠮷"), minLength: 1, maxLength: 4 });
    const text = fc.string({ unit: fc.constantFrom(..."甲乙丙ab𠮷 "), maxLength: 30 });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), text, (phrases, searched) => {
        const matches = new PhraseMatcher(phrases).find(searched);
        expect(matches).toEqual(matchesByEveryPhrase(phrases, searched));
      }),
    );
  });
});

const isPartOfWord = /[a-z0-9]{2}/;

function matchesByEveryPhrase(phrases: readonly string[], text: string) {
  const cuts = (at: number): boolean => isPartOfWord.test(text.slice(Math.max(0, at - 1), at + 1));
  let furthest = 0;
  return Array.from({ length: text.length }, (_, start) => start).flatMap((start) => {
    const ends = phrases
      .filter((phrase) => text.startsWith(phrase, start) && !cuts(start) && !cuts(start + phrase.length))
      .map((phrase) => start + phrase.length);
    const end = Math.max(0, ...ends);
    if (end <= furthest) return [];
    furthest = end;
    return [{ start, end, phrase: phrases.indexOf(text.slice(start, end)) }];
  });
}
