import { parseChineseNumber } from "../../domain/chinese-numerals.ts";
import type { DocumentMetadata } from "../../domain/metadata.ts";
import { asksWhetherInForce } from "./document-intent.ts";
import { pieceAround, restOfPiece } from "./pieces.ts";
import { isQuestioning } from "./question-frames.ts";
import { scopeWords } from "./scope-words.ts";

const { yearMention, ownHistory, message, policyOfYear, stillInForce, relativePolicy, otherEdition } =
  scopeWords.period;

/**
 * The year or period outside a document's validity that a question is about, as the asker spells it, else null.
 * @param today ISO date that relative years count from.
 */
export function otherPeriodIn(
  question: string,
  validity: DocumentMetadata["validity"],
  today: string,
): string | null {
  // 2025年还有效吗 asks of this document, whatever year it names and whatever story comes with it.
  const asksOfThis = question
    .split(/(?<=[。!?;,])/u)
    .some((piece) => stillInForce.test(piece) || asksWhetherInForce(piece));
  return asksOfThis ? null : periodNamedIn(question, validity, today);
}

function periodNamedIn(
  question: string,
  validity: DocumentMetadata["validity"],
  today: string,
): string | null {
  const { from, until } = yearsOf(validity);
  const inside = yearsNamedIn(question).filter(({ year }) => !isOutside(year, from, until));
  const isInsideAsked = inside.some(({ piece }) => isQuestioning(piece)) || !isQuestioning(question);
  if (inside.length > 0 && isInsideAsked) return null;
  const outside = yearNamedIn(question, validity);
  // 2024年12月办的证,2025年1月到手: one event told with both years.
  if (inside.length > 0 && outside !== null && !isQuestioning(outside.piece)) return null;
  if (outside !== null) return outside.spelling;
  const thisYear = Number(today.slice(0, 4));
  const relative = relativeNamedIn(question);
  if (relative !== null && isOutside(thisYear + offsetOf(relative), from, until)) return relative;
  return isOutside(thisYear, from, until) ? (otherEdition.exec(question)?.[0] ?? null) : null;
}

/** 明年的补贴, unless it is only told of beside what is asked. */
function relativeNamedIn(question: string): string | null {
  const found = relativePolicy.exec(question);
  if (found === null) return null;
  const piece = pieceAround(question, found.index, found.index + found[0].length);
  return isQuestioning(piece) || !isQuestioning(question) ? found[0] : null;
}

/** The first year named that lies outside and that is asked about. */
function yearNamedIn(question: string, validity: DocumentMetadata["validity"]): YearMention | null {
  const { from, until } = yearsOf(validity);
  const outside = yearsNamedIn(question).find(
    ({ year, piece, after }) =>
      isOutside(year, from, until) && (year > until ? !message.test(after) : isAskedAbout(piece, after)),
  );
  return outside ?? null;
}

/** A year that is over is mostly when something happened to the asker: 2022年拿的证书. */
function isAskedAbout(piece: string, after: string): boolean {
  if (ownHistory.test(after)) return false;
  return isQuestioning(piece) || policyOfYear.test(restOfPiece(after));
}

interface YearMention {
  readonly spelling: string;
  readonly year: number;
  /** Everything that follows it. */
  readonly after: string;
  readonly piece: string;
}

function yearsNamedIn(question: string): YearMention[] {
  return [...question.matchAll(yearMention)].map((match) => {
    const end = match.index + match[0].length;
    return {
      spelling: match[0],
      year: yearOf(match.groups ?? {}),
      after: question.slice(end),
      piece: pieceAround(question, match.index, end),
    };
  });
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
