import { describe, expect, it } from "vitest";
import {
  addDays,
  addMonths,
  findDates,
  lastDayOfMonth,
  lastDayOfPeriod,
  readDate,
} from "../../src/ingest/official-dates.ts";

describe("findDates", () => {
  it.each([
    ["2024年3月5日", "2024-03-05"],
    ["2024 年 3 月 5 日", "2024-03-05"],
    ["２０２４年３月５日", "2024-03-05"],
    ["二〇二四年三月五日", "2024-03-05"],
    ["二○一一年十一月二十九日", "2011-11-29"],
    ["二OO六年二月二十日", "2006-02-20"],
    ["二00五年十月三十一日", "2005-10-31"],
    ["2024-03-05", "2024-03-05"],
    ["2024/3/5 10:20", "2024-03-05"],
    ["2025年5月", "2025-05"],
    ["二〇二四年三月", "2024-03"],
  ])("reads %s", (text, iso) => expect(findDates(text).map((date) => date.iso)).toEqual([iso]));

  it.each(["2024年13月1日", "2023年2月29日", "2024年", "3月5日", "1234567-12-01"])(
    "reads none in %s",
    (text) => expect(findDates(text)).toEqual([]),
  );

  it("tells where each one stands", () => {
    const text = "自2024年1月1日起,至2026年12月31日止";
    expect(findDates(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      "2024年1月1日",
      "2026年12月31日",
    ]);
  });
});

it("reads a date only from a text that is one", () => {
  expect(readDate(" 2024年3月5日 ")).toBe("2024-03-05");
  expect(readDate("2024年3月5日印发")).toBeNull();
});

it("counts days and months", () => {
  expect(addDays("2024-02-28", 2)).toBe("2024-03-01");
  expect(addMonths("2024-01-31", 1)).toBe("2024-02-29");
  expect(addMonths("2024-11-15", 3)).toBe("2025-02-15");
  expect(lastDayOfMonth("2025-02")).toBe("2025-02-28");
  expect(lastDayOfPeriod("2024-04-01", 36)).toBe("2027-03-31");
  expect(lastDayOfPeriod("2024-02-29", 12)).toBe("2025-02-28");
});
