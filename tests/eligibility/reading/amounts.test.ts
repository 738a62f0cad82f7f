import { expect, test } from "vitest";
import { readAmounts } from "../../../src/eligibility/reading/amounts.ts";
import { readTimes } from "../../../src/eligibility/reading/times.ts";

const infinite = Number.POSITIVE_INFINITY;

test.each<[string, [low: number, high: number, unit: string, open?: "low" | "high"][]]>([
  ["三百多万", [[3_000_000, 4_000_000, "", "high"]]],
  ["2000多万元", [[20_000_000, 30_000_000, "元", "high"]]],
  ["一个多亿", [[100_000_000, 200_000_000, "", "high"]]],
  ["三个亿", [[300_000_000, 300_000_000, ""]]],
  ["两三百万", [[2_000_000, 3_000_000, ""]]],
  ["三五十人", [[30, 50, "人"]]],
  ["几百万", [[2_000_000, 10_000_000, "", "high"]]],
  ["上千万", [[10_000_000, infinite, ""]]],
  ["十几个人", [[10, 20, "人", "high"]]],
  ["百来号人", [[100, 200, "人", "high"]]],
  ["二十来个", [[18, 22, "个"]]],
  ["近一千万", [[9_000_000, 11_000_000, ""]]],
  ["50万左右", [[450_000, 550_000, ""]]],
  ["不到50人", [[-infinite, 50, "人", "high"]]],
  ["不足50人", [[-infinite, 50, "人", "high"]]],
  ["不超过50人", [[-infinite, 50, "人"]]],
  ["50人以下", [[-infinite, 50, "人"]]],
  ["50人以上", [[50, infinite, "人"]]],
  ["至少50人", [[50, infinite, "人"]]],
  ["超过2亿", [[200_000_000, infinite, "", "low"]]],
  ["3-5个人", [[3, 5, "人"]]],
  ["我今年四十九,", [[49, 49, "岁"]]],
  ["我妈68", [[68, 68, "岁"]]],
  ["七十多岁", [[70, 80, "岁", "high"]]],
  ["5.9亿元", [[590_000_000, 590_000_000, "元"]]],
  ["千项万亿", []],
  ["第十八条", []],
])("%s", (text, expected) => {
  expect(readAmounts(text).map(({ range, unit }) => ({ ...range, unit }))).toEqual(
    expected.map(([low, high, unit, open]) => ({
      low,
      high,
      lowOpen: open === "low",
      highOpen: open === "high",
      unit,
    })),
  );
});

test("two amounts do not melt into one", () => {
  expect(readAmounts("员工三十多人,一年研发两三百万").map(({ span }) => span.start)).toEqual([2, 7, 11]);
});

test.each<[string, [first: number, last: number][]]>([
  ["去年", [[2023, 2023]]],
  ["大前年", [[2021, 2021]]],
  ["上个月", [[2024, 2024]]],
  ["三年前", [[2020, 2021]]],
  ["第四年", [[2020, 2021]]],
  ["开了八年", [[2015, 2016]]],
  ["2021年5月", [[2021, 2021]]],
  ["二〇二一年", [[2021, 2021]]],
  ["21年认定", [[2021, 2021]]],
  ["93年的房子", [[1993, 1993]]],
  ["九十年代", [[1990, 1999]]],
  ["八几年", [[1980, 1989]]],
  ["刚评上", [[2023, 2024]]],
  ["2031年", []],
  ["20年的老店", []],
])("%s", (text, expected) => {
  expect(readTimes(text, "2024-11-20").map(({ years }) => [years.low, years.high])).toEqual(expected);
});
