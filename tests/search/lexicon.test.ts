import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TiaowenError } from "../../src/domain/errors.ts";
import { createLexicon, type LexiconEntry, parseLexicon } from "../../src/search/lexicon.ts";

const entries: LexiconEntry[] = [
  { term: "高新技术企业", forms: ["高企", "国高"], relation: "same", unless: ["提高企业"] },
  { term: "科技企业", forms: ["高新技术企业", "科技型中小企业"], relation: "narrower" },
  { term: "ETC", forms: ["电子不停车收费"], relation: "same" },
  { term: "AAAA级旅游景区", forms: ["4A", "4A景区"], relation: "same" },
  { term: "失业保险", forms: ["稳岗返还"], relation: "related" },
  { term: "稳岗返还", forms: ["稳岗补贴"], relation: "same" },
];
const lexicon = createLexicon(entries);

const shown = (text: string): string[] =>
  lexicon.expand(text).map(({ term, weight, form }) => `${form}→${term} ${weight}`);

function failure(act: () => unknown): TiaowenError {
  try {
    act();
  } catch (error) {
    if (error instanceof TiaowenError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("Lexicon.expand", () => {
  it("implies the terms of a form, along chains, weaker with each step", () => {
    expect(shown("我们刚评上高企")).toEqual(["高企→高新技术企业 1", "高企→科技企业 0.7"]);
    expect(shown("稳岗补贴怎么领")).toEqual(["稳岗补贴→稳岗返还 1", "稳岗补贴→失业保险 0.4"]);
  });

  it("adds nothing that the text itself says, but what follows from it", () => {
    expect(shown("高企就是高新技术企业吧")).toEqual(["高企→科技企业 0.7"]);
  });

  it("does not expand what stands inside a longer word", () => {
    expect(shown("4A景区奖多少")).toEqual(["4a景区→AAAA级旅游景区 1"]);
    expect(shown("怎么提高企业效益")).toEqual([]);
  });

  it("reads Latin forms as whole words, whatever their case and width", () => {
    expect(shown("我是４a")).toEqual(["4a→AAAA级旅游景区 1"]);
    expect(shown("14A")).toEqual([]);
  });

  it("takes two terms that are the same as each other", () => {
    const mutual = createLexicon([
      { term: "新能源汽车", forms: ["电动车"], relation: "same" },
      { term: "电动车", forms: ["新能源汽车"], relation: "same" },
    ]);
    expect(mutual.expand("电动车").map((expansion) => expansion.term)).toEqual(["新能源汽车"]);
    expect(mutual.expand("新能源汽车").map((expansion) => expansion.term)).toEqual(["电动车"]);
  });

  it("never throws, never repeats a term, and names forms that stand in the text", () => {
    const pieces = fc.constantFrom("高企", "国高", "4A", "景区", "提高企业", "稳岗补贴", "\ud800", " ", "a");
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          fc.array(pieces).map((list) => list.join("")),
        ),
        (text) => {
          const expansions = lexicon.expand(text);
          expect(new Set(expansions.map((expansion) => expansion.term)).size).toBe(expansions.length);
          for (const { weight } of expansions) expect(weight > 0 && weight <= 1).toBe(true);
        },
      ),
    );
  });
});

describe("Lexicon.termsIn", () => {
  it("puts interchangeable forms under their common term", () => {
    expect(lexicon.termsIn("高企和高新技术企业")).toEqual(["高企", "高新技术企业", "高新技术企业"]);
    expect(lexicon.termsIn("提高企业效益")).toEqual([]);
  });
});

describe("parseLexicon", () => {
  it("reads a file and is told apart by its content", () => {
    const read = parseLexicon(JSON.stringify({ entries }));
    expect(read.fingerprint).toBe(lexicon.fingerprint);
    expect(createLexicon(entries.slice(1)).fingerprint).not.toBe(lexicon.fingerprint);
  });

  it.each([
    ["text that is not JSON", "{", "is not JSON"],
    [
      "an unknown relation",
      '{"entries":[{"term":"甲","forms":["乙"],"relation":"like"}]}',
      "entries[0].relation",
    ],
    [
      "an entry without forms",
      '{"entries":[{"term":"甲","forms":[],"relation":"same"}]}',
      "entries[0].forms",
    ],
    [
      "an invisible form",
      '{"entries":[{"term":"甲","forms":["\u200b"],"relation":"same"}]}',
      "entries[0].forms[0]",
    ],
    ["a field nobody knows", '{"entries":[],"version":1}', "version"],
  ])("refuses %s and says where", (_, json, place) => {
    const error = failure(() => parseLexicon(json, "corpus/lexicon.json"));
    expect(error.code).toBe("configuration_invalid");
    expect(error.message).toContain("corpus/lexicon.json");
    expect(error.message).toContain(place);
  });

  it("refuses a pair given twice, also under another relation and in another width", () => {
    const error = failure(() =>
      createLexicon([
        { term: "4A景区", forms: ["四星"], relation: "same" },
        { term: "４Ａ景区", forms: ["四星"], relation: "related" },
      ]),
    );
    expect(error.message).toContain("entries[1]: 「四星」 is given twice");
  });

  it("refuses a form of itself", () => {
    const error = failure(() => createLexicon([{ term: "ETC", forms: ["etc"], relation: "same" }]));
    expect(error.message).toContain("entries[0]: 「etc」 is given as a form of itself");
  });

  it("refuses a term that is narrower than itself, also through a synonym, and shows the way round", () => {
    const error = failure(() =>
      createLexicon([
        { term: "企业", forms: ["科技企业"], relation: "narrower" },
        { term: "科技企业", forms: ["科企"], relation: "same" },
        { term: "科企", forms: ["企业"], relation: "narrower" },
      ]),
    );
    expect(error.message).toContain("「科技企业」 → 「企业」 → 「科企」 → 「科技企业」");
  });

  it("allows two terms that are related to each other", () => {
    const related = createLexicon([
      { term: "养老", forms: ["托育"], relation: "related" },
      { term: "托育", forms: ["养老"], relation: "related" },
    ]);
    expect(related.expand("托育").map((expansion) => expansion.term)).toEqual(["养老"]);
  });
});
