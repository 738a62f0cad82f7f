import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createAnalyser } from "../../src/search/analyser.ts";
import { foldText } from "../../src/search/fold-text.ts";
import { createLexicon } from "../../src/search/lexicon.ts";
import { anyText } from "./any-text.ts";

const lexicon = createLexicon([
  { term: "高新技术企业", forms: ["高企"], relation: "same", unless: ["提高企业"] },
  { term: "ETC", forms: ["电子不停车收费"], relation: "same" },
]);
const analyser = createAnalyser(lexicon);
const plain = createAnalyser(createLexicon([]));

describe("terms", () => {
  it("gives single characters and pairs of Chinese, in order and as often as they occur", () => {
    expect(plain.terms("补贴,补")).toEqual(["补", "补贴", "贴", "补"]);
  });

  it("never pairs characters across punctuation, letters or digits", () => {
    expect(plain.terms("补。贴")).toEqual(["补", "贴"]);
    expect(plain.terms("浙A牌")).toEqual(["浙", "a", "牌"]);
  });

  it("keeps words and numbers whole, without case, width or thousands separators", () => {
    expect(plain.terms("ＥＴＣ G56 3.8% 1,500.5 415X")).toEqual(["etc", "g56", "3.8", "1500.5", "415x"]);
  });

  it("takes characters of two code units as one", () => {
    expect(plain.terms("𠮷野")).toEqual(["𠮷", "𠮷野", "野"]);
  });

  it("adds what the lexicon knows, so that two forms meet under one term", () => {
    expect(analyser.terms("高企")).toEqual(["高", "高企", "企", "高新技术企业"]);
    expect(analyser.terms("高新技术企业")).toContain("高新技术企业");
    expect(analyser.terms("提高企业效益")).not.toContain("高新技术企业");
  });

  it("does not count a word twice that is a term anyway", () => {
    expect(analyser.terms("ETC")).toEqual(["etc"]);
  });

  it("never throws, and gives folded text the same terms", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const terms = analyser.terms(text);
        expect(analyser.terms(foldText(text))).toEqual(terms);
        for (const term of terms) expect(term).toMatch(/^\S+$/u);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("weightedTerms", () => {
  it("gives each term once, single characters for less than pairs", () => {
    expect(plain.weightedTerms("补贴补贴").map(({ term }) => term)).toEqual(["补", "补贴", "贴", "贴补"]);
    const weights = new Map(plain.weightedTerms("补贴").map(({ term, weight }) => [term, weight]));
    expect(weights.get("补")).toBeLessThan(weights.get("补贴") ?? 0);
  });
});

describe("foldText", () => {
  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
      { numRuns: 1_000 },
    );
  });

  it("changes nothing the second time for any single character", () => {
    for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
      const folded = foldText(String.fromCodePoint(codePoint));
      if (folded !== foldText(folded)) expect.fail(`U+${codePoint.toString(16)}`);
    }
  });
});

describe("fingerprint", () => {
  it("tells analysers with other lexicons apart", () => {
    expect(createAnalyser(lexicon).fingerprint).toBe(analyser.fingerprint);
    expect(plain.fingerprint).not.toBe(analyser.fingerprint);
  });
});
