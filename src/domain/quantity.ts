import { matchesOf } from "./matches-of.ts";
import { findMeasuredNumbers } from "./measured-numbers.ts";
import { noQuantity, quantityFinders } from "./quantity-finders.ts";
import { comparableText, rangeSign } from "./quantity-text.ts";
import type { TextSpan } from "./text-span.ts";

/**
 * - `amount`: a number with a unit: money, time, size, a count of things
 * - `percentage`: a share or a rate: 70%, 百分之七十, 三分之二, 三成, 六五折
 * - `date`: a year, a month, a day, or a range of years or months
 * - `document_number`: 浙政发〔2024〕4号
 * - `clause_number`: 第十八条, (十八), 第二章
 * - `plain`: a number that names or counts nothing known: 12345, 2.0版, 第五届
 */
export type QuantityKind = "amount" | "percentage" | "date" | "document_number" | "clause_number" | "plain";

/** One number that a text states, in a form in which equal statements are equal. */
export interface Quantity {
  /** Verbatim, with its unit; the number alone where the unit stands only at the end of a list. */
  readonly printed: string;
  /**
   * In `baseUnit`: 5.9亿元 → 590000000. A percentage in percent, a discount in tenths (六五折 → 6.5), a date as its
   * digits (2024, 202405, 20240531, month and day 531), a document number as its last number.
   */
  readonly value: number;
  /** Upper end of a range, else null. */
  readonly upperValue: number | null;
  /** The unit as printed, multiplier included: `亿元`, `%`, `家`; empty where none is printed. */
  readonly unit: string;
  /** The unit by the one name that its spellings share, without multiplier; empty for a bare number. */
  readonly baseUnit: string;
  readonly kind: QuantityKind;
  readonly span: TextSpan;
}

/** Every quantity of a text, in order of appearance, none overlapping another. */
export function findQuantities(text: string): Quantity[] {
  let rest = comparableText(text);
  const found: Quantity[] = [];
  for (const finder of quantityFinders) {
    const kept: string[] = [];
    let position = 0;
    for (const match of matchesOf(finder.pattern, rest)) {
      const reading = finder.read(match);
      if (reading === null) continue;
      const end = match.index + match[0].length;
      kept.push(rest.slice(position, match.index), consumed.repeat(match[0].length));
      position = end;
      if (reading === noQuantity) continue;
      const { lead, ...statement } = reading;
      const start = match.index + lead;
      found.push({ ...statement, printed: text.slice(start, end), span: { start, end } });
    }
    rest = kept.join("") + rest.slice(position);
  }
  found.push(...findMeasuredNumbers(text, rest));
  return withYearOfRange(
    found.toSorted((left, right) => left.span.start - right.span.start),
    text,
  );
}

/** Stands for each code unit that a finder consumed, so that offsets stay. */
const consumed = "\uFFFC";

const betweenDates = new RegExp(`^${rangeSign}$`);

/** 2024年1月1日至12月31日: the year of the first day is that of the last one too. */
function withYearOfRange(found: readonly Quantity[], text: string): Quantity[] {
  return found.map((quantity, index) => {
    const before = found[index - 1];
    if (quantity.baseUnit !== "月日" || before?.baseUnit !== "年月日") return quantity;
    if (!betweenDates.test(text.slice(before.span.end, quantity.span.start))) return quantity;
    const value = Math.floor(before.value / 10_000) * 10_000 + quantity.value;
    return { ...quantity, value, baseUnit: "年月日" };
  });
}

/** Whether two texts state the same: the spelling may differ, the number and the unit may not. */
export function sameQuantity(left: Quantity, right: Quantity): boolean {
  return (
    left.kind === right.kind &&
    left.baseUnit === right.baseUnit &&
    left.value === right.value &&
    left.upperValue === right.upperValue
  );
}

/**
 * The quantities of `text` that `source` does not state, in order. A date that says less than one of the source
 * (2024年 where it prints 2024年12月31日) and a number without unit (50万 for 50万元) count as stated.
 */
export function quantitiesMissingFrom(text: string, source: string): Quantity[] {
  const stated = findQuantities(source);
  return findQuantities(text).filter(
    (quantity) => !stated.some((statement) => isStatedBy(quantity, statement)),
  );
}

function isStatedBy(quantity: Quantity, statement: Quantity): boolean {
  if (sameQuantity(quantity, statement)) return true;
  if (quantity.kind === "date" && statement.kind === "date") return isPartOfDate(quantity, statement);
  return (
    quantity.kind === "plain" &&
    quantity.baseUnit === "" &&
    (statement.kind === "amount" || statement.baseUnit === "年") &&
    quantity.value === statement.value &&
    quantity.upperValue === statement.upperValue
  );
}

function isPartOfDate(part: Quantity, whole: Quantity): boolean {
  if (part.upperValue !== null || whole.upperValue !== null) return false;
  return datePartsOf(whole).some(([unit, value]) => unit === part.baseUnit && value === part.value);
}

function datePartsOf(date: Quantity): readonly (readonly [unit: string, value: number])[] {
  const { value } = date;
  if (date.baseUnit === "年月") {
    return [
      ["年", Math.floor(value / 100)],
      ["月", value % 100],
    ];
  }
  if (date.baseUnit !== "年月日") return [];
  return [
    ["年", Math.floor(value / 10_000)],
    ["年月", Math.floor(value / 100)],
    ["月日", value % 10_000],
  ];
}
