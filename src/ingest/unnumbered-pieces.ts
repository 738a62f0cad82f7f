import type { TextSpan } from "../domain/text-span.ts";
import { endsLikeTitle } from "./document-lines.ts";
import { type Piece, paragraphsIn, statementsIn } from "./pieces.ts";
import type { UnitStatement } from "./responsible-units.ts";

/**
 * Provisions that the document prints without a number: chapter headings on a line of their own between numbered
 * clauses, a clause whose number was lost, and clauses that are told apart by their statements of units alone.
 */
export function cutUnnumbered(
  source: string,
  pieces: readonly Piece[],
  statements: readonly UnitStatement[],
): Piece[] {
  const withChapters = cutBareChapters(source, pieces, statements);
  let next: Piece | undefined;
  const withLost = withChapters.toReversed().flatMap((piece) => {
    const cut = cutLostNumbers(source, piece, next, statements);
    if (piece.role === "clause") next = piece;
    return cut.toReversed();
  });
  return cutByStatements(source, withLost.toReversed(), statements);
}

/** The statements that end a paragraph, with the paragraph each one ends. */
function statementParagraphs(
  paragraphs: readonly TextSpan[],
  statements: readonly UnitStatement[],
): { paragraph: TextSpan; index: number; end: number }[] {
  return paragraphs.flatMap((paragraph, index) => {
    const last = statements.findLast(
      ({ span }) => span.start >= paragraph.start && span.end <= paragraph.end + 1,
    );
    return last !== undefined && paragraph.end - last.span.end <= 1
      ? [{ paragraph, index, end: paragraph.end }]
      : [];
  });
}

/** (四)… (责任单位:…) / 强化用能保障。… (责任单位:…) / (六)…: the piece between has lost its number. */
function cutLostNumbers(
  source: string,
  piece: Piece,
  next: Piece | undefined,
  statements: readonly UnitStatement[],
): Piece[] {
  const isGap =
    piece.role === "clause" &&
    piece.number !== null &&
    next?.number?.form === piece.number.form &&
    next.number.value > piece.number.value + 1;
  if (!isGap || next?.number === null || next === undefined || piece.number === null) return [piece];
  const paragraphs = paragraphsIn(source, piece.start, piece.end);
  const ends = statementParagraphs(paragraphs, statementsIn(statements, piece.start, piece.end));
  const lost = Math.min(ends.length - 1, next.number.value - piece.number.value - 1);
  if (lost < 1) return [piece];
  const starts = ends.slice(0, lost).flatMap((end) => paragraphs[end.index + 1]?.start ?? []);
  return cutAt(piece, starts, (start, end) => ({ ...piece, start, end, number: null }));
}

function cutAt(
  piece: Piece,
  starts: readonly number[],
  make: (start: number, end: number) => Piece,
): Piece[] {
  const bounds = [...starts, piece.end];
  return [
    { ...piece, end: bounds[0] ?? piece.end },
    ...starts.map((start, index) => make(start, bounds[index + 1] ?? piece.end)),
  ];
}

/**
 * A document whose numbers, if any, are all chapters: each paragraph that ends with a statement of units is a clause,
 * together with the paragraphs since the one before.
 */
function cutByStatements(
  source: string,
  pieces: readonly Piece[],
  statements: readonly UnitStatement[],
): Piece[] {
  const holders = pieces.filter((piece) => {
    const paragraphs = paragraphsIn(source, piece.start, piece.end);
    const first = paragraphs[0];
    const isBare =
      piece.number === null ||
      (first !== undefined && !/[。;；]/u.test(source.slice(first.start, first.end)));
    return (
      isBare &&
      statementParagraphs(paragraphs.slice(1), statementsIn(statements, piece.start, piece.end)).length >= 2
    );
  });
  const numbered =
    pieces.filter((piece) => piece.role === "clause").length -
    holders.filter((piece) => piece.role === "clause").length;
  if (holders.length === 0 || holders.length < numbered) return [...pieces];
  const held = new Set(holders);
  return pieces.flatMap((piece) => {
    if (!held.has(piece)) return [piece];
    const holder: Piece = piece.role === "clause" ? { ...piece, role: "chapter", chapter: null } : piece;
    const chapter = holder.role === "chapter" ? holder : null;
    return cutHolder(source, holder, chapter, statements);
  });
}

function cutHolder(
  source: string,
  holder: Piece,
  chapter: Piece | null,
  statements: readonly UnitStatement[],
): Piece[] {
  const paragraphs = paragraphsIn(source, holder.start, holder.end);
  const own = statementsIn(statements, holder.start, holder.end);
  const heading = holder.number === null ? 0 : 1;
  const ends = statementParagraphs(paragraphs, own).filter((end) => end.index >= heading);
  const clauses: Piece[] = [];
  let previous: number | null = null;
  for (const end of ends) {
    const from: number = previous === null ? end.index : previous + 1;
    const start = paragraphs[from]?.start;
    if (start !== undefined) clauses.push({ role: "clause", start, end: holder.end, number: null, chapter });
    previous = end.index;
  }
  const first = clauses[0];
  if (first === undefined) return [holder];
  const bounded = clauses.map((clause, index) => ({
    ...clause,
    end: clauses[index + 1]?.start ?? holder.end,
  }));
  const intro = { ...holder, end: first.start };
  // The clauses refer to the chapter as it stands in the list.
  return [intro, ...bounded.map((clause) => ({ ...clause, chapter: chapter === null ? null : intro }))];
}

/** A heading without a number on a line of its own, and the introduction below it, between two clauses. */
function cutBareChapters(
  source: string,
  pieces: readonly Piece[],
  statements: readonly UnitStatement[],
): Piece[] {
  if (pieces.some((piece) => piece.role === "chapter" || piece.role === "section")) return [...pieces];
  const clauses = pieces.filter((piece) => piece.role === "clause");
  const starts = new Map<Piece, number>();
  for (const piece of pieces) {
    if (piece === clauses.at(-1)) continue;
    const start = bareHeading(source, piece, statementsIn(statements, piece.start, piece.end));
    if (start !== null) starts.set(piece, start);
  }
  const between = [...starts.keys()].filter((piece) => piece.role === "clause").length;
  if (between === 0 || starts.size < 2) return [...pieces];
  let chapter: Piece | null = null;
  return pieces.flatMap((piece): Piece[] => {
    const current = piece.role === "clause" ? { ...piece, chapter } : piece;
    const start = starts.get(piece);
    if (start === undefined) return [current];
    chapter = { role: "chapter", start, end: piece.end, number: null, chapter: null };
    return start > piece.start ? [{ ...current, end: start }, chapter] : [chapter];
  });
}

const longestHeading = 40;

function bareHeading(source: string, piece: Piece, statements: readonly UnitStatement[]): number | null {
  const paragraphs = paragraphsIn(source, piece.start, piece.end);
  for (const [index, paragraph] of paragraphs.entries()) {
    if (index === 0 && piece.role === "clause") continue;
    const printed = source.slice(paragraph.start, paragraph.end);
    const beside = statements.find(({ span }) => span.start >= paragraph.start && span.end <= paragraph.end);
    const heading = beside === undefined ? printed : source.slice(paragraph.start, beside.span.start);
    const previous = paragraphs[index - 1];
    const followsEnd =
      previous === undefined ||
      /[。)）】；;]$/u.test(source.slice(previous.start, previous.end)) ||
      statements.some(({ span }) => span.end === previous.end);
    const isHeading =
      heading.length >= 3 &&
      heading.length <= longestHeading &&
      /^[\p{Script=Han}“”、A-Za-z0-9+()（）]+$/u.test(heading) &&
      !/(?:如下|的|了)$/u.test(heading);
    if (!isHeading || !followsEnd) continue;
    const rest = paragraphs.slice(index + 1).map(({ start, end }) => source.slice(start, end));
    const isIntroduced = rest.length <= 2 && rest.every((text) => /[。:：]$/u.test(text));
    if (
      isIntroduced &&
      (rest.length === 0 || !endsLikeTitle(heading) || beside !== undefined || rest.length <= 1)
    ) {
      return paragraph.start;
    }
  }
  return null;
}
