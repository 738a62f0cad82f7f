import { parseChineseNumber, shiftDecimalPoint } from "./chinese-numerals.ts";
import type { Quantity } from "./quantity.ts";
import { anyNumber, arabicNumber, chineseNumber, gap, rangeSign, withoutGaps } from "./quantity-text.ts";
import {
  documentNumberLeadIns,
  latinUnits,
  namesWithNumerals,
  ordinalClassifiers,
  unitPattern,
} from "./units.ts";

/** What a match states. `lead` counts the characters at its start that are no part of the quantity. */
export type Statement = Omit<Quantity, "printed" | "span"> & { readonly lead: number };

/** What `read` gives for a match that later finders shall not see either. */
export const noQuantity = "no quantity";

/** A pattern for comparable text, and what its match states; null leaves the match to later finders. */
export interface QuantityFinder {
  readonly pattern: RegExp;
  read(match: RegExpExecArray): Statement | typeof noQuantity | null;
}

const year = "(?:(?:19|20)\\d{2}|[一二][零〇○九][零〇○一二三四五六七八九]{2})";
const monthOrDay = "(?:\\d{1,2}|[一二三四五六七八九十廿卅]{1,3})";
const listSign = `${gap}[、和及与]${gap}`;
const codeWithUnit = new RegExp(`^[\\d.]+(?:-[\\d.]+)?(?:${latinUnits.join("|")})$`);

/** Web addresses, list markers, names and codes hold digits that state nothing. */
const namesAndMarkers: readonly QuantityFinder[] = [
  {
    pattern:
      /(?:https?:\/\/|www\.)[\w\-./?%&=#:~+]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}/g,
    read: () => noQuantity,
  },
  { pattern: /(?<=^|[\n:;。])[ \t>#*-]{0,12}(?:\d{1,2}[.、)](?!\d)|\(\d{1,2}\))/g, read: () => noQuantity },
  { pattern: new RegExp(namesWithNumerals.join("|"), "g"), read: () => noQuantity },
  {
    pattern: /(?<![A-Za-z0-9])[A-Za-z0-9]{1,64}(?:[-_/.+&:][A-Za-z0-9]{1,64}){0,16}/g,
    read: ([token]) => (/[A-Za-z]|\d\+/.test(token) && !codeWithUnit.test(token) ? noQuantity : null),
  },
  {
    // Telephone numbers, whose hyphens make no ranges. 13000000000元 is none.
    pattern: new RegExp(
      `(?<!\\d)(?:0\\d{2,3}-?\\d{7,8}|1[3-9]\\d{9}|400-?\\d{3}-?\\d{4})(?!\\d|${gap}(?:${unitPattern}))`,
      "g",
    ),
    read: ([printed]) => statement("plain", Number(printed.replaceAll("-", "")), "", ""),
  },
];

const numbersOfDocuments: readonly QuantityFinder[] = [
  {
    pattern: new RegExp(
      `([\\p{Script=Han}]{2,12})${gap}[〔\\[(【﹝〈]((?:19|20)\\d{2})[〕\\])】﹞〉]${gap}第?${gap}(\\d+)${gap}号`,
      "gu",
    ),
    read: ([, run = "", issued = "", number = ""]) => {
      const issuer = withoutLeadIn(run);
      const series = `${issuer}〔${issued}〕`;
      return {
        ...statement("document_number", Number(number), "号", series),
        lead: run.length - issuer.length,
      };
    },
  },
  {
    pattern: new RegExp(`(?:(${year})${gap}年${gap})?第${gap}(${anyNumber})${gap}号`, "g"),
    read: ([, issued, number = ""]) =>
      valued(number, (value) =>
        statement("document_number", value, "号", issued === undefined ? "号" : `〔${numberOf(issued)}〕`),
      ),
  },
];

const numbersOfClauses: readonly QuantityFinder[] = [
  {
    pattern: new RegExp(
      `第${gap}(${anyNumber})(?:${gap}${rangeSign}${gap}(${anyNumber}))?${gap}(条(?!件)|章|款)`,
      "g",
    ),
    read: ([, first = "", last, unit = ""]) =>
      ranged(first, last, (value) => statement("clause_number", value, unit, unit)),
  },
  {
    pattern: new RegExp(
      `(?<=第${gap}(?:${anyNumber}${listSign}){0,6})${anyNumber}(?=(?:${listSign}${anyNumber}){0,6}${gap}条(?!件))`,
      "g",
    ),
    read: ([number]) => valued(number, (value) => statement("clause_number", value, "", "条")),
  },
  {
    pattern: new RegExp(`\\(${gap}(${chineseNumber}|\\d{1,3})${gap}\\)`, "g"),
    read: ([, number = ""]) =>
      valued(number, (value) => (value < 1000 ? statement("clause_number", value, "", "条") : null)),
  },
  {
    pattern: new RegExp(`第${gap}${anyNumber}${gap}(${ordinalClassifiers.join("|")})?`, "g"),
    read: ([printed, classifier = ""]) =>
      classifier === ""
        ? noQuantity
        : valued(printed.slice(1, -classifier.length), (value) =>
            statement("plain", value, classifier, `第${classifier}`),
          ),
  },
];

const dates: readonly QuantityFinder[] = [
  {
    pattern: new RegExp(
      `(${year})${gap}年${gap}(${monthOrDay})${gap}月(?:${gap}(${monthOrDay})${gap}[日号])?`,
      "g",
    ),
    read: ([, ...parts]) => dateOf(...parts),
  },
  {
    pattern: /(?<![\d.])((?:19|20)\d{2})([-/.])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\.?\d)/g,
    read: ([, yearPart, , monthPart, dayPart]) => dateOf(yearPart, monthPart, dayPart),
  },
  {
    pattern: /(?<![\d.])((?:19|20)\d{2})-(0[1-9]|1[0-2])(?![\d-])/g,
    read: ([, ...parts]) => dateOf(...parts),
  },
  {
    pattern: new RegExp(`(${monthOrDay})${gap}月${gap}(${monthOrDay})${gap}[日号]`, "g"),
    read: ([, monthPart = "", dayPart = ""]) => {
      const month = calendarNumber(monthPart, 12);
      const day = calendarNumber(dayPart, 31);
      return month === null || day === null ? null : statement("date", month * 100 + day, "日", "月日");
    },
  },
  {
    pattern: new RegExp(
      `(?<![个\\d.])(${monthOrDay})(?:${gap}月?${gap}${rangeSign}${gap}(${monthOrDay}))?${gap}月(?!龄|均|租|薪|供)`,
      "g",
    ),
    read: ([, first = "", last]) =>
      calendarNumber(first, 12) === null || (last !== undefined && calendarNumber(last, 12) === null)
        ? null
        : ranged(first, last, (value) => statement("date", value, "月", "月")),
  },
];

const sharesAndRatios: readonly QuantityFinder[] = [
  {
    pattern: new RegExp(
      `百分之${gap}(${anyNumber})(?:${gap}${rangeSign}${gap}(?:百分之)?${gap}(${anyNumber}))?`,
      "g",
    ),
    read: ([, first = "", last]) => ranged(first, last, (value) => statement("percentage", value, "%", "%")),
  },
  {
    pattern: new RegExp(`(${anyNumber}|千|万)分之(${anyNumber})`, "g"),
    read: ([, below = "", above = ""]) => share(above, { 千: 1000, 万: 10_000 }[below] ?? numberOf(below)),
  },
  {
    pattern: /(?<![\d./])([1-9])\/([2-9]|10)(?![\d./])/g,
    read: ([, above = "", below = ""]) => share(above, Number(below)),
  },
  {
    pattern: new RegExp(`(${anyNumber})${gap}折(?![算旧扣叠])`, "g"),
    read: ([, number = ""]) =>
      valued(number, (value) => {
        const tenths = value >= 10 ? shiftDecimalPoint(value, -1) : value;
        return tenths > 0 && tenths < 10 ? statement("percentage", tenths, "折", "折") : null;
      }),
  },
  {
    pattern: /([2-9二两三四五六七八九])成(?!为|立|功|员|果|本|熟|长|交|效|型|份)/g,
    read: ([, number = ""]) => valued(number, (value) => statement("percentage", value * 10, "成", "%")),
  },
  {
    pattern: new RegExp(`(${arabicNumber})${gap}:${gap}(${arabicNumber})`, "g"),
    read: ([, left = "", right = ""]) =>
      valued(left, (value) => ({ ...statement("plain", value, ":", ":"), upperValue: numberOf(right) })),
  },
  {
    pattern: /半(年|个月|天)/g,
    read: ([, unit = ""]) => statement("amount", 0.5, unit, unit),
  },
];

/** In order: what an earlier one consumes, a later one does not see. */
export const quantityFinders: readonly QuantityFinder[] = [
  ...namesAndMarkers,
  ...numbersOfDocuments,
  ...numbersOfClauses,
  ...dates,
  ...sharesAndRatios,
];

function statement(kind: Quantity["kind"], value: number, unit: string, baseUnit: string): Statement {
  return { kind, value, upperValue: null, unit, baseUnit, lead: 0 };
}

function numberOf(number: string): number | null {
  return parseChineseNumber(withoutGaps(number));
}

function valued(number: string, read: (value: number) => Statement | null): Statement | null {
  const value = numberOf(number);
  return value === null ? null : read(value);
}

function ranged(
  first: string,
  last: string | undefined,
  read: (value: number) => Statement,
): Statement | null {
  const upperValue = last === undefined ? null : numberOf(last);
  if (last !== undefined && upperValue === null) return null;
  return valued(first, (value) => ({ ...read(value), upperValue }));
}

function share(above: string, below: number | null): Statement | null {
  if (below === null || below === 0) return null;
  return valued(above, (value) => statement("percentage", shiftDecimalPoint(value, 2) / below, "", "%"));
}

function calendarNumber(printed: string, largest: number): number | null {
  const value = numberOf(printed);
  return value !== null && value >= 1 && value <= largest ? value : null;
}

function dateOf(yearPart = "", monthPart = "", dayPart?: string): Statement | null {
  const yearValue = numberOf(yearPart);
  const month = calendarNumber(monthPart, 12);
  if (yearValue === null || month === null) return null;
  if (dayPart === undefined) return statement("date", yearValue * 100 + month, "月", "年月");
  const day = calendarNumber(dayPart, 31);
  return day === null ? null : statement("date", (yearValue * 100 + month) * 100 + day, "日", "年月日");
}

/** 根据浙政发 → 浙政发: what stands before the last word that introduces a document is not its issuer. */
function withoutLeadIn(run: string): string {
  const end = Math.max(
    0,
    ...documentNumberLeadIns.map((word) => {
      const position = run.lastIndexOf(word);
      return position < 0 ? 0 : position + word.length;
    }),
  );
  return run.length - end < 2 ? run : run.slice(end);
}
