import type { Interval } from "./interval.ts";

const isoDay = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const dayLength = 86_400_000;

/**
 * The days of a year, a month or a day, as numbers of days since 1970: `2021` is 366 days long in a leap year.
 * Null for what is no date.
 */
export function daysOf(date: string): Interval | null {
  const [, yearText, monthText, dayText] = isoDay.exec(date) ?? [];
  if (yearText === undefined) return null;
  const year = Number(yearText);
  const month = monthText === undefined ? null : Number(monthText);
  const day = dayText === undefined ? null : Number(dayText);
  const first = dayNumber(year, month ?? 1, day ?? 1);
  if (isoDayOf(first).slice(0, date.length) !== date) return null;
  const next =
    month === null ? dayNumber(year + 1, 1, 1) : day === null ? dayNumber(year, month + 1, 1) : first + 1;
  return { low: first, lowOpen: false, high: next - 1, highOpen: false };
}

export function isoDayOf(day: number): string {
  return new Date(day * dayLength).toISOString().slice(0, 10);
}

function dayNumber(year: number, month: number, day: number): number {
  return Math.round(Date.UTC(year, month - 1, day) / dayLength);
}
