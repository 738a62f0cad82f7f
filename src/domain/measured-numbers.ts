import { parseChineseNumber, shiftDecimalPoint } from "./chinese-numerals.ts";
import { matchesOf } from "./matches-of.ts";
import type { Quantity } from "./quantity.ts";
import { anyNumber, gap, rangeSign, withoutGaps } from "./quantity-text.ts";
import { indefiniteBefore, type UnitSpelling, unitOfSpelling, unitPattern } from "./units.ts";

/** A number as it stands in the text, with its unit where one follows. */
interface Term {
  readonly number: string;
  readonly isChinese: boolean;
  readonly unit: UnitSpelling | null;
  /** The multiplier that ends the number, as printed: 亿 of 5.9亿. */
  readonly multiplier: string;
  readonly start: number;
  readonly end: number;
}

const termPattern = new RegExp(`(?<![A-Za-z])(${anyNumber})(?:${gap}[多余]?${gap}(${unitPattern}))?`, "g");
const betweenRangeEnds = new RegExp(`^${gap}${rangeSign}${gap}$`);
const betweenListItems = new RegExp(`^${gap}(?:、|和|或|及)${gap}$`);

/**
 * Numbers with units, ranges of them and bare numbers: 5.9亿元, 1—2场, 100、50、30万元, 12345.
 * @param text the text as printed
 * @param rest the same text made comparable, without what other finders consumed
 */
export function findMeasuredNumbers(text: string, rest: string): Quantity[] {
  const terms = withListUnits(termsOf(rest), rest);
  const found: Quantity[] = [];
  for (let index = 0; index < terms.length; index += 1) {
    const term = terms[index];
    const next = terms[index + 1];
    if (term === undefined) continue;
    const range = next === undefined ? null : rangeOf(term, next, rest);
    if (range !== null) index += 1;
    const reading = range ?? singleOf(term, rest);
    if (reading === null) continue;
    const { start, end, ...quantity } = reading;
    found.push({ ...quantity, printed: text.slice(start, end), span: { start, end } });
  }
  return found;
}

type Reading = Omit<Quantity, "printed" | "span"> & { readonly start: number; readonly end: number };

function termsOf(rest: string): Term[] {
  return matchesOf(termPattern, rest).map((match) => {
    const number = withoutGaps(match[1] ?? "");
    const isChinese = !/^\d/.test(number);
    const multiplier = (isChinese ? /[万亿]+$/ : /[十百千万亿]+$/).exec(number)?.[0] ?? "";
    return {
      number,
      isChinese,
      unit: match[2] === undefined ? null : unitOfSpelling(match[2]),
      multiplier,
      start: match.index,
      end: match.index + match[0].length,
    };
  });
}

/** Gives the items of a list the unit that stands only at its end: 分别奖励100、50、30万元. */
function withListUnits(terms: readonly Term[], rest: string): Term[] {
  const completed: Term[] = [];
  for (const term of terms.toReversed()) {
    const next = completed[0];
    const isListItem =
      next?.unit != null &&
      term.unit === null &&
      !term.isChinese &&
      betweenListItems.test(rest.slice(term.end, next.start));
    completed.unshift(isListItem ? withUnitOf(term, next) : term);
  }
  return completed;
}

function withUnitOf(term: Term, other: Term): Term {
  if (term.multiplier !== "") return { ...term, unit: other.unit };
  return { ...term, number: term.number + other.multiplier, unit: other.unit, multiplier: other.multiplier };
}

function rangeOf(low: Term, high: Term, rest: string): Reading | null {
  if (!betweenRangeEnds.test(rest.slice(low.end, high.start))) return null;
  if (low.unit !== null && low.unit.unit !== high.unit?.unit) return null;
  const from = readTerm(low.unit === null ? withUnitOf(low, high) : low);
  const to = readTerm(high);
  if (from === null || to === null || from.kind !== to.kind || from.value >= to.value) return null;
  return { ...to, value: from.value, upperValue: to.value, start: low.start };
}

function singleOf(term: Term, rest: string): Reading | null {
  if (!term.isChinese) return readTerm(term);
  if (indefiniteBefore.some((word) => rest.endsWith(word, term.start))) return null;
  if (term.unit === null && !/..[万亿]$|点/.test(term.number)) return null;
  if (term.number === "一" && term.unit?.group !== "measure") return null;
  return readTerm(term);
}

function readTerm(term: Term): Reading | null {
  const number = parseChineseNumber(term.number);
  if (number === null) return null;
  const { unit, start, end } = term;
  const value = shiftDecimalPoint(number, unit?.exponent ?? 0);
  const isYear = unit?.unit === "年" && /^.{4}$/.test(term.number) && number >= 1900 && number <= 2100;
  // 三五年 and 七八个 are vague; digit by digit people only spell years.
  if (term.isChinese && !isYear && /^[一二两三四五六七八九]{2,}$/.test(term.number)) return null;
  return {
    value,
    upperValue: null,
    unit: unit === null ? term.multiplier : term.multiplier + unit.spelling,
    baseUnit: unit?.unit ?? "",
    kind: isYear ? "date" : kindOfUnit(unit),
    start,
    end,
  };
}

function kindOfUnit(unit: UnitSpelling | null): Quantity["kind"] {
  if (unit === null || unit.group === "label") return "plain";
  return unit.group === "rate" ? "percentage" : "amount";
}
