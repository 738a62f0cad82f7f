import {
  complementOfInterval,
  containsInterval,
  type Interval,
  intersection,
  sameInterval,
} from "./interval.ts";

/** True, false, or unknown. */
export type Truth = boolean | null;

/** One of the values of a yes-or-no fact or a choice. */
export interface FactOption {
  readonly name: string;
  readonly label: string;
  /** How many have it, of those of whom all is true that the fact implies. */
  readonly share: number;
}

/** The options still possible, one bit each in their order, or the range still possible. */
export type Possible = number | Interval;

/** One thing that can be known about an applicant. */
export interface Fact {
  /** Its place in the vocabulary. */
  readonly index: number;
  readonly name: string;
  readonly label: string;
  readonly type: "boolean" | "choice" | "number" | "date";
  readonly audience: readonly string[];
  /** `false` and `true` for a yes-or-no fact; empty for numbers and dates. */
  readonly options: readonly FactOption[];
  /** What is possible while nothing is known. */
  readonly everything: Possible;
  /** What naming it leaves possible: yes, or the options of those who have it. */
  readonly positive: Possible;
  /** No, or the option of those who never had it; 0 where there is none. Whoever lacks what it implies has this. */
  readonly absent: number;
  readonly unit: string | null;
  /** Least possible, quartiles, most possible; in days since 1970 for a date; null where none is known. */
  readonly spread: readonly [number, number, number, number, number] | null;
  readonly question: string | null;
  /** The question that asks for this and other facts at once. */
  readonly askedBy: string | null;
  readonly presumed: boolean;
  /** True of so many that it says little of what one may get. */
  readonly broad: boolean;
}

/** A question put to one fact: is what it is among what is wanted? */
export interface FactTest {
  readonly fact: Fact;
  readonly wanted: Possible;
}

export const no = 1;
export const yes = 2;

/** What both leave possible; null when that is nothing. */
export function meet(left: Possible, right: Possible): Possible | null {
  if (typeof left === "number") {
    const both = typeof right === "number" ? left & right : 0;
    return both === 0 ? null : both;
  }
  return typeof right === "number" ? null : intersection(left, right);
}

export function samePossible(left: Possible, right: Possible): boolean {
  if (typeof left === "number" || typeof right === "number") return left === right;
  return sameInterval(left, right);
}

/** Whether everything that is possible is wanted (true), nothing (false), or some (null). */
export function compare(possible: Possible, wanted: Possible): Truth {
  if (typeof possible === "number") {
    if (typeof wanted !== "number") return null;
    if ((possible & ~wanted) === 0) return true;
    return (possible & wanted) === 0 ? false : null;
  }
  if (typeof wanted === "number") return null;
  if (containsInterval(wanted, possible)) return true;
  return intersection(possible, wanted) === null ? false : null;
}

/** What is possible when a test fails; null where nothing can be said in one range. */
export function unwanted({ fact, wanted }: FactTest): Possible | null {
  if (typeof wanted !== "number") return complementOfInterval(wanted);
  const rest = typeof fact.everything === "number" ? fact.everything & ~wanted : 0;
  return rest === 0 ? null : rest;
}

/** The labels of the options that a mask leaves possible. */
export function optionsIn(fact: Fact, mask: number): FactOption[] {
  return fact.options.filter((_, position) => (mask & (1 << position)) !== 0);
}
