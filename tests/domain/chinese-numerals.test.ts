import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  formatChineseNumber,
  parseChineseNumber,
  shiftDecimalPoint,
} from "../../src/domain/chinese-numerals.ts";

describe("parseChineseNumber", () => {
  test.each<[string, number]>([
    ["一百二十三", 123],
    ["二〇二四", 2024],
    ["二零二四", 2024],
    ["五点九", 5.9],
    ["五点九亿", 590_000_000],
    ["零点五", 0.5],
    ["两千", 2000],
    ["两", 2],
    ["廿三", 23],
    ["卅", 30],
    ["十", 10],
    ["十八", 18],
    ["〇", 0],
    ["零", 0],
    ["一千零一", 1001],
    ["一千零一十", 1010],
    ["一百十三", 113],
    ["一百二", 120],
    ["一万二", 12_000],
    ["三万五千", 35_000],
    ["一亿零五百万", 105_000_000],
    ["一万二千亿", 1_200_000_000_000],
    ["1亿2000万", 120_000_000],
    ["伍拾万", 500_000],
    ["3.5", 3.5],
    ["5.9亿", 590_000_000],
    ["2.15亿", 215_000_000],
    ["13.828亿", 1_382_800_000],
    ["5千", 5000],
    ["590,000,000", 590_000_000],
    ["12", 12],
    ["3.5", 3.5],
  ])("%s is %d", (text, value) => {
    expect(parseChineseNumber(text)).toBe(value);
  });

  test.each([
    "",
    "亿",
    "点五",
    "五点",
    "一体化",
    "二十两",
    "两二",
    "1,23",
    "1.2.3",
    "一百二百",
    "十百",
    "三亿亿亿",
    "330185199001011234",
    " 3",
    "-3",
    "1e3",
    "一万五十万",
  ])("%j is no number", (text) => {
    expect(parseChineseNumber(text)).toBeNull();
  });

  test("reads back every number that is written", () => {
    for (let value = 1; value <= 9999; value += 1) {
      expect(parseChineseNumber(formatChineseNumber(value))).toBe(value);
    }
  });

  test("reads a number written digit by digit", () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 999_999 }), (value) => {
        const spelled = [...String(value)]
          .map((digit) => "〇一二三四五六七八九".charAt(Number(digit)))
          .join("");
        expect(parseChineseNumber(spelled)).toBe(value);
      }),
    );
  });

  test("reads a decimal with a multiplier without rounding", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), (cents) => {
        const printed = (cents / 10_000).toFixed(4);
        expect(parseChineseNumber(`${printed}亿`)).toBe(cents * 10_000);
      }),
    );
  });

  test("gives a finite number or null for any text", () => {
    const numeralText = fc.string({ unit: fc.constantFrom(..."零〇一二两九十百千万亿点廿壹0159,.5") });
    fc.assert(
      fc.property(fc.oneof(fc.string(), numeralText), (text) => {
        const value = parseChineseNumber(text);
        expect(value === null || (Number.isFinite(value) && value >= 0)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("formatChineseNumber", () => {
  test.each<[number, string]>([
    [1, "一"],
    [10, "十"],
    [11, "十一"],
    [20, "二十"],
    [74, "七十四"],
    [100, "一百"],
    [101, "一百零一"],
    [110, "一百一十"],
    [123, "一百二十三"],
    [1001, "一千零一"],
    [1010, "一千零一十"],
    [9999, "九千九百九十九"],
  ])("%d is %s", (value, spelled) => {
    expect(formatChineseNumber(value)).toBe(spelled);
  });

  test.each([0, 10_000, 1.5, -1, Number.NaN])("refuses %d", (value) => {
    expect(() => formatChineseNumber(value)).toThrow(RangeError);
  });
});

test("shiftDecimalPoint multiplies in decimal", () => {
  expect(shiftDecimalPoint(2.15, 8)).toBe(215_000_000);
  expect(shiftDecimalPoint(4.46, 8)).toBe(446_000_000);
  expect(shiftDecimalPoint(65, -2)).toBe(0.65);
});
