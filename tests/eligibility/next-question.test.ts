import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AnswerGains } from "../../src/eligibility/answer-gains.ts";
import { assess, assessOffers } from "../../src/eligibility/assess.ts";
import type { Condition } from "../../src/eligibility/conditions/condition-schema.ts";
import { optionsIn, samePossible } from "../../src/eligibility/facts/fact.ts";
import { readProfileInput } from "../../src/eligibility/facts/fact-value.ts";
import { createProfile, type Profile } from "../../src/eligibility/facts/profile.ts";
import type { NextQuestion } from "../../src/eligibility/next-question.ts";
import { isRelevant } from "../../src/eligibility/offer-assessment.ts";
import { anyCondition } from "./any-condition.ts";
import { smallVocabulary, vocabularyWith } from "./facts/small-vocabulary.ts";
import { catalogue, reader, today, vocabulary } from "./lin-an-catalogue.ts";
import { catalogueOn } from "./small-catalogue.ts";

function profileOf(input: Record<string, unknown>): Profile {
  const read = readProfileInput(smallVocabulary, input);
  return createProfile(smallVocabulary, read.told, read);
}

function asked(input: Record<string, unknown>, ...conditions: Condition[]): NextQuestion | null {
  return assess(profileOf(input), catalogueOn(smallVocabulary, ...conditions)).nextQuestion;
}

describe("the next question", () => {
  test("asks for the fact that settles most", () => {
    const question = asked(
      { firm: true },
      { fact: "research" },
      { all: [{ fact: "research" }, { fact: "trade" }] },
      { fact: "trade" },
      { not: { fact: "research" } },
    );
    expect(question).toMatchObject({ kind: "yes_no", text: "有研发吗?" });
    expect(question?.concerns).toBe(3);
    expect(question?.options.map(({ label, value }) => [label, value])).toEqual([
      ["是", true],
      ["否", false],
    ]);
  });

  test("asks first what must be true before anything else can be", () => {
    expect(asked({}, { fact: "research" })?.facts.map(({ name }) => name)).toEqual(["firm"]);
    expect(asked({ firm: true }, { fact: "research" })?.facts.map(({ name }) => name)).toEqual(["research"]);
  });

  test("asks for several facts at once where one question does, and says what silence means", () => {
    const question = asked({ firm: true }, { fact: "software" }, { fact: "trade" });
    expect(question).toMatchObject({ kind: "several_of", text: "主要从事哪些行业?" });
    expect(question?.options.map(({ fact, value, otherwise }) => [fact.name, value, otherwise])).toEqual([
      ["trade", true, false],
      ["software", true, false],
    ]);
    expect(question?.concerns).toBe(2);
  });

  test("tells of all that it concerns, also where they are too many to weigh each", () => {
    const conditions = Array.from({ length: 600 }, (): Condition => ({ fact: "research" }));
    expect(asked({ firm: true }, ...conditions)?.concerns).toBe(600);
  });

  test("offers only the options that are left", () => {
    const question = asked({ highTech: ["first", "renewed"] }, { fact: "highTech", in: ["first"] });
    expect(question?.kind).toBe("one_of");
    expect(question?.options.map(({ value }) => value)).toEqual(["first", "renewed"]);
  });

  test("asks for numbers with their unit", () => {
    expect(asked({ resident: true }, { fact: "age", atLeast: 60 })).toMatchObject({
      kind: "number",
      unit: "岁",
      text: "多大年纪?",
    });
  });

  test("is none when nothing can change, be it settled or left open by the text", () => {
    expect(asked({ firm: false }, { fact: "research" })).toBeNull();
    expect(asked({ research: true }, { all: [{ fact: "research" }, { unstated: "符合条件" }] })).toBeNull();
    expect(asked({}, { fact: "here" })).toBeNull();
  });

  test("skips what the applicant does not want to say, and what hangs on it", () => {
    expect(asked({ research: null, firm: true }, { fact: "research" })).toBeNull();
    expect(asked({ firm: null }, { fact: "research" })).toBeNull();
    const other = asked({ research: null, firm: true }, { fact: "research" }, { fact: "trade" });
    expect(other?.facts.map(({ name }) => name)).toEqual(["trade"]);
  });

  test("asks of what was told before anything else", () => {
    const conditions: Condition[] = [
      { all: [{ fact: "software" }, { fact: "research" }] },
      ...Array.from({ length: 5 }, (): Condition => ({ fact: "trade" })),
    ];
    expect(asked({ firm: true, software: true }, ...conditions)?.facts.map(({ name }) => name)).toEqual([
      "research",
    ]);
  });

  test("never asks what nobody wrote a question for", () => {
    const mute = vocabularyWith({ name: "mute", label: "无题", audience: ["firm"] });
    const profile = createProfile(mute, []);
    expect(assess(profile, catalogueOn(mute, { fact: "mute" })).nextQuestion).toBeNull();
  });
});

describe("expected information", () => {
  const { facts } = smallVocabulary;

  test("is never more than an answer can change, nor less than nothing where facts are independent", () => {
    fc.assert(
      fc.property(fc.array(anyCondition(facts), { minLength: 1, maxLength: 4 }), (conditions) => {
        const profile = profileOf({});
        const small = catalogueOn(smallVocabulary, ...conditions);
        const open = assessOffers(profile, small).filter(({ awaits }) => awaits === "facts");
        fc.pre(open.length > 0);
        const gains = new AnswerGains(profile, small, open);
        for (const fact of facts) {
          expect(gains.bits(fact)).toBeLessThanOrEqual(gains.mostBits(fact) + 1e-9);
        }
        const concerned = open.filter((each) => facts.some((fact) => gains.concernedBy([fact], [each]) > 0));
        expect(gains.concernedBy(facts, open)).toBe(concerned.length);
      }),
    );
  });

  test("of a single fact is all that is open about it", () => {
    const profile = profileOf({ firm: true });
    const small = catalogueOn(smallVocabulary, { fact: "trade" });
    const gains = new AnswerGains(profile, small, assessOffers(profile, small));
    const trade = smallVocabulary.fact("trade");
    const entropy = -(0.2 * Math.log2(0.2) + 0.8 * Math.log2(0.8));
    expect(trade && gains.bits(trade)).toBeCloseTo(entropy);
  });
});

describe("an interview", () => {
  /** Facts of life to answer from: everything that is not named is not so. */
  const truths: Record<string, Record<string, unknown>> = {
    我们是一家做软件的公司: {
      highTech: "renewed",
      doesRd: true,
      size: "small",
      bankFinancing: true,
      keySoftware: "none",
    },
    我们是外贸公司: { exportInsurance: true, overseasExhibition: true, size: "small" },
    我家有残疾人: { disabled: true, hardship: true, severeDisabled: false },
    我是种水稻的: { farmer: true, grain: true, scaleGrain: true, growsRice: true, agriInsurance: true },
    我们景区刚评上4A: { scenic4a: "first" },
    开民宿的: { newTourismFormat: true },
    你好: { firm: true, doesRd: true },
  };

  function answerTo(question: NextQuestion, truth: Record<string, unknown>): Record<string, unknown> {
    if (question.kind === "several_of") {
      return Object.fromEntries(
        question.options.map(({ fact, value, otherwise }) => [
          fact.name,
          fact.name in truth && truth[fact.name] !== false ? value : otherwise,
        ]),
      );
    }
    const [fact] = question.facts;
    const [firstOption] = question.options;
    const fallback = fact.type === "boolean" ? false : (question.options.at(-1)?.value ?? firstOption?.value);
    const value = truth[fact.name] ?? fallback ?? 0;
    return { [fact.name]: value };
  }

  test.each(Object.entries(truths))(
    "%s ends in a few questions, asks nothing twice, and settles what was told of",
    (text, truth) => {
      const told = reader.read(text, today);
      let answers: Record<string, unknown> = {};
      const askedFor = new Set<string>();
      for (let count = 0; ; count += 1) {
        expect(count).toBeLessThanOrEqual(8);
        const read = readProfileInput(vocabulary, answers);
        const profile = createProfile(vocabulary, [...told, ...read.told], read);
        expect(profile.problems).toEqual([]);
        const { nextQuestion, offers } = assess(profile, catalogue);
        if (nextQuestion === null) {
          expect(offers.filter((each) => each.awaits === "facts" && isRelevant(each))).toEqual([]);
          break;
        }
        for (const fact of nextQuestion.facts) {
          const possible = profile.knowledge[fact.index] ?? fact.everything;
          const isSettled = typeof possible === "number" && optionsIn(fact, possible).length === 1;
          expect(isSettled, fact.name).toBe(false);
          if (askedFor.has(fact.name)) expect(samePossible(possible, fact.everything), fact.name).toBe(false);
          askedFor.add(fact.name);
        }
        answers = { ...answers, ...answerTo(nextQuestion, truth) };
      }
    },
  );
});
