import { daysOf } from "./calendar.ts";
import { type Fact, type FactTest, no, type Possible, yes } from "./fact.ts";
import type { FactTestData } from "./fact-schema.ts";
import { anyNumber, type Interval, intersection } from "./interval.ts";

/** A test that names something that is not there; `message` says what, for people. */
export interface TestFault {
  readonly message: string;
}

export function isFault(bound: FactTest | TestFault): bound is TestFault {
  return "message" in bound;
}

/** Connects a written test to the fact it names. */
export function bindTest(test: FactTestData, findFact: (name: string) => Fact | null): FactTest | TestFault {
  const fact = findFact(test.fact);
  if (fact === null) return { message: `没有名为“${test.fact}”的情况` };
  const wanted = wantedOf(test, fact);
  return typeof wanted === "string" ? { message: `${fact.name}: ${wanted}` } : { fact, wanted };
}

function wantedOf(test: FactTestData, fact: Fact): Possible | string {
  const { fact: _, is, in: options, from, until, ...bounds } = test;
  const hasBounds = Object.values(bounds).some((bound) => bound !== undefined);
  const hasDays = from !== undefined || until !== undefined;
  switch (fact.type) {
    case "boolean":
      if (options !== undefined || hasBounds || hasDays) return "是非的情况只能用 is";
      return is === false ? no : yes;
    case "choice": {
      if (is !== undefined || hasBounds || hasDays) return "选项的情况只能用 in";
      if (options === undefined) return fact.positive;
      return maskOf(fact, options);
    }
    case "number":
      if (is !== undefined || options !== undefined || hasDays)
        return "数值的情况只能用 atLeast、above、atMost、below";
      return hasBounds ? (rangeOf(bounds) ?? "上下限之间没有数") : "缺少 atLeast、above、atMost 或 below";
    case "date":
      if (is !== undefined || options !== undefined || hasBounds) return "日期的情况只能用 from、until";
      return hasDays ? (periodOf(from, until) ?? "不是有效的日期,或起止颠倒") : "缺少 from 或 until";
  }
}

/** The bits of options by their names, or what is wrong with a name. */
export function maskOf(fact: Pick<Fact, "options">, names: readonly string[]): number | string {
  let mask = 0;
  for (const name of names) {
    const position = fact.options.findIndex((option) => option.name === name);
    if (position < 0) return `没有名为“${name}”的选项`;
    mask |= 1 << position;
  }
  return mask === 0 ? "没有选项" : mask;
}

export interface NumberBounds {
  readonly atLeast?: number | undefined;
  readonly above?: number | undefined;
  readonly atMost?: number | undefined;
  readonly below?: number | undefined;
}

/** Null where no number lies within the bounds. */
export function rangeOf({ atLeast, above, atMost, below }: NumberBounds): Interval | null {
  const parts: Interval[] = [];
  if (atLeast !== undefined) parts.push({ ...anyNumber, low: atLeast });
  if (above !== undefined) parts.push({ ...anyNumber, low: above, lowOpen: true });
  if (atMost !== undefined) parts.push({ ...anyNumber, high: atMost });
  if (below !== undefined) parts.push({ ...anyNumber, high: below, highOpen: true });
  return parts.reduce<Interval | null>(
    (range, part) => (range === null ? null : intersection(range, part)),
    anyNumber,
  );
}

/** From the first day of `from` to the last day of `until`; null for what is no date or no period. */
export function periodOf(from: string | undefined, until: string | undefined): Interval | null {
  const first = from === undefined ? anyNumber : daysOf(from);
  const last = until === undefined ? anyNumber : daysOf(until);
  if (first === null || last === null) return null;
  return rangeOf({ atLeast: first.low, atMost: last.high });
}
