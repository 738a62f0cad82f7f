import type { TextSpan } from "../domain/text-span.ts";
import { type Piece, paragraphsIn, statementsIn } from "./pieces.ts";
import type { UnitStatement } from "./responsible-units.ts";
import { fullStop } from "./sentences.ts";

const closingWords =
  /^(?:本(?:政策|措施|办法|意见|通知|细则|规定|方案|决定|文件|实施|若干|计划|公告|通告)|上述|以上(?:政策|措施|条款|各项|意见|办法|规定|奖励|条文)|各项政策|此前|原有?)/u;
const matterOfClosing = /施行|实施|有效|解释|执行|废止|期限|为准|牵头单位|不一致|重复/u;

/**
 * Cuts the closing off the last clause. What follows the statement of units of the last clause is closing; without
 * one, paragraphs that no other clause has the like of, or that speak of the document itself (本政策自…起施行).
 * Articles have paragraphs of their own kind: only the sentence on the document's force is cut off the last one.
 */
export function cutClosing(
  source: string,
  pieces: readonly Piece[],
  statements: readonly UnitStatement[],
  headingStarts: readonly number[],
): Piece[] {
  const last = pieces.at(-1);
  if (last === undefined || last.role !== "clause") return [...pieces];
  const start = closingStart(source, last, pieces, statements, new Set(headingStarts));
  if (start === null) return [...pieces];
  return [
    ...pieces.slice(0, -1),
    { ...last, end: start },
    { role: "closing", start, end: last.end, number: null, chapter: null },
  ];
}

function closingStart(
  source: string,
  last: Piece,
  pieces: readonly Piece[],
  statements: readonly UnitStatement[],
  headingStarts: ReadonlySet<number>,
): number | null {
  const paragraphs = paragraphsIn(source, last.start, last.end);
  const unitsEnd = statementsIn(statements, last.start, last.end).at(-1)?.span.end;
  if (unitsEnd !== undefined && !isBesideTitle(source, paragraphs, unitsEnd)) {
    return paragraphs.find((paragraph) => paragraph.start >= unitsEnd)?.start ?? null;
  }
  if (last.number?.form === "article") return entryIntoForce(source, paragraphs);
  return unlikeOthers(source, last, pieces, paragraphs, headingStarts) ?? aboutDocument(source, paragraphs);
}

/** (一)加大支持力度(责任单位:区财政局) / 对…: units between title and body end nothing. */
function isBesideTitle(source: string, paragraphs: readonly TextSpan[], unitsEnd: number): boolean {
  const first = paragraphs[0];
  return (
    first !== undefined &&
    paragraphs.length > 1 &&
    unitsEnd <= first.end &&
    !fullStop.test(source.slice(first.start, unitsEnd))
  );
}

/** Paragraphs behind the body that the other clauses do not have. */
function unlikeOthers(
  source: string,
  last: Piece,
  pieces: readonly Piece[],
  paragraphs: readonly TextSpan[],
  headingStarts: ReadonlySet<number>,
): number | null {
  const others = pieces.filter((piece) => piece.role === "clause" && piece !== last);
  if (others.length < 2) return null;
  const lengthOf = (piece: Piece): number =>
    bodyParagraphs(paragraphsIn(source, piece.start, piece.end), headingStarts).length;
  const usual = Math.max(...others.map(lengthOf));
  const own = bodyParagraphs(paragraphs, headingStarts);
  const extra = own[usual];
  if (extra === undefined) return null;
  // What stands above a numbered item belongs to the clause.
  const isLast = paragraphs
    .filter((paragraph) => paragraph.start > extra.start)
    .every((paragraph) => own.includes(paragraph));
  return isLast ? extra.start : null;
}

function bodyParagraphs(paragraphs: readonly TextSpan[], headingStarts: ReadonlySet<number>): TextSpan[] {
  return paragraphs.filter((paragraph, index) => index === 0 || !headingStarts.has(paragraph.start));
}

/** Behind an article that speaks of something else, the sentence on the document's own force is no part of it. */
function entryIntoForce(source: string, paragraphs: readonly TextSpan[]): number | null {
  const [first, ...rest] = paragraphs.map(({ start, end }) => source.slice(start, end));
  if (first === undefined || /施行|有效期/u.test(first)) return null;
  const index = rest.findIndex(
    (text) => closingWords.test(text) && /自.{0,24}(?:施行|实施|执行)|有效期/u.test(text),
  );
  return index < 0 ? null : (paragraphs[index + 1]?.start ?? null);
}

function aboutDocument(source: string, paragraphs: readonly TextSpan[]): number | null {
  // A title on its own line has its body behind it.
  const first = paragraphs[0];
  const hasTitleLine = first !== undefined && !fullStop.test(source.slice(first.start, first.end));
  const found = paragraphs.slice(hasTitleLine ? 2 : 1).find(({ start, end }) => {
    const text = source.slice(start, end);
    return closingWords.test(text) && matterOfClosing.test(text);
  });
  return found?.start ?? null;
}
