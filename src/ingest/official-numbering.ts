import { parseChineseNumber } from "../domain/chinese-numerals.ts";
import { anyOf, officialWords } from "./official-words.ts";

/**
 * The forms of numbering in official documents (GB/T 9704: 一、 → (一) → 1. → (1)), in statutes
 * (第一编 → 第一章 → 第一节 → 第一条) and in plans (1 → 1.1 → 1.1.1). Which of them stands for clauses is not a
 * matter of the form but of the document: see clause-level.ts.
 */
export const numberingForms = [
  "part", // 第一编, 第一部分
  "chapter", // 第一章
  "section", // 第一节
  "article", // 第一条
  "named", // 措施一:
  "chinese", // 一、
  "chinese-bracketed", // (一)
  "arabic", // 1.
  "arabic-bracketed", // (1)
  "arabic-half-bracketed", // 1)
  "circled", // ①
  "decimal-1", // 1, in a document that has 1.1
  "decimal-2", // 1.1
  "decimal-3", // 1.1.1
] as const;
export type NumberingForm = (typeof numberingForms)[number];

export interface OfficialNumber {
  readonly form: NumberingForm;
  readonly value: number;
  /** 第十条之二 → 2; 0 for the ordinary provision. */
  readonly inserted: number;
  /** `(三)`, `第十条之二`, `1.`: as printed, inner spaces included. */
  readonly printed: string;
  readonly start: number;
  /** Where the heading's own text may begin: after the label, its comma or colon. */
  readonly end: number;
}

const chineseNumeral = "[〇零○ＯO0一二两三四五六七八九十百千廿卅卌壹贰叁肆伍陆柒捌玖拾佰]{1,9}";
const arabicNumeral = "[0-9０-９]{1,3}";
const anyNumeral = `(?:${chineseNumeral}|[0-9０-９]{1,4})`;
const space = "[ \\t\\u3000\\u00a0]*";

interface Form {
  readonly form: NumberingForm;
  /** Group 1: the numeral. Group 2, where there is one: the numeral after 之. */
  readonly pattern: RegExp;
}

function form(name: NumberingForm, source: string): Form {
  return { form: name, pattern: new RegExp(source, "yu") };
}

const forms: readonly Form[] = [
  form("part", `第${space}(${anyNumeral})${space}(?:编|篇|部分)`),
  form("chapter", `第${space}(${anyNumeral})${space}章`),
  form("section", `第${space}(${anyNumeral})${space}节`),
  form("article", `第${space}(${anyNumeral})${space}条(?:之(${chineseNumeral}))?`),
  form("named", `(?:措施|政策|任务|举措|专项|条款)${space}(${anyNumeral})(?=${space}[:：、.．])`),
  form("chinese-bracketed", `[(（〔\\[【]${space}(${chineseNumeral})${space}[)）〕\\]】]`),
  form("chinese", `(${chineseNumeral})${space}[、.．](?![0-9０-９])`),
  form("arabic-bracketed", `[(（]${space}(${arabicNumeral})${space}[)）]`),
  form("arabic-half-bracketed", `(${arabicNumeral})[)）]`),
  form("arabic", `(${arabicNumeral})${space}[.．、]`),
];

/** Single characters that hold a whole label: the first of a row, its form and the value it starts from. */
const labelCharacters: readonly { from: number; to: number; form: NumberingForm; first: number }[] = [
  { from: 0x2460, to: 0x2473, form: "circled", first: 1 },
  { from: 0x3251, to: 0x325f, form: "circled", first: 21 },
  { from: 0x32b1, to: 0x32bf, form: "circled", first: 36 },
  { from: 0x2776, to: 0x277f, form: "circled", first: 1 },
  { from: 0x3220, to: 0x3229, form: "chinese-bracketed", first: 1 },
  { from: 0x2474, to: 0x2487, form: "arabic-bracketed", first: 1 },
  { from: 0x2488, to: 0x249b, form: "arabic", first: 1 },
];

const afterLabel = /[ \t\u3000\u00a0]*(?:[、:：.．](?!\d))?[ \t\u3000\u00a0]*/y;
/** 一、二、三等奖; 3、4号楼: a list of numbers, not a heading. */
const numbersAfterChinese = new RegExp(`^${chineseNumeral}${space}(?:、|等|类|级|期|者|是)`, "u");
const numbersAfterArabic = /^[0-9０-９]{1,3}(?:[、和至号#期栋幢级类月日%％]|$)/u;
/** 1.2024年底前… is a heading, 1.5亿元 is an amount. */
const yearFollows = /^\d{4}年/;
const digitFollows = /^[0-9０-９]/;

/** The number printed at `offset`, or null when what stands there is none. References are told by `isReference`. */
export function readOfficialNumber(text: string, offset: number): OfficialNumber | null {
  const single = readLabelCharacter(text, offset);
  if (single !== null) return single;
  for (const { form, pattern } of forms) {
    pattern.lastIndex = offset;
    const match = pattern.exec(text);
    if (match === null) continue;
    const value = numeralValue(match[1] ?? "");
    if (value === null || value < 1) continue;
    const labelEnd = offset + match[0].length;
    if (isAmountOrList(form, text.slice(labelEnd, labelEnd + 12), match[0])) continue;
    const inserted = match[2] === undefined ? 0 : (numeralValue(match[2]) ?? 0);
    return { form, value, inserted, printed: match[0], start: offset, end: endOfLabel(text, labelEnd) };
  }
  return null;
}

function readLabelCharacter(text: string, offset: number): OfficialNumber | null {
  const code = text.charCodeAt(offset);
  const row = labelCharacters.find(({ from, to }) => code >= from && code <= to);
  if (row === undefined) return null;
  return {
    form: row.form,
    value: row.first + code - row.from,
    inserted: 0,
    printed: text.charAt(offset),
    start: offset,
    end: endOfLabel(text, offset + 1),
  };
}

function endOfLabel(text: string, labelEnd: number): number {
  afterLabel.lastIndex = labelEnd;
  return labelEnd + (afterLabel.exec(text)?.[0].length ?? 0);
}

/** Scanned and typed documents print the zero of 二〇 as a letter O. */
function numeralValue(numeral: string): number | null {
  return parseChineseNumber(numeral.replace(/[OＯ]/g, "〇"));
}

function isAmountOrList(form: NumberingForm, following: string, printed: string): boolean {
  if (form === "chinese") return numbersAfterChinese.test(following);
  if (form !== "arabic") return false;
  if (printed.endsWith("、")) return numbersAfterArabic.test(following);
  return digitFollows.test(following) && !yearFollows.test(following);
}

/** 第二条第一款, 第二条和第五条; but 第二条第三方机构 is a heading. */
const furtherNumber = `(?:[和及至到或与、]|或者|以及)?第${space}${anyNumeral}${space}[款项目条章节句]`;
const articleReference = new RegExp(
  `^(?:${anyOf(officialWords.referenceFollowers.article)}|${furtherNumber})`,
  "u",
);
const bracketedReference = new RegExp(`^(?:${anyOf(officialWords.referenceFollowers.bracketed)})`, "u");
const noReference = new RegExp(`^(?:${anyOf(officialWords.referenceFollowers.notReferences)})`, "u");

/**
 * Whether the number refers to a provision (第二条所称, (三)项规定, 第五条、第六条) instead of heading one. A heading's
 * own text never begins with these words unless white space sets the number off.
 */
export function isReference(text: string, number: OfficialNumber): boolean {
  const following = text.slice(
    number.start + number.printed.length,
    number.start + number.printed.length + 8,
  );
  if (noReference.test(following)) return false;
  switch (number.form) {
    case "part":
    case "chapter":
    case "section":
    case "article":
      return articleReference.test(following);
    case "chinese-bracketed":
    case "arabic-bracketed":
    case "circled":
      return bracketedReference.test(following);
    default:
      return false;
  }
}

const decimal = /([0-9０-９]{1,2})([.．][0-9０-９]{1,2}){0,3}(?=[ \t\u3000]|[\p{Script=Han}“《])/uy;
const quantityFollows =
  /^[ \t\u3000]*(?:[亿万千百]|元|个|家|项|年|月|日|倍|人|户|亩|米|公里|吨|名|次|天|级|类|版|条|件|种|号|点)/u;

/**
 * 1, 1.1, 1.1.1 as plans print them, without a comma after. Only a document that has `1.1` and `1.2` at line starts
 * uses them; elsewhere `1.5亿` and `3个` begin a line just so. @returns null also for amounts.
 */
export function readDecimalNumber(text: string, offset: number): OfficialNumber | null {
  decimal.lastIndex = offset;
  const match = decimal.exec(text);
  if (match === null) return null;
  const printed = match[0];
  const parts = printed.split(/[.．]/u);
  const value = parseChineseNumber(parts.at(-1) ?? "");
  const form = (["decimal-1", "decimal-2", "decimal-3", "decimal-3"] as const)[parts.length - 1];
  const labelEnd = offset + printed.length;
  if (form === undefined || value === null || value < 1) return null;
  if (quantityFollows.test(text.slice(labelEnd, labelEnd + 6))) return null;
  return { form, value, inserted: 0, printed, start: offset, end: endOfLabel(text, labelEnd) };
}
