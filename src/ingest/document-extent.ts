import type { DocumentMatter, DocumentMatterKind } from "../domain/document.ts";
import type { TextSpan } from "../domain/text-span.ts";
import {
  documentNumberOfLine,
  headingNumberOf,
  introducesDocument,
  isAdoptionNote,
  isAttachmentHeading,
  isAttachmentList,
  isDateLine,
  isImprint,
  isIssuerLine,
  isMasthead,
  isNoticeSentence,
  isPublicNote,
  isRepealBanner,
  isSalutation,
  issuerBeforeDate,
  type Line,
} from "./document-lines.ts";
import { type DocumentTitles, findTitles } from "./document-title.ts";
import { bareFieldName, isPageLine } from "./page-fields.ts";

export interface DocumentExtent {
  readonly titles: DocumentTitles;
  /** Runs of lines in which provisions stand, in order, matter cut out. */
  readonly body: TextSpan;
  readonly matter: readonly DocumentMatter[];
}

/**
 * Parts the document from what surrounds it: where its provisions begin and end, and what each line outside is.
 * @param outside spans that are no part of the document
 */
export function findDocumentExtent(lines: readonly Line[], outside: readonly TextSpan[]): DocumentExtent {
  const kinds: (DocumentMatterKind | null)[] = lines.map((line) =>
    line.text !== "" && outside.some((span) => line.start < span.end && line.end > span.start)
      ? "outside"
      : null,
  );
  const titles = findTitles(lines, (index) => kinds[index] === "outside");
  const main = titles.inner ?? titles.outer;
  const bodyStart = main === null ? 0 : main.last + 1;
  markBefore(lines, kinds, titles, main?.first ?? 0);
  if (main !== null) mark(kinds, main.first, main.last, "title");
  const bodyEnd = markTail(lines, kinds, bodyStart);
  markHead(lines, kinds, titles, bodyStart, bodyEnd);
  markContents(lines, kinds, bodyStart, bodyEnd);
  return {
    titles,
    body: { start: lines[bodyStart]?.start ?? endOf(lines), end: lines[bodyEnd - 1]?.end ?? 0 },
    matter: matterOf(lines, kinds),
  };
}

type Kinds = (DocumentMatterKind | null)[];

function endOf(lines: readonly Line[]): number {
  return lines.at(-1)?.end ?? 0;
}

function mark(kinds: Kinds, first: number, last: number, kind: DocumentMatterKind): void {
  for (let index = first; index <= last; index += 1) kinds[index] ??= kind;
}

/** Everything before the main title is the page's, or the notice's. */
function markBefore(lines: readonly Line[], kinds: Kinds, titles: DocumentTitles, end: number): void {
  const outer = titles.inner === null ? null : titles.outer;
  for (let index = 0; index < end; index += 1) {
    const text = lines[index]?.text ?? "";
    const inNotice = outer !== null && index > outer.last;
    if (outer !== null && index >= outer.first && index <= outer.last) kinds[index] ??= "title";
    else kinds[index] ??= matterKindOf(text) ?? (inNotice ? "notice" : "page");
  }
}

/** What a line is by its own words, or null for a line that could be text of a provision. */
function matterKindOf(text: string): DocumentMatterKind | null {
  if (documentNumberOfLine(text) !== null) return "document-number";
  if (isDateLine(text)) return "date";
  if (isIssuerLine(text) || issuerBeforeDate(text) !== null) return "signature";
  if (isPublicNote(text)) return "public-note";
  if (isImprint(text)) return "imprint";
  if (isRepealBanner(text)) return "page";
  if (isAdoptionNote(text)) return "adoption-note";
  if (isMasthead(text) || isPageLine(text) || introducesDocument(text)) return "page";
  return null;
}

/** Between the title and the first provision: number, salutation, a notice without a title of its own below. */
function markHead(
  lines: readonly Line[],
  kinds: Kinds,
  titles: DocumentTitles,
  start: number,
  end: number,
): void {
  const noticeLine = lines.findIndex(
    (line, index) => index >= start && index < end && isNoticeSentence(line.text),
  );
  const firstHeading = lines.findIndex(
    (line, index) => index >= start && index < end && headingNumberOf(line.text) !== null,
  );
  const issues = titles.inner === null && titles.issued !== null && noticeLine >= 0;
  const isBeforeHeading = firstHeading < 0 || noticeLine < firstHeading;
  const noticeEnd = issues && isBeforeHeading ? noticeLine : -1;
  for (let index = start; index < end; index += 1) {
    const text = lines[index]?.text ?? "";
    if (text === "" || kinds[index] !== null) continue;
    const previous = lines[index - 1]?.text ?? "";
    const kind =
      matterKindOf(text) ??
      (isSalutation(text) ? "salutation" : null) ??
      (isAttachmentList(text) || isAttachmentHeading(text) ? "attachments" : null) ??
      (bareFieldName(previous) !== null && kinds[index - 1] === "page" ? "page" : null) ??
      (index <= noticeEnd ? "notice" : null);
    if (kind === null) return;
    kinds[index] = kind;
  }
}

/** Marks what follows the last provision and returns the index of the line after it. */
function markTail(lines: readonly Line[], kinds: Kinds, start: number): number {
  let end = lines.length;
  const attachments = firstAttachment(lines, start);
  if (attachments !== null) {
    mark(kinds, attachments, end - 1, "attachments");
    end = attachments;
  }
  let sawDate = false;
  for (;;) {
    const index = lastLine(lines, kinds, start, end);
    if (index === null) break;
    const text = lines[index]?.text ?? "";
    const list = attachmentListBefore(lines, index, start);
    const kind = tailKindOf(text, sawDate);
    if (list !== null) {
      mark(kinds, list, index, "attachments");
      end = list;
    } else if (kind !== null) {
      kinds[index] = kind;
      sawDate ||= kind === "date" || issuerBeforeDate(text) !== null;
      end = index;
    } else break;
  }
  const last = lastLine(lines, kinds, start, end);
  return last === null ? start : last + 1;
}

function lastLine(lines: readonly Line[], kinds: Kinds, start: number, end: number): number | null {
  for (let index = end - 1; index >= start; index -= 1) {
    if (lines[index]?.text !== "" && kinds[index] === null) return index;
  }
  return null;
}

function tailKindOf(text: string, sawDate: boolean): DocumentMatterKind | null {
  if (/^特此(?:通知|通告|公告|函告|函复|批复|决定)[。.]?$/u.test(text)) return "notice";
  const kind = matterKindOf(text);
  // A short unit name at the very end, no date below it, is the end of a list of units.
  if (kind === "signature" && !sawDate && text.length < 7) return null;
  if (kind !== null) return kind;
  // Above a date even an abbreviated or lengthened name of the issuer is a signature.
  return sawDate &&
    text.length <= 30 &&
    /^[\p{Script=Han}\s]+$/u.test(text) &&
    /[府局委办会部厅院]$/u.test(text)
    ? "signature"
    : null;
}

/** `附件` alone on a line, behind at least one provision, opens the attachments. */
function firstAttachment(lines: readonly Line[], start: number): number | null {
  let seen = false;
  for (let index = start; index < lines.length; index += 1) {
    const text = lines[index]?.text ?? "";
    if (headingNumberOf(text) !== null) seen = true;
    if (seen && isAttachmentHeading(text)) return index;
  }
  return null;
}

/** `附件:1.…` and the numbered lines below it, when nothing but them stands between it and `last`. */
function attachmentListBefore(lines: readonly Line[], last: number, start: number): number | null {
  for (let index = last; index >= start; index -= 1) {
    const text = lines[index]?.text ?? "";
    if (isAttachmentList(text)) return index;
    const number = headingNumberOf(text);
    const isEntry =
      text === "" ||
      (text.length <= 60 && !/[。;；]/u.test(text) && (number?.form.startsWith("arabic") ?? false));
    if (!isEntry) return null;
  }
  return null;
}

const contentsLeader = /(?:…{1,}|\.{4,}|·{3,}|\s{3,})\s*[0-9０-９]{1,3}$/u;

/** A table of contents: from 目录, or the first of its entries, to where that entry comes again; lines with leaders. */
function markContents(lines: readonly Line[], kinds: Kinds, start: number, end: number): void {
  const inBody = (index: number): boolean => index >= start && index < end;
  const heading = lines.findIndex(
    (line, index) => inBody(index) && /^[[【]?目\s*[录次][\]】]?$/u.test(line.text),
  );
  const firstEntry = lines.findIndex((line, index) => inBody(index) && index > heading && isEntry(line.text));
  const entry = entryText(lines[firstEntry]?.text ?? "");
  const again = lines.findIndex(
    (line, index) => index > firstEntry && inBody(index) && entryText(line.text) === entry,
  );
  const between = lines.slice(firstEntry, again).filter((line) => line.text !== "");
  // Without the word 目录 only a row of bare headings is one.
  const isContents = heading >= 0 || (between.length >= 2 && between.every((line) => isEntry(line.text)));
  if (firstEntry >= 0 && again > firstEntry && isContents) {
    remark(lines, kinds, heading >= 0 ? heading : firstEntry, again - 1);
    return;
  }
  if (heading >= 0) kinds[heading] = "contents";
  for (let index = start; index < end; index += 1) {
    const text = lines[index]?.text ?? "";
    if (contentsLeader.test(text) && text.length <= 80 && !/[。;；]/u.test(text)) kinds[index] = "contents";
  }
}

function isEntry(text: string): boolean {
  return text.length >= 3 && text.length <= 80 && !/[。;；:：]/u.test(text) && headingNumberOf(text) !== null;
}

function remark(lines: readonly Line[], kinds: Kinds, first: number, last: number): void {
  for (let index = first; index <= last; index += 1) {
    if (lines[index]?.text !== "" && kinds[index] !== "outside") kinds[index] = "contents";
  }
}

function entryText(text: string): string {
  return text.replace(contentsLeader, "").replace(/[\s\u3000]+|[-—]\s*\d+\s*[-—]?$|(?<=\D)\d{1,3}$/gu, "");
}

/** Neighbouring lines of one kind are one piece of matter. */
function matterOf(lines: readonly Line[], kinds: Kinds): DocumentMatter[] {
  const matter: DocumentMatter[] = [];
  let previous: DocumentMatterKind | null = null;
  for (const [index, line] of lines.entries()) {
    if (line.text === "") continue;
    const kind = kinds[index] ?? null;
    const last = matter.at(-1);
    if (kind !== null && kind === previous && last !== undefined) {
      matter[matter.length - 1] = { kind, span: { start: last.span.start, end: line.end } };
    } else if (kind !== null) matter.push({ kind, span: { start: line.start, end: line.end } });
    previous = kind;
  }
  return matter;
}
