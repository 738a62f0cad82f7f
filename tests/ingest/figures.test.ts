import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findQuantities } from "../../src/domain/quantity.ts";
import { sliceSpan } from "../../src/domain/text-span.ts";
import { extractFigures } from "../../src/ingest/figures.ts";
import gold from "./figures.gold.json" with { type: "json" };
import { nameOf, provisions, sentencesOf, source } from "./lin-an-provisions.ts";

function figuresOf(text: string) {
  return extractFigures(sentencesOf(text));
}

function shown(text: string): string[] {
  return figuresOf(text).map(({ subject, printed, bound }) => `${subject}: ${printed} ${bound}`);
}

describe("the published policy", () => {
  test("every figure is there, under the words of the document", () => {
    const found = provisions
      .map((provision) => [
        nameOf(provision),
        extractFigures(provision.sentences).map(({ subject, printed }) => `${subject}: ${printed}`),
      ])
      .filter(([, figures]) => figures?.length !== 0);
    expect(Object.fromEntries(found)).toEqual(gold);
  });

  test("each figure is verbatim at its span", () => {
    for (const { sentences } of provisions) {
      for (const figure of extractFigures(sentences)) {
        expect(sliceSpan(source, figure.span)).toBe(figure.printed);
      }
    }
  });

  test("digits that are in no figure belong to a date, a document number or a name", () => {
    const left = new Set<string>();
    for (const { sentences } of provisions) {
      const figures = extractFigures(sentences);
      for (const { text, span } of sentences) {
        const known = [
          ...figures.map((figure) => figure.span),
          ...findQuantities(text)
            .filter(({ kind }) => kind === "date" || kind === "document_number")
            .map((quantity) => ({
              start: span.start + quantity.span.start,
              end: span.start + quantity.span.end,
            })),
        ];
        for (const match of text.matchAll(/[“A-Z+\d.]*\d[\d.X+个类版条%]*/g)) {
          const position = span.start + match.index;
          const covered = known.some(
            ({ start, end }) => start < position + match[0].length && position < end,
          );
          if (!covered) left.add(match[0]);
        }
      }
    }
    expect([...left].toSorted()).toEqual(
      ["1类", "2.0版", "32条", "G56", "“1+3", "“1+3+X", "“315", "“3个70%", "“415X", "“5+3"].toSorted(),
    );
  });
});

describe("subjects, bounds and years", () => {
  test.each<[string, string[]]>([
    ["对首次认定的国家高新技术企业,给予最高50万元奖励。", ["首次认定的国家高新技术企业奖励: 50万元 at_most"]],
    [
      "对年营业收入5000万元以上的企业,给予50万元奖励。",
      ["年营业收入: 5000万元 at_least", "年营业收入5000万元以上的企业奖励: 50万元 exact"],
    ],
    [
      "按实际投资额的10%给予补助,最高不超过200万元。",
      ["实际投资额: 10% exact", "实际投资额的10%给予补助: 200万元 at_most"],
    ],
    [
      "租金补贴标准为每月每平方米30元,补贴面积不超过500平方米,补贴期限不超过3年。",
      ["租金补贴标准为每月每平方米: 30元 exact", "补贴面积: 500平方米 at_most", "补贴期限: 3年 at_most"],
    ],
    [
      "设备投资额在500万元(含)以上的技改项目,按设备投资额的8%—12%给予资助,单个项目最高500万元。",
      ["设备投资额: 500万元 at_least", "设备投资额: 8%—12% exact", "单个项目: 500万元 at_most"],
    ],
    ["营收首次突破1亿元、5亿元的企业", ["营收: 1亿元 at_least", "营收: 5亿元 at_least"]],
    [
      "培育专精特新企业100家左右,带动就业约2000人",
      ["培育专精特新企业: 100家 about", "带动就业: 2000人 about"],
    ],
    ["组织不少于10个外贸团组", ["外贸团组: 10个 at_least"]],
    ["不良率保持在1%以下,上市企业20余家", ["不良率: 1% at_most", "上市企业: 20余家 at_least"]],
    ["开工改造项目1个共20栋房屋", ["开工改造项目: 1个 exact", "房屋: 20栋 exact"]],
    ["落实“八条”和《人才新政30条》,用好G60通道、5G网络和1类设备", []],
  ])("%s", (text, expected) => {
    expect(shown(text)).toEqual(expected);
  });

  test("the year of a sentence holds until another is stated", () => {
    const years = figuresOf(
      "新增企业5家。2024年新增企业6家,投资7亿元。全年完成8项。到2025年达到9家。2026—2028年共10家。",
    ).map(({ printed, year }) => [printed, year]);
    expect(years).toEqual([
      ["5家", null],
      ["6家", 2024],
      ["7亿元", 2024],
      ["8项", 2024],
      ["9家", 2025],
      ["10家", 2025],
    ]);
  });

  test("a range has both ends", () => {
    expect(figuresOf("举办1—2场会议")).toMatchObject([
      { value: 1, upperValue: 2, unit: "场", printed: "1—2场" },
    ]);
  });

  test("a multiplier without unit is kept as printed", () => {
    expect(figuresOf("参保人数达到37万。")).toMatchObject([
      { subject: "参保人数", printed: "37万", value: 370_000, unit: "万", baseUnit: "" },
    ]);
  });
});

test("figures are verbatim and in order for any text", () => {
  const pieces = [..."新增企业家个元万亿年月%以上不超过最高,。、;:()“”《》的 0123456789.一二三十百—至"];
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...pieces), maxLength: 60 })),
      (text) => {
        let end = 0;
        for (const figure of figuresOf(text)) {
          expect(sliceSpan(text, figure.span)).toBe(figure.printed);
          expect(figure.span.start).toBeGreaterThanOrEqual(end);
          end = figure.span.end;
        }
      },
    ),
    { numRuns: 500 },
  );
});
