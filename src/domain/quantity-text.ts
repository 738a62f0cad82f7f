import { unitsThatBeginWithMultiplier } from "./units.ts";

/**
 * Sources of regular expressions that the finders share. They run on the text of `comparableText`. Repetitions are
 * bounded, so that no input makes them slow.
 */

/** Between a number and its unit: spaces, and the asterisks of a Markdown answer. */
export const gap = "[ \\u00a0*]{0,4}";

const multiplier = `(?:(?!${unitsThatBeginWithMultiplier.join("|")})[十百千万亿])`;
const arabicDigits = "(?:\\d{1,3}(?:,\\d{3}){1,6}(?:\\.\\d{1,8})?|\\d{1,20}(?:\\.\\d{1,8})?)";

/** 5.9, 590,000,000, 5.9亿, 5.9 亿, 1亿2000万 */
export const arabicNumber = `${arabicDigits}(?:${gap}${multiplier}{1,4}(?:${arabicDigits}${multiplier}{1,4}){0,3})?`;

const numeral = `(?:[零〇○一二两三四五六七八九壹贰叁肆伍陆柒捌玖拾佰仟廿卅]|${multiplier})`;

/** 五点九亿, 一百二十三 */
export const chineseNumber = `${numeral}{1,20}(?:点[零〇一二三四五六七八九]{1,8}${multiplier}{0,4})?`;

export const anyNumber = `(?:${arabicNumber}|${chineseNumber})`;

export const rangeSign = "(?:[-—–―−~〜]{1,2}|至|到)";

/**
 * The text with full-width forms as ASCII, code unit by code unit, so that offsets stay. The full-width comma
 * stays too: it ends a phrase and never groups digits.
 */
export function comparableText(text: string): string {
  return text.replace(/[\uFF01-\uFF0B\uFF0D-\uFF5E\u3000\uFE6A]/g, (character) => {
    if (character === "\u3000") return " ";
    if (character === "\uFE6A") return "%";
    return String.fromCharCode(character.charCodeAt(0) - 0xfee0);
  });
}

export function withoutGaps(text: string): string {
  return text.replace(/[ \u00a0*]/g, "");
}
