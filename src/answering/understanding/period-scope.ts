import { parseChineseNumber } from "../../domain/chinese-numerals.ts";
import type { DocumentMetadata } from "../../domain/metadata.ts";
import { asksWhetherInForce } from "./document-intent.ts";
import { scopeWords } from "./scope-words.ts";

const { yearMention, ownHistory, relativePolicy, otherEdition } = scopeWords.period;

/**
 * The year or period outside a document's validity that a question is about, as the asker spells it, else null.
 * @param today ISO date that relative years count from.
 */
export function otherPeriodIn(
  question: string,
  validity: DocumentMetadata["validity"],
  today: string,
): string | null {
  const pieces = question.split(/(?<=[。!?;,])/u);
  const others = pieces.filter((piece) => !asksWhetherInForce(piece));
  // 2025年还有效吗 asks of this document, whatever year it names.
  return periodNamedIn(others.join(""), validity, today);
}

function periodNamedIn(
  question: string,
  validity: DocumentMetadata["validity"],
  today: string,
): string | null {
  const { from, until } = yearsOf(validity);
  const years = yearsNamedIn(question);
  if (years.some(({ year }) => !isOutside(year, from, until))) return null;
  const outside = yearNamedIn(question, validity);
  if (outside !== null) return outside;
  const thisYear = Number(today.slice(0, 4));
  const relative = relativePolicy.exec(question)?.[0] ?? null;
  if (relative !== null && isOutside(thisYear + offsetOf(relative), from, until)) return relative;
  return isOutside(thisYear, from, until) ? (otherEdition.exec(question)?.[0] ?? null) : null;
}

/** The first year named that lies outside, unless it is only when something happened to the asker. */
function yearNamedIn(question: string, validity: DocumentMetadata["validity"]): string | null {
  const { from, until } = yearsOf(validity);
  const outside = yearsNamedIn(question).find(
    ({ year, after }) => isOutside(year, from, until) && (year > until || !ownHistory.test(after)),
  );
  return outside?.spelling ?? null;
}

function yearsNamedIn(question: string) {
  return [...question.matchAll(yearMention)].map((match) => ({
    spelling: match[0],
    year: yearOf(match.groups ?? {}),
    after: question.slice(match.index + match[0].length),
  }));
}

function yearsOf(validity: DocumentMetadata["validity"]): { from: number; until: number } {
  return {
    from: Number(validity.from?.slice(0, 4) ?? Number.NEGATIVE_INFINITY),
    until: Number(validity.until?.slice(0, 4) ?? Number.POSITIVE_INFINITY),
  };
}

function isOutside(year: number, from: number, until: number): boolean {
  return year < from || year > until;
}

function yearOf({ arabic, chinese, short, edition }: Record<string, string | undefined>): number {
  const digits = arabic ?? edition;
  if (short !== undefined) return 2000 + (parseChineseNumber(`${short.charAt(0)}十${short.charAt(1)}`) ?? 0);
  if (digits !== undefined) return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
  return parseChineseNumber(chinese ?? "") ?? Number.NaN;
}

function offsetOf(relative: string): number {
  if (/^(?:明年|来年|下|明后年)/u.test(relative)) return 1;
  if (relative.startsWith("后年")) return 2;
  if (relative.startsWith("前年")) return -2;
  return /^(?:去年|往年|前几年|早几年|上)/u.test(relative) ? -1 : 0;
}
