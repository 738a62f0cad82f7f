import type { Provision } from "../domain/document.ts";
import { sliceSpan, type TextSpan } from "../domain/text-span.ts";
import { classifyClause } from "./clause-kind.ts";
import type { TitleStyle } from "./clause-title.ts";
import { extractFigures } from "./figures.ts";
import { extractMeasures } from "./measures.ts";
import { type PieceText, readChapter, readClause, readPlain } from "./piece-text.ts";
import { type Piece, statementsIn } from "./pieces.ts";
import type { UnitStatement } from "./responsible-units.ts";

export interface ProvisionContext {
  readonly documentId: string;
  readonly statements: readonly UnitStatement[];
  /** Whether clauses count from one again under each chapter. */
  readonly restarts: boolean;
  /** Whether the document's clauses begin with titles. */
  readonly style: TitleStyle;
}

/** Whether clauses count from one again under each chapter, or on through all of them. */
export function numbersRestart(pieces: readonly Piece[]): boolean {
  const clauses = pieces.filter((piece) => piece.role === "clause" && piece.number !== null);
  let restarts = 0;
  let goesOn = 0;
  for (const [index, piece] of clauses.entries()) {
    const previous = clauses[index - 1];
    if (previous === undefined || previous.chapter === piece.chapter) continue;
    if (piece.number?.value === 1) restarts += 1;
    else goesOn += 1;
  }
  return restarts > goesOn;
}

export function buildProvisions(
  source: string,
  pieces: readonly Piece[],
  context: ProvisionContext,
): Provision[] {
  const names = new ProvisionNames(context);
  const chapters = new Map<Piece, { number: number; heading: string }>();
  const provisions: Provision[] = [];
  for (const piece of pieces) {
    const parts = readPiece(source, piece, context);
    if (parts.span.end === parts.span.start) continue;
    if (piece.role === "chapter") {
      chapters.set(piece, { number: chapters.size + 1, heading: printedHeading(source, piece, parts.title) });
    }
    const chapter = chapters.get(piece.role === "chapter" ? piece : (piece.chapter ?? piece)) ?? null;
    const isHeading = piece.role === "part" || piece.role === "section";
    provisions.push(
      provisionOf(source, piece, parts, {
        id: names.next(piece, chapter?.number ?? null),
        documentId: context.documentId,
        chapterNumber: chapter?.number ?? null,
        chapter: isHeading ? printedHeading(source, piece, parts.title) : (chapter?.heading ?? null),
      }),
    );
  }
  return provisions;
}

function readPiece(source: string, piece: Piece, context: ProvisionContext): PieceText {
  const statements = statementsIn(context.statements, piece.start, piece.end);
  if (piece.role === "clause") return readClause(source, piece, statements, context.style);
  if (piece.role === "preamble" || piece.role === "closing") return readPlain(source, piece, statements);
  return readChapter(source, piece, statements);
}

function provisionOf(
  source: string,
  piece: Piece,
  parts: PieceText,
  place: Pick<Provision, "id" | "documentId" | "chapterNumber" | "chapter">,
): Provision {
  const title = sliceSpan(source, parts.title);
  const measures = extractMeasures(parts.sentences, { title });
  const kind =
    piece.role === "clause"
      ? classifyClause({ title, sentences: parts.sentences, measures })
      : { kind: null, kinds: [] };
  return {
    ...place,
    kind: piece.role === "part" || piece.role === "section" ? "chapter" : piece.role,
    number: piece.role === "clause" ? (piece.number?.value ?? null) : null,
    label: piece.number?.printed ?? null,
    title,
    text: sliceSpan(source, parts.text),
    span: parts.span,
    titleSpan: parts.title,
    textSpan: parts.text,
    sentences: parts.sentences,
    units: parts.units,
    figures: extractFigures(parts.sentences),
    measures,
    clauseKind: kind.kind,
    clauseKinds: kind.kinds,
  };
}

/** `二、科技创新政策`, `第一章 总则`: number and title as printed, line breaks aside. */
function printedHeading(source: string, piece: Piece, title: TextSpan): string {
  return source
    .slice(piece.number?.start ?? piece.start, title.end)
    .replace(/\s*\n\s*/gu, " ")
    .trim();
}

/** The part of an id after the slash: 18, 2-3, chapter-2, preamble. No two provisions share one. */
class ProvisionNames {
  readonly #context: ProvisionContext;
  /** How often each name was wanted. */
  readonly #wanted = new Map<string, number>();
  #part = 0;
  #section = 0;
  #unnumbered = 0;

  constructor(context: ProvisionContext) {
    this.#context = context;
  }

  next(piece: Piece, chapter: number | null): string {
    const name = this.#nameOf(piece, chapter);
    const times = (this.#wanted.get(name) ?? 0) + 1;
    this.#wanted.set(name, times);
    return `${this.#context.documentId}/${times === 1 ? name : `${name}~${times}`}`;
  }

  #nameOf(piece: Piece, chapter: number | null): string {
    switch (piece.role) {
      case "part":
        this.#part += 1;
        return `part-${this.#part}`;
      case "chapter":
        this.#section = 0;
        return `chapter-${chapter ?? 0}`;
      case "section":
        this.#section += 1;
        return `chapter-${chapter ?? 0}-${this.#section}`;
      case "clause":
        return this.#clauseName(piece, chapter);
      default:
        return piece.role;
    }
  }

  #clauseName(piece: Piece, chapter: number | null): string {
    if (piece.number === null) {
      this.#unnumbered += 1;
      return `unnumbered-${this.#unnumbered}`;
    }
    const { value, inserted } = piece.number;
    const number = inserted > 0 ? `${value}.${inserted}` : `${value}`;
    if (!this.#context.restarts || chapter === null) return number;
    const section = this.#section > 0 && this.#wanted.has(`${chapter}-${number}`) ? `${this.#section}-` : "";
    return `${chapter}-${section}${number}`;
  }
}
