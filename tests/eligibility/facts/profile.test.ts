import { describe, expect, test } from "vitest";
import * as z from "zod";
import { describePossible } from "../../../src/eligibility/facts/describe-fact.ts";
import { factValueOf, profileSchema, readProfileInput } from "../../../src/eligibility/facts/fact-value.ts";
import { createProfile, type ToldFact } from "../../../src/eligibility/facts/profile.ts";
import { vocabulary } from "../lin-an-catalogue.ts";
import { smallVocabulary } from "./small-vocabulary.ts";

function profileOf(input: Record<string, unknown>, told: readonly ToldFact[] = []) {
  const read = readProfileInput(smallVocabulary, input);
  const profile = createProfile(smallVocabulary, [...read.told, ...told], read);
  return {
    profile,
    messages: profile.problems.map(({ message }) => message),
    known: Object.fromEntries(
      profile.facts.map(({ fact, possible, source }) => [
        fact.name,
        [describePossible(fact, possible), source],
      ]),
    ),
  };
}

function said(name: string, possible: number, words: string): ToldFact {
  const fact = smallVocabulary.fact(name);
  if (fact === null) throw new Error(name);
  return { fact, possible, words, span: { start: 0, end: words.length } };
}

describe("a profile", () => {
  test("tells what was told, what follows and what is presumed apart", () => {
    expect(profileOf({ highTech: "first" }).known).toEqual({
      firm: ["是", "implied"],
      highTech: ["首次认定", "told"],
      research: ["是", "implied"],
      here: ["是", "presumed"],
    });
  });

  test("gives up what is presumed for what is told", () => {
    expect(profileOf({ here: false }).known).toEqual({ here: ["否", "told"] });
  });

  test("of nothing told knows nothing but what is presumed", () => {
    expect(profileOf({}).known).toEqual({ here: ["是", "presumed"] });
  });

  test("names a contradiction by its words, counts neither, and keeps the rest", () => {
    const { messages, known, profile } = profileOf({ age: 70 }, [
      said("highTech", 2, "首次认定高企"),
      said("highTech", 4, "重新认定了高企"),
    ]);
    expect(messages).toEqual([
      "“首次认定高企”和“重新认定了高企”对“高新技术企业”的说法互相矛盾,都先不作数,请再说明",
    ]);
    expect(profile.problems[0]?.facts).toEqual(["highTech"]);
    expect(known).not.toHaveProperty("highTech");
    expect(known).toMatchObject({ age: ["为70岁", "told"], elderly: ["是", "implied"] });
  });

  test("finds a contradiction that only follows", () => {
    const { messages, known } = profileOf({ firm: false }, [said("highTech", 2, "首次认定高企")]);
    expect(messages).toEqual(["“首次认定高企”和填写的“企业”互相矛盾,都先不作数,请再说明"]);
    expect(known).toEqual({ here: ["是", "presumed"] });
  });

  test("names every contradiction when there are several", () => {
    expect(
      profileOf({ firm: false, elderly: false, age: 80 }, [said("highTech", 4, "高企复审")]).messages,
    ).toHaveLength(2);
  });

  test.each([
    [{ age: -1 }, "“年龄”应在 0 至 120岁 之间,填写的数不作数"],
    [{ age: { above: 120 } }, null],
    [{ age: { atLeast: 121 } }, "“年龄”应在 0 至 120岁 之间,填写的数不作数"],
    [{ turnover: 3 }, "没有名为“turnover”的情况"],
    [{ firm: "yes" }, "“企业”(firm)的值无法识别"],
    [{ highTech: "fourth" }, "“高新技术企业”(highTech)的值无法识别"],
    [{ highTech: [] }, "“高新技术企业”(highTech)的值无法识别"],
    [{ age: Number.NaN }, "“年龄”(age)的值无法识别"],
    [{ age: { atLeast: 9, below: 9 } }, "“年龄”(age)的值无法识别"],
    [{ founded: "2024-02-30" }, "“成立时间”(founded)的值无法识别"],
    [{ founded: { from: "2024", until: "2023" } }, "“成立时间”(founded)的值无法识别"],
  ])("%j: %s, and the rest counts", (input, message) => {
    const { messages, known } = profileOf({ ...input, software: true });
    expect(messages).toEqual(message === null ? [] : [message]);
    expect(known).toHaveProperty("software");
  });

  test("null asks not to be asked", () => {
    expect([...profileOf({ firm: null }).profile.skipped].map(({ name }) => name)).toEqual(["firm"]);
  });
});

describe("values", () => {
  test.each<[string, unknown]>([
    ["firm", true],
    ["firm", false],
    ["highTech", "renewed"],
    ["highTech", ["none", "lapsed"]],
    ["age", 68],
    ["age", { atLeast: 60, below: 70 }],
    ["age", { above: 60 }],
    ["founded", "2021-05-31"],
    ["founded", { from: "2021-01-01", until: "2021-12-31" }],
  ])("%s %j come back as they were sent", (name, value) => {
    const [told] = readProfileInput(smallVocabulary, { [name]: value }).told;
    expect(told && factValueOf(told.fact, told.possible)).toEqual(value);
  });

  test("a year stands for its days, in leap years too", () => {
    const [told] = readProfileInput(smallVocabulary, { founded: "2020-02" }).told;
    expect(told && factValueOf(told.fact, told.possible)).toEqual({
      from: "2020-02-01",
      until: "2020-02-29",
    });
  });

  test("the schema for callers has every fact, with labels, and refuses others", () => {
    const schema = profileSchema(vocabulary);
    const published = z.toJSONSchema(schema);
    expect(Object.keys(published.properties ?? {})).toEqual(vocabulary.facts.map(({ name }) => name));
    expect(published.properties?.["highTech"]).toMatchObject({
      description: expect.stringMatching(/^高新技术企业:none 没有认定过;first 首次认定/),
    });
    expect(schema.safeParse({ highTech: "first", employees: 30, foundedOn: "2021" }).success).toBe(true);
    expect(schema.safeParse({ turnover: 1 }).success).toBe(false);
  });
});
