import { parseChineseNumber } from "../../domain/chinese-numerals.ts";
import { findQuantities } from "../../domain/quantity.ts";
import type { TextSpan } from "../../domain/text-span.ts";
import { unitOfSpelling, unitPattern } from "../../domain/units.ts";
import { anyNumber, exactly, type Interval, intersection } from "../facts/interval.ts";

/** A number somebody states of themselves, as exactly as they state it. */
export interface StatedAmount {
  readonly range: Interval;
  /** The unit by its one name; empty for a bare number. */
  readonly unit: string;
  readonly span: TextSpan;
}

const digits = "[0-9]+(?:\\.[0-9]+)?";
const numerals =
  "[零一二两三四五六七八九]?[十百千]?(?:[零一二两三四五六七八九]?[十百千])*[一二三四五六七八九两]?";
const colloquialUnit = `(?:号人|来人|个人|个工人|号工人|个员工|名员工|口人|(?:${unitPattern}))?`;

/**
 * 三百多万, 二十来个, 一个多亿, 三个亿, 百来号人: a number with words that make it vague, or a measure word before the
 * multiplier, which the reader of official text does not take for numbers.
 */
const vague = new RegExp(
  `(${digits}|${numerals})个?(多|来|余|几)?(个?)([万亿]?)(多|来|余)?(${colloquialUnit})`,
  "g",
);
const indefinite = new RegExp(`(好?几|数)([十百千万亿]{1,3})(${colloquialUnit})`, "g");
const twoDigits = new RegExp(
  `([一二两三四五六七八九])([二三四五六七八九])([十百千]?[万亿]?)个?(${colloquialUnit})`,
  "g",
);
const upwardsOf = new RegExp(`上([百千万亿]{1,3})(${colloquialUnit})`, "g");
const hundredOdd = new RegExp(`(?<![一二两三四五六七八九几数])([十百千])([来几多])(${colloquialUnit})`, "g");
/** 我今年四十九, 我妈68: an age whose unit goes without saying. */
const bareAge =
  /(?:今年|我|爸|妈|爹|娘|爷|奶|公|婆|伯|姨|舅|老头子?|老伴)(?:都|快|已经)?([1-9][0-9]|[二三四五六七八九]十[一二三四五六七八九]?)(?=[,，。;；、!！?？\s了多]|的(?![一-龥]{0,3}(?:公司|厂|店))|$)/g;

const magnitudes: Readonly<Record<string, number>> = {
  十: 10,
  百: 100,
  千: 1000,
  万: 10_000,
  亿: 100_000_000,
};

const boundsBefore: readonly (readonly [pattern: RegExp, bound: (value: number) => Interval])[] = [
  [/(?:不超过|没超过|没有超过|不高于|不多于|最多|顶多|至多)$/, (value) => ({ ...anyNumber, high: value })],
  [
    /(?:不到|不足|低于|少于|没到|小于|未满|不满|没满|还没到|没有到)$/,
    (value) => ({ ...anyNumber, high: value, highOpen: true }),
  ],
  [/(?:不低于|不少于|不小于|不止于|至少|起码|达到|达|满)$/, (value) => ({ ...anyNumber, low: value })],
  [/(?:超过|超|大于|高于|多于|不止)$/, (value) => ({ ...anyNumber, low: value, lowOpen: true })],
  [/(?:大约|大概|差不多|约|近|将近|快|接近|可能)$/, around],
];
const boundsAfter: readonly (readonly [pattern: RegExp, bound: (value: number) => Interval])[] = [
  [/^(?:以上|起|往上|朝上)/, (value) => ({ ...anyNumber, low: value })],
  [/^(?:以下|以内|之内|往下)/, (value) => ({ ...anyNumber, high: value })],
  [/^(?:不到|都不到|没到|出头都没有)/, (value) => ({ ...anyNumber, high: value, highOpen: true })],
  [/^(?:左右|上下|的样子|光景|差不多)/, around],
  [/^(?:出头|多(?![少大]))/, (value) => ({ ...anyNumber, low: value, high: value + stepOf(value) })],
];

/** Amounts of a folded text, in order. Limits count as people use them: 不到50 leaves 50 out, 50以下 takes it in. */
export function readAmounts(text: string): StatedAmount[] {
  const found: StatedAmount[] = [];
  let rest = text;
  const take = (pattern: RegExp, read: (match: RegExpExecArray) => Reading | null): void => {
    for (const match of rest.matchAll(pattern)) {
      const reading = match[0] === "" ? null : read(match);
      if (reading === null) continue;
      const span = { start: match.index, end: match.index + match[0].length };
      found.push({ ...reading, range: bounded(reading.range, span, text), span });
      rest = rest.slice(0, span.start) + "\u3000".repeat(match[0].length) + rest.slice(span.end);
    }
  };
  take(bareAge, ([, number = ""]) => ageOf(number));
  take(indefinite, ([, , size = "", unit = ""]) => {
    const factor = productOf(size);
    return {
      range: { low: 2 * factor, lowOpen: false, high: 10 * factor, highOpen: true },
      unit: nameOf(unit),
    };
  });
  take(upwardsOf, ([, size = "", unit = ""]) => ({
    range: { ...anyNumber, low: productOf(size) },
    unit: nameOf(unit),
  }));
  take(twoDigits, ([, low = "", high = "", size = "", unit = ""]) => betweenDigits(low, high, size, unit));
  take(hundredOdd, ([, size = "", , unit = ""]) => {
    const value = magnitudes[size] ?? 1;
    return { range: { low: value, lowOpen: false, high: 2 * value, highOpen: true }, unit: nameOf(unit) };
  });
  take(vague, readVague);
  for (const quantity of findQuantities(rest)) {
    if (quantity.kind !== "amount" && quantity.kind !== "plain") continue;
    const { value, upperValue, span } = quantity;
    const range = { low: value, lowOpen: false, high: upperValue ?? value, highOpen: false };
    found.push({ range: bounded(range, span, text), unit: quantity.baseUnit, span });
  }
  return found.toSorted((left, right) => left.span.start - right.span.start);
}

type Reading = Pick<StatedAmount, "range" | "unit">;

function readVague(match: RegExpExecArray): Reading | null {
  const [printed, number = "", odd = "", counted = "", size = "", oddAfter = "", named = ""] = match;
  const unit = named + size + oddAfter === "" ? counted : named;
  const isPlain = odd === "" && oddAfter === "" && !/个[万亿]/.test(printed);
  const value = number === "" || isPlain ? null : parseChineseNumber(number);
  if (value === null) return null;
  const factor = size === "" ? 1 : (magnitudes[size] ?? 1);
  const low = value * factor;
  if (odd === "" && oddAfter === "") return { range: exactly(low), unit: nameOf(unit) };
  const step = oddAfter === "" ? stepOf(value) * factor : factor;
  if (odd === "来" || oddAfter === "来") return { range: around(low), unit: nameOf(unit) };
  return { range: { low, lowOpen: false, high: low + step, highOpen: true }, unit: nameOf(unit) };
}

function betweenDigits(low: string, high: string, size: string, unit: string): Reading | null {
  const [least, most] = [parseChineseNumber(low), parseChineseNumber(high)];
  if (least === null || most === null || least >= most || (size === "" && unit === "")) return null;
  const factor = productOf(size);
  return {
    range: { low: least * factor, lowOpen: false, high: most * factor, highOpen: false },
    unit: nameOf(unit),
  };
}

function ageOf(number: string): Reading | null {
  const value = parseChineseNumber(number);
  return value === null ? null : { range: exactly(value), unit: "岁" };
}

function productOf(size: string): number {
  return [...size].reduce((product, character) => product * (magnitudes[character] ?? 1), 1);
}

/** The size of the last place that is not nothing: 2000 → 1000, 140 → 10. */
function stepOf(value: number): number {
  let step = 1;
  while (value > 0 && value % (step * 10) === 0) step *= 10;
  return step;
}

function around(value: number): Interval {
  return { low: (value * 9) / 10, lowOpen: false, high: (value * 11) / 10, highOpen: false };
}

/** What words around a number make of it: 超过, 以上, 左右. */
function bounded(range: Interval, span: TextSpan, text: string): Interval {
  const before = text.slice(Math.max(0, span.start - 6), span.start);
  const after = text.slice(span.end, span.end + 6);
  const bound =
    boundsBefore.find(([pattern]) => pattern.test(before))?.[1] ??
    boundsAfter.find(([pattern]) => pattern.test(after))?.[1];
  if (bound === undefined) return range;
  const limited = bound(range.low);
  const upper = bound(range.high);
  if (limited.high === Number.POSITIVE_INFINITY) return limited;
  if (limited.low === Number.NEGATIVE_INFINITY) return upper;
  return intersection({ ...limited, high: upper.high, highOpen: upper.highOpen }, anyNumber) ?? range;
}

function nameOf(spelling: string): string {
  if (/人|工人|员工/.test(spelling)) return "人";
  return unitOfSpelling(spelling)?.unit ?? spelling;
}
