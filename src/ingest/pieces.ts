import type { TextSpan } from "../domain/text-span.ts";
import type { ClauseLevel, OutlineRole } from "./clause-level.ts";
import type { OfficialNumber } from "./official-numbering.ts";
import type { Outline, OutlineNode } from "./outline.ts";
import type { UnitStatement } from "./responsible-units.ts";

/** A stretch of the document that becomes one provision. Pieces tile the body without gaps. */
export interface Piece {
  readonly role: Exclude<OutlineRole, "item"> | "preamble" | "closing";
  readonly start: number;
  readonly end: number;
  /** Null where the document prints none. */
  readonly number: OfficialNumber | null;
  /** The piece of its chapter, for clauses and sections. */
  readonly chapter: Piece | null;
}

/** The provisions' stretches as the numbers alone show them. */
export function piecesOf(outline: Outline, level: ClauseLevel, body: TextSpan): Piece[] {
  const nodes = outline.nodes.filter((node) => level.roleOf(node) !== "item");
  const pieces: Piece[] = [];
  const pieceOf = new Map<OutlineNode, Piece>();
  const first = nodes[0]?.heading.start ?? body.end;
  if (first > body.start)
    pieces.push({ role: "preamble", start: body.start, end: first, number: null, chapter: null });
  for (const [index, node] of nodes.entries()) {
    const role = level.roleOf(node);
    const chapter = level.chapterOf(node);
    const piece: Piece = {
      role: role === "item" ? "clause" : role,
      start: node.heading.start,
      end: nodes[index + 1]?.heading.start ?? body.end,
      number: node.heading.number,
      chapter: chapter === null || chapter === node ? null : (pieceOf.get(chapter) ?? null),
    };
    pieceOf.set(node, piece);
    pieces.push(piece);
  }
  return pieces;
}

/** The statements that stand in a stretch. `statements` are in order. */
export function statementsIn(
  statements: readonly UnitStatement[],
  start: number,
  end: number,
): UnitStatement[] {
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((statements[middle]?.span.start ?? start) < start) low = middle + 1;
    else high = middle;
  }
  const found: UnitStatement[] = [];
  for (let index = low; index < statements.length; index += 1) {
    const statement = statements[index];
    if (statement === undefined || statement.span.start >= end) break;
    if (statement.span.end <= end) found.push(statement);
  }
  return found;
}

/** The lines of a stretch that hold text, trimmed spans. */
export function paragraphsIn(source: string, start: number, end: number): TextSpan[] {
  const paragraphs: TextSpan[] = [];
  let lineStart = start;
  for (const line of source.slice(start, end).split("\n")) {
    const leading = line.length - line.trimStart().length;
    const trimmed = line.trim();
    if (trimmed !== "")
      paragraphs.push({ start: lineStart + leading, end: lineStart + leading + trimmed.length });
    lineStart += line.length + 1;
  }
  return paragraphs;
}
