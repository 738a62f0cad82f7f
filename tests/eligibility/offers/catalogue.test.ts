import { describe, expect, test } from "vitest";
import { assess } from "../../../src/eligibility/assess.ts";
import { readProfileInput } from "../../../src/eligibility/facts/fact-value.ts";
import { createProfile } from "../../../src/eligibility/facts/profile.ts";
import { withinDocuments } from "../../../src/eligibility/offers/catalogue.ts";
import { openCatalogue } from "../../../src/eligibility/offers/open-catalogue.ts";
import { smallVocabulary } from "../facts/small-vocabulary.ts";
import { document as linAn, offersText, reader, vocabulary } from "../lin-an-catalogue.ts";
import { catalogueOf, digestOf, documentOf } from "../small-catalogue.ts";

const document = documentOf(
  "奖励高企。对首次认定的高企给予奖励20万元。对重新认定的高企给予奖励。",
  "发展目标。力争新增高企65家。",
  "支持外贸。对做外贸的企业给予补助。",
);

const first = {
  name: "first-recognition",
  support: "奖励",
  nature: "support",
  quote: "对首次认定的高企给予奖励20万元",
  gives: "给予奖励20万元",
  amount: "20万元",
  audience: ["firm"],
  conditions: { fact: "highTech", in: ["first"] },
};
const renewed = {
  name: "renewal",
  support: "奖励",
  nature: "support",
  quote: "对重新认定的高企给予奖励",
  gives: "给予奖励",
  audience: ["firm"],
  conditions: { fact: "highTech", in: ["renewed"] },
};
const decisions = [
  { clause: "1", digest: digestOf(document, "1"), reason: "两种奖励", offers: [first, renewed] },
  { clause: "2", digest: digestOf(document, "2"), none: "只是目标", soundsLike: { fact: "highTech" } },
];

function opened(...clauses: readonly unknown[]) {
  const catalogue = catalogueOf(document, { clauses }, smallVocabulary);
  return {
    catalogue,
    messages: catalogue.problems.map(({ message }) => message),
    offers: catalogue.offers.map(({ id, state }) => `${id.slice("small/".length)} ${state}`),
  };
}

test("what people decided stands beside what the rules draft", () => {
  const { catalogue, messages, offers } = opened(...decisions);
  expect(messages).toEqual([]);
  expect(offers).toEqual(["1#first-recognition reviewed", "1#renewal reviewed", "3#draft-1 draft"]);
  expect(catalogue.noOffers.map(({ clause, reason }) => [clause.id, reason])).toEqual([
    ["small/2", "只是目标"],
  ]);
  expect(catalogue.undecided.map(({ id }) => id)).toEqual(["small/3"]);
});

test("without a file everything is a draft, and a draft never says that somebody qualifies", () => {
  const drafts = openCatalogue([{ document: linAn, offers: null }], vocabulary, reader.mentions);
  expect(drafts.problems).toEqual([]);
  expect(new Set(drafts.offers.map(({ state }) => state))).toEqual(new Set(["draft"]));
  expect(drafts.undecided).toHaveLength(74);
  for (const text of ["今年首次认定的高企,做软件,有研发", "我家二胎,低保户,残疾", "农户,种水稻,贷款"]) {
    const { offers } = assess(createProfile(vocabulary, reader.read(text, "2024-11-20")), drafts);
    expect(offers.filter(({ verdict }) => verdict === "eligible")).toEqual([]);
    expect(offers.filter(({ verdict }) => verdict === "possible").length).toBeGreaterThan(0);
  }
});

describe("a changed clause", () => {
  const changed = documentOf(
    "奖励高企。对首次认定的高企给予奖励30万元。对重新认定的高企给予奖励。",
    "发展目标。力争新增高企70家。",
    "支持外贸。对做外贸的企业给予补助。",
  );

  test("keeps what is still in it, marks it for review, and names what is not", () => {
    const catalogue = catalogueOf(changed, { clauses: decisions }, smallVocabulary);
    expect(catalogue.offers.map(({ id, state }) => [id, state])).toEqual([
      ["small/1#renewal", "needs_review"],
      ["small/3#draft-1", "draft"],
    ]);
    expect(catalogue.noOffers.map(({ state }) => state)).toEqual(["needs_review"]);
    expect(catalogue.problems.map(({ message }) => message)).toEqual([
      `small/offers.json: “1”的条文已变,原来的判断待复核(现在的 digest:${digestOf(changed, "1")})`,
      "small/offers.json: “small/1#first-recognition”引用的话不在条文中:“对首次认定的高企给予奖励20万元”",
      "small/offers.json: “small/1#first-recognition”引用的话不在条文中:“给予奖励20万元”",
      "small/offers.json: “small/1#first-recognition”引用的话不在条文中:“20万元”",
      `small/offers.json: “2”的条文已变,原来的判断待复核(现在的 digest:${digestOf(changed, "2")})`,
    ]);
  });

  test("of the published policy touches no other clause", () => {
    const edited = {
      ...linAn,
      provisions: linAn.provisions.map((provision) =>
        provision.number === 18 ? { ...provision, text: `${provision.text}另行规定。` } : provision,
      ),
    };
    const catalogue = openCatalogue(
      [{ document: edited, offers: { text: offersText, at: "offers.json" } }],
      vocabulary,
      reader.mentions,
    );
    const marked = catalogue.offers.filter(({ state }) => state === "needs_review").map(({ id }) => id);
    expect(marked).toEqual(["lin-an-2024/18#first-recognition", "lin-an-2024/18#renewed-high-tech"]);
    expect(catalogue.problems).toHaveLength(1);
  });
});

describe("what is wrong in a file is named and leaves out only itself", () => {
  const digest = digestOf(document, "1");
  const withOffer = (change: object): unknown => ({
    clause: "1",
    digest,
    reason: "奖励",
    offers: [{ ...first, ...change }, renewed],
  });

  test.each<[string, object, string]>([
    [
      "a quote that is not there",
      { quote: "给予重奖" },
      "“small/1#first-recognition”引用的话不在条文中:“给予重奖”",
    ],
    [
      "an amount that is not printed",
      { amount: "25万元" },
      "“small/1#first-recognition”引用的话不在条文中:“25万元”",
    ],
    [
      "a quote of a condition that is not there",
      { conditions: { fact: "firm", quote: "任何企业" } },
      "“small/1#first-recognition”引用的话不在条文中:“任何企业”",
    ],
    [
      "an unknown fact",
      { conditions: { fact: "turnover" } },
      "“small/1#first-recognition”的条件无效:没有名为“turnover”的情况",
    ],
    [
      "an unknown option",
      { conditions: { fact: "highTech", in: ["fourth"] } },
      "“small/1#first-recognition”的条件无效:highTech: 没有名为“fourth”的选项",
    ],
    [
      "an unknown audience",
      { audience: ["everyone"] },
      "“small/1#first-recognition”的适用对象“everyone”没有定义",
    ],
    [
      "an offer given twice",
      { name: "renewal", quote: "给予奖励", gives: "给予奖励", amount: null },
      "“small/1#renewal”写了两次,只用第一次的",
    ],
  ])("%s", (_, change, message) => {
    const { messages, offers } = opened(withOffer(change), decisions[1]);
    expect(messages).toEqual([`small/offers.json: ${message}`]);
    expect(offers).toContain("1#renewal reviewed");
    expect(offers).toContain("3#draft-1 draft");
  });

  test("a clause that is not there, and one decided twice", () => {
    const { messages, offers } = opened(...decisions, { ...decisions[1], clause: "9" }, decisions[1]);
    expect(messages).toEqual([
      "small/offers.json: 没有“9”这一条",
      "small/offers.json: “2”写了两次,只用第一次的",
    ]);
    expect(offers).toContain("1#first-recognition reviewed");
  });

  test("a decision that is none", () => {
    const { messages, offers } = opened({ clause: "2", digest }, decisions[0]);
    expect(messages).toEqual([expect.stringMatching(/^small\/offers\.json: clauses\[0\]: /)]);
    expect(offers).toContain("1#first-recognition reviewed");
  });

  test.each(["{", "[]", '{"clauses": 3}'])("a file that is none: %s", (text) => {
    const catalogue = catalogueOf(document, text, smallVocabulary);
    expect(catalogue.problems).toHaveLength(1);
    expect(catalogue.offers.map(({ state }) => state)).toContain("draft");
  });
});

describe("what holds for a whole document", () => {
  const territory = {
    condition: { fact: "here", label: "在本区" },
    provision: "preamble",
    quote: "结合我区实际",
  };
  const verdictOf = (file: object, input: Record<string, unknown>) => {
    const catalogue = catalogueOf(document, file, smallVocabulary);
    const profile = createProfile(smallVocabulary, readProfileInput(smallVocabulary, input).told);
    return { catalogue, ...assess(profile, catalogue) };
  };

  test("its territory, but for offers that reach further", () => {
    const file = (anywhere: boolean) => ({
      territory,
      clauses: [
        { clause: "1", digest: digestOf(document, "1"), reason: "奖励", offers: [{ ...first, anywhere }] },
      ],
    });
    const elsewhere = { highTech: "first", here: false };
    expect(verdictOf(file(false), elsewhere).offers[0]).toMatchObject({ verdict: "not_eligible" });
    expect(verdictOf(file(false), elsewhere).offers[0]?.reasons).toContainEqual({
      condition: "在本区",
      quote: "结合我区实际",
      met: false,
    });
    expect(verdictOf(file(false), { highTech: "first" }).offers[0]).toMatchObject({ verdict: "eligible" });
    expect(verdictOf(file(true), elsewhere).offers[0]).toMatchObject({ verdict: "eligible" });
  });

  test("what other documents offer is left out where only some are asked for", () => {
    const stacking = [{ rule: "once", provision: "1", quote: "给予奖励", offers: ["1#renewal"] }];
    const whole = catalogueOf(document, { stacking, clauses: decisions }, smallVocabulary);
    const { table, offers, noOffers, stacking: rules } = whole;
    expect(withinDocuments(whole, ["small"])).toEqual({ table, offers, noOffers, stacking: rules });
    expect(withinDocuments(whole, ["other"])).toEqual({ table, offers: [], noOffers: [], stacking: [] });
  });

  test("rules on having several offers, told where several are open", () => {
    const stacking = [
      { rule: "best_of", provision: "1", quote: "给予奖励", offers: ["1#first-recognition", "1#renewal"] },
    ];
    const { stacking: none } = verdictOf({ stacking, clauses: decisions }, { highTech: "first" });
    const { stacking: both } = verdictOf(
      { stacking, clauses: decisions },
      { highTech: ["first", "renewed"] },
    );
    expect([none.length, both.length]).toEqual([0, 1]);
    expect(both[0]).toMatchObject({ rule: "best_of", provisionId: "small/1", quote: "给予奖励" });
  });

  test.each<[object, string]>([
    [
      { territory: { ...territory, quote: "本省" }, clauses: decisions },
      "territory 引用的话不在“preamble”中:“本省”",
    ],
    [
      { stacking: [{ rule: "once", provision: "1", quote: "不重复享受" }], clauses: decisions },
      "stacking 引用的话不在“1”中:“不重复享受”",
    ],
    [
      {
        stacking: [{ rule: "once", provision: "1", quote: "给予奖励", offers: ["1#nothing"] }],
        clauses: decisions,
      },
      "stacking 提到的“small/1#nothing”没有定义",
    ],
  ])("%j", (file, message) => {
    const { catalogue } = verdictOf(file, {});
    expect(catalogue.problems.map((problem) => problem.message)).toEqual([`small/offers.json: ${message}`]);
    expect(catalogue.offers).toHaveLength(3);
  });
});
