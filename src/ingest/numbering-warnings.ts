import type { ParseWarning } from "../domain/document.ts";
import type { OfficialNumber } from "./official-numbering.ts";
import type { Piece } from "./pieces.ts";

/** What is odd about the numbers of chapters and clauses: gaps, repetitions, steps back, each with its line. */
export function numberingWarnings(
  pieces: readonly Piece[],
  restarts: boolean,
  lineAt: (offset: number) => number,
): ParseWarning[] {
  const warnings: ParseWarning[] = [];
  const compare = (previous: OfficialNumber | null, number: OfficialNumber, what: string): void => {
    const message = oddity(previous, number, what);
    if (message !== null) warnings.push({ message, at: `line ${lineAt(number.start)}` });
  };
  let lastChapter: OfficialNumber | null = null;
  let lastClause: OfficialNumber | null = null;
  let lastParent: Piece | null = null;
  for (const piece of pieces) {
    const { number } = piece;
    if (piece.role === "chapter") {
      if (number !== null) compare(lastChapter?.form === number.form ? lastChapter : null, number, "章");
      lastChapter = number ?? lastChapter;
    }
    if (piece.role === "part") lastChapter = restartsInPart(pieces, piece) ? null : lastChapter;
    if (piece.role === "section" && restarts) lastClause = null;
    if (piece.role !== "clause" || number === null) continue;
    if (restarts && piece.chapter !== lastParent) lastClause = null;
    compare(lastClause, number, "条款");
    lastClause = number;
    lastParent = piece.chapter;
  }
  return warnings;
}

function restartsInPart(pieces: readonly Piece[], part: Piece): boolean {
  const next = pieces.find((piece) => piece.role === "chapter" && piece.start > part.start);
  return next?.number?.value === 1;
}

function oddity(previous: OfficialNumber | null, number: OfficialNumber, what: string): string | null {
  if (number.inserted > 0) return null;
  const before = previous?.value ?? 0;
  if (number.value === before + 1) return null;
  if (number.value > before + 1) {
    const missing = number.value === before + 2 ? `${before + 1}` : `${before + 1}至${number.value - 1}`;
    return previous === null
      ? `${what}编号从“${number.printed}”开始,缺少第${missing}`
      : `${what}编号不连续:“${previous.printed}”之后是“${number.printed}”,缺少第${missing}`;
  }
  if (number.value === before) return `${what}编号重复:“${number.printed}”`;
  return `${what}编号次序颠倒:“${previous?.printed ?? ""}”之后是“${number.printed}”`;
}
