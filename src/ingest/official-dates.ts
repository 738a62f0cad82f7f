import { parseChineseNumber } from "../domain/chinese-numerals.ts";

/** A date as an official text prints it; `iso` has no day where none is printed. */
export interface PrintedDate {
  readonly iso: string;
  readonly start: number;
  readonly end: number;
}

const digits = "[0-9０-９]";
const chineseYear = "[一二三四五六七八九〇零○ＯO0]{4}";
const chineseSmall = "[一二三四五六七八九十]{1,3}";
const gap = "[ \\t\\u3000\\u00a0]*";
const printedDate = new RegExp(
  [
    `(?<year>${digits}{4}|${chineseYear})${gap}年${gap}(?<month>${digits}{1,2}|${chineseSmall})${gap}月(?:${gap}(?<day>${digits}{1,2}|${chineseSmall})${gap}[日号])?`,
    `(?<![0-9])(?<isoYear>(?:19|20)[0-9]{2})[-/.](?<isoMonth>[0-9]{1,2})(?:[-/.](?<isoDay>[0-9]{1,2}))?(?![0-9])`,
  ].join("|"),
  "gu",
);

/** The dates of the text, in order: 2024年3月5日, 二〇二四年三月五日, 2024-03-05, 2024年3月. */
export function findDates(text: string): PrintedDate[] {
  return [...text.matchAll(printedDate)].flatMap((match) => {
    const groups = match.groups ?? {};
    const iso = isoDate(
      groups["year"] ?? groups["isoYear"] ?? "",
      groups["month"] ?? groups["isoMonth"] ?? "",
      groups["day"] ?? groups["isoDay"],
    );
    return iso === null ? [] : [{ iso, start: match.index, end: match.index + match[0].length }];
  });
}

/** The date that is the whole of the text but for white space, or null. */
export function readDate(text: string): string | null {
  const date = findDates(text)[0];
  if (date === undefined || text.slice(0, date.start).trim() !== "") return null;
  return text.slice(date.end).trim() === "" ? date.iso : null;
}

function isoDate(year: string, month: string, day: string | undefined): string | null {
  // 二○○五, 二OO五 and 二00五 are all the same year.
  const spelledYear = /^[0-9０-９]+$/.test(year) ? year : year.replace(/[OＯ0]/g, "〇");
  const [y, m, d] = [spelledYear, month, ...(day === undefined ? [] : [day])].map(parseChineseNumber);
  if (
    y === undefined ||
    y === null ||
    y < 1900 ||
    y > 2200 ||
    m === undefined ||
    m === null ||
    m < 1 ||
    m > 12
  )
    return null;
  const yearAndMonth = `${y}-${String(m).padStart(2, "0")}`;
  if (d === undefined) return yearAndMonth;
  if (d === null || d < 1 || d > daysInMonth(y, m)) return null;
  return `${yearAndMonth}-${String(d).padStart(2, "0")}`;
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** @param iso a full date */
export function addDays(iso: string, days: number): string {
  return new Date(Date.parse(`${iso}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The last day of a period of so many months that begins with the day: 2024-04-01 and 12 months give 2025-03-31. */
export function lastDayOfPeriod(from: string, months: number): string {
  const after = addMonths(from, months);
  // From 29 February a year runs to 28 February, which no 29th follows.
  return after.slice(8) === from.slice(8) ? addDays(after, -1) : after;
}

/** The same day of the month so many months later; the month's last day where it has no such day. */
export function addMonths(iso: string, months: number): string {
  const [year = 0, month = 1, day = 1] = iso.split("-").map(Number);
  const target = year * 12 + month - 1 + months;
  const targetYear = Math.floor(target / 12);
  const targetMonth = (target % 12) + 1;
  const targetDay = Math.min(day, daysInMonth(targetYear, targetMonth));
  return `${targetYear}-${String(targetMonth).padStart(2, "0")}-${String(targetDay).padStart(2, "0")}`;
}

/** @param month `2024-03` */
export function lastDayOfMonth(month: string): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return `${month}-${String(daysInMonth(year, number)).padStart(2, "0")}`;
}

/** Whether the date names a day. */
export function hasDay(iso: string): boolean {
  return iso.length === 10;
}
