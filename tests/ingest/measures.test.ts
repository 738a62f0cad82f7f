import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sliceSpan } from "../../src/domain/text-span.ts";
import { extractFigures } from "../../src/ingest/figures.ts";
import { extractMeasures } from "../../src/ingest/measures.ts";
import { nameOf, provisions, sentencesOf, source } from "./lin-an-provisions.ts";
import otherDistricts from "./other-districts.json" with { type: "json" };

function measuresOf(text: string, title = "") {
  return extractMeasures(sentencesOf(text), { title });
}

function offersOf(clause: string): (string | null)[][] {
  const provision = provisions.find((candidate) => nameOf(candidate) === clause);
  if (provision === undefined) throw new Error(`no clause ${clause}`);
  return extractMeasures(provision.sentences, { title: provision.title })
    .filter((measure) => measure.kind === "support")
    .map(({ audience, action, condition }) => [audience, action, condition]);
}

describe("the published policy", () => {
  test("every piece of a measure is verbatim in its sentence, and the sentence at its span", () => {
    for (const provision of provisions) {
      for (const measure of extractMeasures(provision.sentences, { title: provision.title })) {
        expect(sliceSpan(source, measure.span)).toBe(measure.sentence);
        for (const piece of [measure.audience, measure.action, measure.condition]) {
          if (piece !== null) expect(measure.sentence).toContain(piece);
        }
        expect(measure.action).not.toBe("");
      }
    }
  });

  test.each<[string, (string | null)[][]]>([
    [
      "18",
      [
        [
          "首次认定的省科技领军企业、省科技小巨人企业、高新技术企业、新雏鹰企业、浙江省科技型中小企业",
          "给予奖励",
          "首次认定",
        ],
        ["重新认定通过的高新技术企业", "给予奖励", "重新认定通过"],
      ],
    ],
    [
      "20",
      [
        ["科技企业", "提供特色化金融支持", null],
        ["科技创新企业", "给予奖励", "成功引进各类创业投资基金、私募股权投资基金"],
        ["获得科技企业贷款风险池基金贷款的企业", "给予补助", "获得科技企业贷款风险池基金贷款"],
      ],
    ],
    [
      "40",
      [
        ["获评国家体育产业示范单位、示范基地", "分别给予一定奖励", "获评国家体育产业示范单位、示范基地"],
        [
          "首次获得经相关主管部门认定的省级、国家级等示范性称号的文旅体企业",
          "分别给予一定奖励",
          "首次获得经相关主管部门认定的省级、国家级等示范性称号",
        ],
        [
          "各镇(街道)",
          "根据效益评估给予一定的经费支持",
          "在基层体育场地的建设和维护、各类省市赛事的承办中投入经费",
        ],
      ],
    ],
    [
      "54",
      [
        ["低收入农户", "落实低收入农户小额信贷财政贴息政策", null],
        [
          "为临安区中小微、“三农”等市场主体提供担保业务的融资担保机构",
          "给予一定比例的保费补贴和风险补偿",
          null,
        ],
      ],
    ],
    ["69", [["符合条件的二孩、三孩家庭", "一次性发放孕产、育儿补助", "符合条件"]]],
    ["67", []],
  ])("clause %s offers", (clause, offers) => {
    expect(offersOf(clause)).toEqual(offers);
  });
});

describe("sentences as other districts write them", () => {
  test.each(otherDistricts)("$text", ({ text, kind, audience, condition, figures, ...expected }) => {
    const measures = measuresOf(text);
    expect(extractFigures(sentencesOf(text)).map(({ printed }) => printed)).toEqual(figures);
    if (kind === null) {
      expect(measures).toEqual([]);
      return;
    }
    const measure = measures.find((candidate) => candidate.kind === kind);
    expect(measure).toMatchObject({ kind, audience, condition });
    if ("action" in expected) expect(measure?.action).toBe(expected.action);
    if (kind !== "support") expect(measures.map((candidate) => candidate.kind)).not.toContain("support");
  });
});

test("under a title about budget money only a sentence that says 对… offers something", () => {
  const kinds = (text: string) => measuresOf(text, "强化财政资金保障").map((measure) => measure.kind);
  expect(kinds("落实养老机构运营补贴。")).toEqual(["guarantee"]);
  expect(kinds("对养老机构给予运营补贴。")).toEqual(["support"]);
  expect(measuresOf("落实养老机构运营补贴。").map((measure) => measure.kind)).toEqual(["support"]);
});

test("pieces are verbatim for any text", () => {
  const pieces = [
    "对",
    "企业",
    "给予",
    "奖励",
    "的",
    ",",
    "。",
    ";",
    "、",
    "按",
    "根据",
    "支持",
    "鼓励",
    "符合条件",
    "补贴",
    "50万元",
    "10%",
    "落实",
    "政策",
    "国家",
    "在",
    "为",
    "提供",
    "担保",
    "将",
    "纳入",
    "(",
    ")",
    "“",
    "”",
    "优先采购",
    "免收",
    "分别",
    "每家",
    "免费",
    "培训",
    "2024年",
  ];
  const text = fc.oneof(
    fc.string(),
    fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((all) => all.join("")),
  );
  fc.assert(
    fc.property(text, (policy) => {
      for (const measure of measuresOf(policy)) {
        expect(sliceSpan(policy, measure.span)).toBe(measure.sentence);
        for (const piece of [measure.audience, measure.action, measure.condition]) {
          if (piece !== null) expect(measure.sentence).toContain(piece);
        }
      }
    }),
    { numRuns: 1000 },
  );
});

test.each(["1家,", "落实", "对企业,", "由财政", "“1家", "企业、"])(
  "a sentence of nothing but %j is read in time that grows with its length alone",
  (piece) => {
    const sentences = sentencesOf(piece.repeat(20_000));
    const started = performance.now();
    extractMeasures(sentences, { title: "" });
    extractFigures(sentences);
    expect(performance.now() - started).toBeLessThan(2000);
  },
);
