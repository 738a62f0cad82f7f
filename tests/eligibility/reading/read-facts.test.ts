import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { factValueOf } from "../../../src/eligibility/facts/fact-value.ts";
import { createProfile } from "../../../src/eligibility/facts/profile.ts";
import { createFactReader } from "../../../src/eligibility/reading/read-facts.ts";
import { smallVocabulary } from "../facts/small-vocabulary.ts";
import { reader, today, vocabulary } from "../lin-an-catalogue.ts";
import descriptions from "./descriptions.json" with { type: "json" };

function understand(text: string) {
  const told = reader.read(text, today);
  const profile = createProfile(vocabulary, told);
  const known = Object.fromEntries(
    profile.facts
      .filter(({ source }) => source !== "presumed")
      .map(({ fact, possible }) => [fact.name, factValueOf(fact, possible)]),
  );
  return { told, known, problems: profile.problems };
}

describe("what people say of themselves", () => {
  test.each(descriptions)("$text", ({ text, facts, absent = [] }) => {
    const { known, problems } = understand(text);
    expect(problems).toEqual([]);
    expect(known).toMatchObject(facts);
    for (const name of absent) expect(known).not.toHaveProperty(name);
  });

  test("what contradicts itself is named, and nothing of it counts", () => {
    const { known, problems } = understand("首次认定高企,也重新认定了高企,员工20人");
    expect(problems.map(({ message }) => message)).toEqual([
      "“首次认定高企”和“重新认定了高企”对“高新技术企业”的说法互相矛盾,都先不作数,请再说明",
    ]);
    expect(known["highTech"]).toEqual(["first", "renewed", "held"]);
    expect(known["employees"]).toBe(20);
  });

  test("a figure that nobody has is named", () => {
    const { known, problems } = understand("员工9000万人,做软件");
    expect(problems).toMatchObject([{ code: "impossible", facts: ["employees"] }]);
    expect(known).not.toHaveProperty("employees");
    expect(known).toHaveProperty("softwareIndustry");
  });

  test("each fact shows its words, those that deny it included", () => {
    expect(
      understand("我们没有研发,今年首次认定的高企").told.map(({ fact, words }) => [fact.name, words]),
    ).toEqual(
      expect.arrayContaining([
        ["doesRd", "没有研发"],
        ["highTech", "今年首次认定的高企"],
      ]),
    );
  });

  test("today decides what last year is", () => {
    const read = (day: string) =>
      createProfile(vocabulary, reader.read("2023年评上的高企", day)).facts.find(
        ({ fact }) => fact.name === "highTech",
      )?.possible;
    expect(read("2024-03-01")).toBe(0b00110);
    expect(read("2027-03-01")).toBe(0b11100);
  });
});

const fragments = [
  "我们",
  "不是",
  "没有",
  "高企",
  "专精特新",
  "首次认定",
  "重新认定",
  "去年",
  "到期",
  "三年前",
  "员工",
  "30多",
  "人",
  "研发",
  "投了",
  "两三百万",
  "孩子",
  "二胎",
  "老人",
  "80岁",
  "想",
  "准备",
  "客户",
  "是",
  "的",
  ",",
  "。",
  "、",
  " ",
  "和",
  "都",
  "没评上",
  "开了",
  "民宿",
  "４Ａ",
  "ETC",
];

describe("any text", () => {
  const text = fc.oneof(
    fc.array(fc.constantFrom(...fragments), { maxLength: 14 }).map((parts) => parts.join("")),
    fc.string({ unit: "grapheme", maxLength: 60 }),
  );

  test("gives facts whose words stand where they say", () => {
    fc.assert(
      fc.property(text, (written) => {
        for (const { words, span, fact, possible } of reader.read(written, today)) {
          expect(span && written.slice(span.start, span.end)).toBe(words);
          expect(typeof possible).toBe(typeof fact.everything);
        }
      }),
      { numRuns: 400 },
    );
  });

  test("makes a profile, whatever it contradicts", () => {
    fc.assert(
      fc.property(text, (written) => {
        const profile = createProfile(vocabulary, reader.read(written, today));
        expect(profile.knowledge).toHaveLength(vocabulary.facts.length);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    "高企首次认定去年到期",
    "没有",
    "十百千万亿",
    "客户是高企,",
    "我们公司员工30人,研发投入300万。",
  ])("that goes on saying %s is read to its end", (phrase) => {
    const written = phrase.repeat(Math.floor(2_000 / phrase.length));
    const profile = createProfile(vocabulary, reader.read(written, today));
    expect(profile.problems.length).toBeLessThanOrEqual(1);
  });

  test("in full width says the same", () => {
    const widened = (written: string): string =>
      written.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...fragments), { maxLength: 10 }), (parts) => {
        const [narrow, wide] = [parts.join(""), widened(parts.join(""))].map((written) =>
          reader.read(written, today).map(({ fact, possible }) => [fact.name, possible]),
        );
        expect(wide).toEqual(narrow);
      }),
    );
  });
});

test("other words of the lexicon say what the vocabulary's own words say", () => {
  const entry = { term: "高企", forms: ["国高新"], relation: "same" as const, unless: ["全国高新"] };
  const withLexicon = createFactReader(smallVocabulary, [entry]);
  expect(withLexicon.read("国高新", today).map(({ fact }) => fact.name)).toEqual(["highTech"]);
  expect(withLexicon.read("全国高新技术", today)).toEqual([]);
  expect(createFactReader(smallVocabulary).read("国高新", today)).toEqual([]);
});
