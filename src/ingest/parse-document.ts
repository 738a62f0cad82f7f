import type { ParsedDocument, ParseWarning, Provision } from "../domain/document.ts";
import type { DocumentMetadata } from "../domain/metadata.ts";
import type { TextSpan } from "../domain/text-span.ts";
import { decideClauseLevel } from "./clause-level.ts";
import { type TitleStyle, titleStyleOf } from "./clause-title.ts";
import { cutClosing } from "./closing.ts";
import { findDocumentExtent } from "./document-extent.ts";
import { readDocumentFacts } from "./document-facts.ts";
import { linesOf } from "./document-lines.ts";
import { findHeadings } from "./headings.ts";
import { numberingWarnings } from "./numbering-warnings.ts";
import { buildOutline } from "./outline.ts";
import { readPageText } from "./page-text.ts";
import { type Piece, piecesOf, statementsIn } from "./pieces.ts";
import { buildProvisions, numbersRestart } from "./provisions.ts";
import { findUnitStatements, type UnitStatement } from "./responsible-units.ts";
import { cutUnnumbered } from "./unnumbered-pieces.ts";
import { readValidity, type ValiditySentence } from "./validity-statements.ts";

export interface ParseOptions {
  readonly documentId: string;
  readonly notPartOfDocument?: DocumentMetadata["notPartOfDocument"];
}

/**
 * Reads a published document. Never throws and loses no character: each one of `ParsedDocument.source`, which is the
 * given source without page numbers and with broken lines joined, stands in the span of a provision or of a piece of
 * document matter, white space aside; all spans refer to it.
 */
export function parseDocument(source: string, options: ParseOptions): ParsedDocument {
  const page = readPageText(source);
  const text = page.text;
  const lines = linesOf(text);
  const warnings: ParseWarning[] = [];
  const outside = outsideSpans(text, options.notPartOfDocument ?? [], warnings);
  const extent = findDocumentExtent(lines, outside);
  const matterInBody = extent.matter.filter(
    ({ span }) => span.start >= extent.body.start && span.end <= extent.body.end,
  );
  const regions = without(
    extent.body,
    matterInBody.map(({ span }) => span),
  );
  const headings = findHeadings(text, regions);
  const outline = buildOutline(headings, extent.body.end);
  const statements = unitStatements(
    text,
    regions,
    headings.map((heading) => heading.start),
  );
  const level = decideClauseLevel(
    text,
    outline,
    statements.map(({ span }) => span),
  );
  const start = regions.find((region) => text.slice(region.start, region.end).trim() !== "")?.start;
  const numbered = piecesOf(outline, level, { start: start ?? extent.body.end, end: extent.body.end });
  const starts = headings.map((heading) => heading.start);
  const pieces = cutClosing(text, cutUnnumbered(text, numbered, statements), statements, starts);
  const restarts = numbersRestart(pieces);
  warnings.push(...numberingWarnings(pieces, restarts, page.lineAt));
  const style = titleStyle(text, pieces, statements);
  const provisions = buildProvisions(text, pieces, {
    documentId: options.documentId,
    statements,
    restarts,
    style,
  });
  if (!provisions.some((provision) => provision.kind === "clause")) {
    warnings.push({
      message: "没有找到带编号或责任单位的条款",
      at: `line ${page.lineAt(extent.body.start)}`,
    });
  }
  const { pageValidFrom, pageValidUntil, ...facts } = readDocumentFacts(text, lines, extent);
  const stated = readValidity(validitySentences(text, provisions, extent.matter), facts.date);
  return {
    source: text,
    ...facts,
    validFrom: stated.from ?? pageValidFrom,
    validUntil: stated.until ?? pageValidUntil,
    provisions,
    matter: extent.matter,
    warnings,
  };
}

/** Where the passages stand that metadata says are no part of the document; `to` is included. */
function outsideSpans(
  text: string,
  passages: DocumentMetadata["notPartOfDocument"],
  warnings: ParseWarning[],
): TextSpan[] {
  return passages.flatMap((passage) => {
    const start = text.indexOf(passage.from);
    const end = start < 0 ? -1 : text.indexOf(passage.to, start);
    if (start >= 0 && end >= 0) return [{ start, end: end + passage.to.length }];
    const missing = start < 0 ? passage.from : passage.to;
    warnings.push({
      message: `元数据 notPartOfDocument 所写的文字在正文中找不到:“${missing}”`,
      at: "line 1",
    });
    return [];
  });
}

function without(body: TextSpan, cut: readonly TextSpan[]): TextSpan[] {
  const left: TextSpan[] = [];
  let from = body.start;
  for (const span of cut) {
    if (span.start > from) left.push({ start: from, end: span.start });
    from = Math.max(from, span.end);
  }
  if (body.end > from) left.push({ start: from, end: body.end });
  return left;
}

/** Statements never reach over a heading, so each stretch between headings is read by itself. */
function unitStatements(
  text: string,
  regions: readonly TextSpan[],
  headings: readonly number[],
): UnitStatement[] {
  return regions.flatMap((region) => {
    const cuts = [
      region.start,
      ...headings.filter((start) => start > region.start && start < region.end),
      region.end,
    ];
    return cuts
      .slice(1)
      .flatMap((end, index) => findUnitStatements(text, { start: cuts[index] ?? end, end }));
  });
}

function titleStyle(
  text: string,
  pieces: readonly Piece[],
  statements: readonly UnitStatement[],
): TitleStyle {
  const clauses = pieces.filter((piece) => piece.role === "clause");
  const texts = clauses.map((piece) => {
    const start = piece.number?.end ?? piece.start;
    const units = statementsIn(statements, piece.start, piece.end)[0];
    return { start, end: Math.max(start, units?.span.start ?? piece.end) };
  });
  return titleStyleOf(
    text,
    texts,
    clauses.some((piece) => piece.number?.form === "article"),
  );
}

function validitySentences(
  text: string,
  provisions: readonly Provision[],
  matter: ParsedDocument["matter"],
): ValiditySentence[] {
  const fromEnd = provisions.length - 4;
  const own = provisions.flatMap((provision, index) =>
    [provision.title, ...provision.sentences.map((sentence) => sentence.text)].map((sentence) => ({
      text: sentence,
      heading: `${provision.chapter ?? ""} ${provision.title}`,
      nearEnd: index >= fromEnd,
    })),
  );
  const notice = matter
    .filter(({ kind }) => kind === "notice")
    .map(({ span }) => ({ text: text.slice(span.start, span.end), heading: "", nearEnd: true }));
  return [...own.toReversed(), ...notice];
}
