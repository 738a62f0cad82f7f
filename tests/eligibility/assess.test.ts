import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assess, assessOffers } from "../../src/eligibility/assess.ts";
import { readProfileInput } from "../../src/eligibility/facts/fact-value.ts";
import { createProfile, type Profile } from "../../src/eligibility/facts/profile.ts";
import { isShown } from "../../src/eligibility/offer-assessment.ts";
import { anyStatement } from "./facts/any-statement.ts";
import { smallVocabulary } from "./facts/small-vocabulary.ts";
import { catalogue, reader, today, vocabulary } from "./lin-an-catalogue.ts";
import { catalogueOn } from "./small-catalogue.ts";

function applicant(text: string): Profile {
  return createProfile(vocabulary, reader.read(text, today));
}

/** Ids of the offers as people would see them: `18#first-recognition`. */
function shown(text: string) {
  const assessment = assess(applicant(text), catalogue);
  const named = (wanted: (each: (typeof assessment.offers)[number]) => boolean): string[] =>
    assessment.offers.filter(wanted).map(({ offer }) => offer.id.slice("lin-an-2024/".length));
  return {
    assessment,
    eligible: named(({ verdict }) => verdict === "eligible"),
    possible: named((each) => each.verdict === "possible" && isShown(each)),
    near: named((each) => each.verdict === "not_eligible" && isShown(each)),
    nothing: assessment.noOffers.map(({ clause }) => clause.number),
  };
}

describe("people at the counter", () => {
  test("a high-tech firm in its fourth year: the renewal depends on one fact, the first recognition is past", () => {
    const { eligible, possible, near, assessment } = shown(
      "我们是三年前认定的高新技术企业,今年第四年了,有研发",
    );
    expect(eligible).toEqual(expect.arrayContaining(["13#rd-super-deduction"]));
    expect(possible).toEqual(
      expect.arrayContaining(["18#renewed-high-tech", "13#high-tech-tax", "14#rd-subsidy"]),
    );
    expect([...eligible, ...possible]).not.toContain("18#first-recognition");
    expect(near).not.toContain("18#renewed-high-tech");
    expect(assessment.nextQuestion?.facts[0].name).toBe("highTech");
    expect(assessment.nextQuestion?.options.map(({ value }) => value)).toEqual(["renewed", "held", "lapsed"]);
  });

  test("a firm whose high-tech title has lapsed: near, with the reason", () => {
    const { eligible, near, assessment } = shown("我们公司的高企去年到期了,没再认定");
    expect(eligible).toEqual([]);
    expect(near).toEqual(["13#high-tech-tax", "18#renewed-high-tech"]);
    const renewal = assessment.offers.find(({ offer }) => offer.id.endsWith("18#renewed-high-tech"));
    expect(renewal?.reasons).toContainEqual({
      condition: "重新认定通过的高新技术企业",
      quote: "重新认定通过的高新技术企业",
      met: false,
    });
  });

  test("a couple with a second child: the allowance waits for rules, not for facts", () => {
    const { possible, assessment } = shown("老二刚出生,我们两口子想问有没有补助");
    expect(possible).toEqual(["69#childcare-allowance"]);
    const allowance = assessment.offers.find(({ offer }) => offer.clause.number === 69);
    expect(allowance).toMatchObject({ verdict: "possible", awaits: "rules", missing: [] });
    expect(allowance?.reasons.map(({ met }) => met)).toEqual([true, true, true, null]);
    expect(allowance?.offer.amount).toBeNull();
    expect(assessment.nextQuestion).toBeNull();
  });

  test("the owner of a village homestay", () => {
    const { eligible, possible } = shown("我在村里开了家民宿,五间房,去年新建的");
    expect(eligible).toEqual([]);
    expect(possible).toEqual(["39#new-tourism-format"]);
  });

  test("a film crew", () => {
    const { possible, eligible } = shown("我们影视公司的剧组准备来临安取景拍摄一个月");
    expect([...eligible, ...possible]).toEqual(expect.arrayContaining(["38#film-shooting"]));
  });

  test("an exporter to three countries", () => {
    const { eligible, possible, nothing } = shown("我们公司出口到三个国家,买了信保,今年还要去德国参展");
    expect(eligible).toEqual(["47#export-insurance", "47#overseas-exhibition"]);
    expect(possible).toEqual(expect.arrayContaining(["47#hangxin-loan"]));
    expect(nothing).toEqual([46]);
  });

  test("a retired man in an old housing block", () => {
    const { possible, eligible } = shown("我退休了,住在九几年的老小区六楼,没电梯");
    expect(eligible).toEqual([]);
    expect(possible).toEqual(["72#old-estate", "72#lift"]);
  });

  test("a commuter from elsewhere: the toll is for cars, wherever they live", () => {
    const { eligible } = shown("我不在临安住,浙A的小轿车,有ETC,每天从青山湖到杭州西");
    expect(eligible).toEqual(["45#hangrui-toll"]);
    expect(shown("浙C的小轿车,有ETC,每天从青山湖到杭州西").eligible).toEqual([]);
  });

  test("a household at the edge of a threshold", () => {
    expect(shown("家庭年收入10万元").eligible).toEqual(["74#low-income-monitoring"]);
    expect(shown("家庭年收入10.01万元").near).toEqual(["74#low-income-monitoring"]);
  });

  test("somebody who says nothing gets no verdict, but a question", () => {
    const { eligible, possible, near, nothing, assessment } = shown("你好");
    expect([eligible, possible, near, nothing]).toEqual([[], [], [], []]);
    expect(assessment.offers.filter(({ verdict }) => verdict !== "possible")).toEqual([]);
    expect(assessment.nextQuestion?.kind).toBe("several_of");
  });
});

describe("verdicts", () => {
  test("take nothing back when more is told", () => {
    const statements = fc.array(anyStatement(vocabulary.facts), { maxLength: 5 });
    const toldOf = (said: Parameters<typeof deduceProfile>[0]) => deduceProfile(said);
    fc.assert(
      fc.property(statements, anyStatement(vocabulary.facts), (known, further) => {
        const [before, after] = [known, [...known, further]].map(toldOf);
        fc.pre(before?.problems.length === 0 && after?.problems.length === 0);
        // What is presumed is given up when somebody says otherwise, and that is told.
        fc.pre(further.fact.presumed === false);
        if (before === undefined || after === undefined) return;
        const later = assessOffers(after, catalogue);
        for (const [index, { verdict }] of assessOffers(before, catalogue).entries()) {
          if (verdict !== "possible") expect(later[index]?.verdict).toBe(verdict);
        }
      }),
      { numRuns: 60 },
    );

    function deduceProfile(
      said: readonly { fact: (typeof vocabulary.facts)[number]; possible: Profile["knowledge"][number] }[],
    ) {
      return createProfile(
        vocabulary,
        said.map((statement) => ({ ...statement, words: null, span: null })),
      );
    }
  });

  test("wait for facts exactly where a fact is missing", () => {
    for (const text of ["我们是一家软件公司", "我家有老人", "种田的", "景区"]) {
      for (const { verdict, awaits, missing, reasons } of assess(applicant(text), catalogue).offers) {
        expect(awaits === null).toBe(verdict !== "possible");
        expect(missing.length > 0).toBe(awaits === "facts");
        if (verdict === "eligible") expect(reasons.every(({ met }) => met === true)).toBe(true);
        if (verdict === "not_eligible") expect(reasons.some(({ met }) => met === false)).toBe(true);
        if (awaits === "rules") expect(reasons.some(({ met }) => met === null)).toBe(true);
      }
    }
  });

  test("come with how likely they are, from shares and from what suggests them", () => {
    const conditions = catalogueOn(smallVocabulary, { fact: "research" }, { fact: "trade" });
    const likelihoods = (input: Record<string, unknown>) =>
      assessOffers(
        createProfile(smallVocabulary, readProfileInput(smallVocabulary, input).told),
        conditions,
      ).map(({ likelihood, relevance }) => [Number(likelihood.toFixed(3)), Number(relevance.toFixed(2))]);
    expect(likelihoods({})).toEqual([
      [0.18, 0],
      [0.2, 0],
    ]);
    expect(likelihoods({ firm: true })).toEqual([
      [0.3, 0],
      [0.2, 0],
    ]);
    expect(likelihoods({ firm: true, software: true })).toEqual([
      [0.8, 1.42],
      [0.2, 0],
    ]);
    expect(likelihoods({ highTech: "first" })).toEqual([
      [1, 1.74],
      [0.2, 0],
    ]);
    expect(likelihoods({ research: false })).toEqual([
      [0, 0],
      [0.2, 0],
    ]);
  });
});
