import type { ResponsibleUnit, Sentence } from "../domain/document.ts";
import type { TextSpan } from "../domain/text-span.ts";
import { splitTitle, type TitleAndBody, type TitleStyle } from "./clause-title.ts";
import type { Piece } from "./pieces.ts";
import type { UnitStatement } from "./responsible-units.ts";
import { splitSentences } from "./sentences.ts";

/** A piece taken apart: what is its title, its text, and who carries it out. */
export interface PieceText {
  readonly span: TextSpan;
  readonly title: TextSpan;
  readonly text: TextSpan;
  readonly units: readonly ResponsibleUnit[];
  readonly sentences: readonly Sentence[];
}

/** Clauses: title by the rules of clause-title.ts, statements of units cut off at the end of the text. */
export function readClause(
  source: string,
  piece: Piece,
  statements: readonly UnitStatement[],
  style: TitleStyle,
): PieceText {
  const start = contentStart(source, piece);
  const end = trimEnd(source, start, piece.end);
  const leading = leadingStatement(source, start, end, statements);
  const bodyEnd = withoutTrailing(source, leading?.span.end ?? start, end, statements);
  const split: TitleAndBody =
    leading === null
      ? splitTitle(source, { start, end: bodyEnd }, style)
      : {
          title: headingBefore(source, start, leading.span.start),
          bodyStart: trimStart(source, skipStop(source, leading.span.end, bodyEnd), bodyEnd),
        };
  return finish(source, piece, end, split, Math.max(bodyEnd, split.bodyStart), statements);
}

/** Chapters: the first line is the heading, or its first sentence where the text goes on behind it. */
export function readChapter(source: string, piece: Piece, statements: readonly UnitStatement[]): PieceText {
  const start = contentStart(source, piece);
  const end = trimEnd(source, start, piece.end);
  const lineEnd = Math.min(end, endOfLine(source, start));
  const beside = statements.find(({ span }) => span.start > start && span.end <= lineEnd);
  const headingEnd = beside?.span.start ?? lineEnd;
  const stop = source.slice(start, headingEnd).search(/[。：:](?=.*\S)/u);
  const title = headingBefore(source, start, stop < 0 ? headingEnd : start + stop);
  const bodyFrom = stop < 0 ? (beside?.span.end ?? lineEnd) : start + stop + 1;
  const bodyStart = trimStart(source, skipStop(source, bodyFrom, end), end);
  const bodyEnd = withoutTrailing(source, bodyStart, end, statements);
  return finish(source, piece, end, { title, bodyStart }, bodyEnd, statements);
}

/** Preamble and closing: all of it is text. */
export function readPlain(source: string, piece: Piece, statements: readonly UnitStatement[]): PieceText {
  const start = trimStart(source, piece.start, piece.end);
  const end = trimEnd(source, start, piece.end);
  return finish(source, piece, end, { title: { start, end: start }, bodyStart: start }, end, statements);
}

function finish(
  source: string,
  piece: Piece,
  end: number,
  split: TitleAndBody,
  bodyEnd: number,
  statements: readonly UnitStatement[],
): PieceText {
  const text = { start: split.bodyStart, end: trimEnd(source, split.bodyStart, bodyEnd) };
  const start = trimStart(source, piece.start, piece.end);
  return {
    span: { start, end: Math.max(start, end) },
    title: split.title,
    text,
    units: distinctUnits(statements.flatMap((statement) => statement.units)),
    sentences: sentencesAround(source, text, statements),
  };
}

function contentStart(source: string, piece: Piece): number {
  const from = piece.number?.end ?? piece.start;
  return trimStart(source, from, piece.end);
}

/** Units named between a title and its body: (一)加大支持力度(责任单位:区财政局) / 对…. */
function leadingStatement(
  source: string,
  start: number,
  end: number,
  statements: readonly UnitStatement[],
): UnitStatement | null {
  const first = statements[0];
  if (first === undefined) return null;
  const before = source
    .slice(start, first.span.start)
    .trim()
    .replace(/[。:：]$/u, "");
  const isHeading = before !== "" && before.length <= 60 && !/[。；;\n]/u.test(before);
  const bodyEnd = withoutTrailing(source, first.span.end, end, statements.slice(1));
  const startsBody = /[^。.;；\s]/u.test(source.slice(first.span.end, bodyEnd));
  return isHeading && startsBody ? first : null;
}

function headingBefore(source: string, start: number, end: number): TextSpan {
  let last = trimEnd(source, start, end);
  while (last > start && /[。:：\s*]/u.test(source.charAt(last - 1))) last -= 1;
  return { start, end: last };
}

/** Where the text ends when the statements of units at its end are cut off. */
function withoutTrailing(
  source: string,
  start: number,
  end: number,
  statements: readonly UnitStatement[],
): number {
  let last = end;
  for (const { span } of statements.toReversed()) {
    if (span.start < start || source.slice(span.end, last).replace(/[。.;；\s]/gu, "") !== "") break;
    last = trimEnd(source, start, span.start);
  }
  return last;
}

function sentencesAround(source: string, text: TextSpan, statements: readonly UnitStatement[]): Sentence[] {
  const sentences: Sentence[] = [];
  let from = text.start;
  for (const { span } of statements) {
    if (span.start < from || span.end > text.end) continue;
    sentences.push(...splitSentences(source.slice(from, span.start), from));
    from = span.end;
  }
  sentences.push(...splitSentences(source.slice(from, text.end), from));
  return sentences.filter((sentence) => /[\p{L}\p{N}]/u.test(sentence.text));
}

function distinctUnits(units: readonly ResponsibleUnit[]): ResponsibleUnit[] {
  return units.filter(
    (unit, index) =>
      units.findIndex((other) => other.name === unit.name && other.role === unit.role) === index,
  );
}

function skipStop(source: string, from: number, end: number): number {
  return from < end && /[。:：]/u.test(source.charAt(from)) ? from + 1 : from;
}

function endOfLine(source: string, from: number): number {
  const end = source.indexOf("\n", from);
  return end < 0 ? source.length : end;
}

export function trimStart(source: string, from: number, to: number): number {
  let index = from;
  while (index < to && /\s/.test(source.charAt(index))) index += 1;
  return index;
}

export function trimEnd(source: string, from: number, to: number): number {
  let index = to;
  while (index > from && /\s/.test(source.charAt(index - 1))) index -= 1;
  return index;
}
