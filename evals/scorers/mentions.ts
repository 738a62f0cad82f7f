import { parseChineseNumber } from "../../src/domain/chinese-numerals.ts";

/** The numbers that a text mentions, as printed: what the check of figures compares. */
export interface Mentions {
  /** A number with the beginning of its unit: `65家`, `5.9亿元`, `2024年`, `3.8%`, `三年`. */
  readonly quantities: ReadonlySet<string>;
  /** Every number in Arabic digits, with or without a unit. */
  readonly numbers: ReadonlySet<string>;
  /** Clauses and chapters referred to: `条18` for (十八), 第十八条 and 第18条; `章2`. */
  readonly references: ReadonlySet<string>;
}

const numeral = "[零〇一二两三四五六七八九十百千万亿]";
const reference = new RegExp(`第(\\d+|${numeral}+)(条|章)|\\((${numeral}+)\\)`, "g");
const arabicQuantity = /(\d+(?:,\d{3})*(?:\.\d+)?)([十百千万亿]*)(\p{L}|[%‰°])?/gu;
/** 一 alone is left out: 一家, 一年 are mostly no quantities but articles. */
const spelledQuantity = new RegExp(
  `百分之${numeral}+|(?<!\\d|${numeral})(?![万亿]|一[^十百千万亿])${numeral}+(?:点${numeral}+)?(?:个月|个工作日|元|块|家|亩|倍|折|年|天|吨|公里|名|人)`,
  "g",
);

export function mentionsIn(text: string): Mentions {
  const references = new Set<string>();
  const withoutReferences = plain(text).replace(reference, (_, ordinal, level, bracketed) => {
    references.add(`${level ?? "条"}${parseChineseNumber(ordinal ?? bracketed)}`);
    return "。";
  });
  const quantities = new Set(withoutReferences.match(spelledQuantity) ?? []);
  const numbers = new Set<string>();
  for (const [, digits = "", multiplier = "", unit = ""] of withoutReferences.matchAll(arabicQuantity)) {
    const number = digits.replaceAll(",", "");
    numbers.add(number);
    quantities.add(`${number}${multiplier}${unit}`);
  }
  return { quantities, numbers, references };
}

export function mergeMentions(all: readonly Mentions[]): Mentions {
  return {
    quantities: new Set(all.flatMap(({ quantities }) => [...quantities])),
    numbers: new Set(all.flatMap(({ numbers }) => [...numbers])),
    references: new Set(all.flatMap(({ references }) => [...references])),
  };
}

/** Half-width, without spaces, emphasis and the numbers of Markdown lists. */
function plain(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/^[ \t>]*(?:[-*+] |\d+[.)、](?!\d))/gm, "")
    .replace(/[ \t*_`]+/g, "");
}
