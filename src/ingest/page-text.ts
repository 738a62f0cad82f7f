import { isReference, readOfficialNumber } from "./official-numbering.ts";
import { pageFieldAt } from "./page-fields.ts";
import { startsUnitStatement } from "./responsible-units.ts";

/**
 * A document's text without what the page did to it: page numbers and running heads dropped, the lines of a
 * sentence that the page's width broke joined, every line end `\n`. Nothing else changes: all other characters
 * stand as published, in order.
 */
export interface PageText {
  readonly text: string;
  /** 1-based line of the source in which the character at `offset` of `text` stands. */
  lineAt(offset: number): number;
}

interface SourceLine {
  readonly text: string;
  /** 1-based. */
  readonly number: number;
  /** A page number or running head. */
  readonly furniture: boolean;
}

export function readPageText(source: string): PageText {
  const lines = withoutFurniture(source.replace(/^\ufeff/, "").split(/\r\n|[\n\r\u2028\u2029\v\f\u0085]/));
  const layout = pageLayout(lines);
  const starts: { offset: number; line: number }[] = [];
  let text = "";
  let logicalLine = "";
  let previous: SourceLine | null = null;
  let crossedPage = false;
  for (const line of lines) {
    if (line.furniture) {
      crossedPage = true;
      continue;
    }
    if (previous !== null) {
      const blank = line.text.trim() === "";
      // A page break leaves blank lines around its number; a sentence goes on behind them.
      if (blank && crossedPage && isUnfinished(logicalLine)) continue;
      const joined = !blank && continues(logicalLine, previous, line, layout);
      if (joined) {
        text = text.trimEnd();
        text += needsSpace(text, line.text) ? " " : "";
      } else {
        text += "\n";
        logicalLine = "";
      }
      starts.push({ offset: text.length, line: line.number });
      const kept = joined ? line.text.trimStart() : line.text;
      text += kept;
      logicalLine += kept.trimEnd();
    } else {
      starts.push({ offset: 0, line: line.number });
      text = line.text;
      logicalLine = line.text.trimEnd();
    }
    previous = line;
    crossedPage = false;
  }
  return { text, lineAt: (offset) => lineOf(starts, offset) };
}

function lineOf(starts: readonly { offset: number; line: number }[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle]?.offset ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return starts[low]?.line ?? 1;
}

const pageNumberLine =
  /^\s*(?:[—–\-－―─‐·•]+\s*[0-9０-９]{1,4}\s*[—–\-－―─‐·•]+|第?\s*\d{1,4}\s*页?\s*[,，/／、]?\s*共\s*\d{1,4}\s*页|第\s*\d{1,4}\s*页|\d{1,4}\s*[/／]\s*\d{1,4}|[Pp]age\s*\d{1,4}(?:\s*of\s*\d{1,4})?)\s*$/;
const loneNumberLine = /^\s*\d{1,3}\s*$/;

function withoutFurniture(lines: readonly string[]): SourceLine[] {
  const loneNumbers = ascendingLoneNumbers(lines);
  const isPageNumber = lines.map((line, index) => pageNumberLine.test(line) || loneNumbers.has(index));
  const runningHeads = runningHeadsBeside(lines, isPageNumber);
  return lines.map((text, index) => ({
    text,
    number: index + 1,
    furniture: isPageNumber[index] === true || runningHeads.has(index),
  }));
}

/** Numbers alone on a line are page numbers when they count up by one, lines apart; else they may be a table. */
function ascendingLoneNumbers(lines: readonly string[]): Set<number> {
  const found = lines.flatMap((line, index) =>
    loneNumberLine.test(line) ? [{ index, value: Number(line) }] : [],
  );
  const counted = found.every(
    (entry, position) =>
      position === 0 ||
      (entry.value === (found[position - 1]?.value ?? 0) + 1 &&
        entry.index - (found[position - 1]?.index ?? 0) > 4),
  );
  return new Set(found.length >= 2 && counted ? found.map((entry) => entry.index) : []);
}

/** A short line that stands beside page numbers again and again is the running head of the pages. */
function runningHeadsBeside(lines: readonly string[], isPageNumber: readonly boolean[]): Set<number> {
  const candidates = new Map<string, number[]>();
  for (const [index, found] of isPageNumber.entries()) {
    if (!found) continue;
    for (const step of [-1, 1]) {
      let beside = index + step;
      while (lines[beside]?.trim() === "") beside += step;
      const text = lines[beside]?.trim() ?? "";
      if (text === "" || text.length > 40 || isPageNumber[beside]) continue;
      candidates.set(text, [...(candidates.get(text) ?? []), beside]);
    }
  }
  return new Set([...candidates.values()].filter((indexes) => new Set(indexes).size > 1).flat());
}

interface Layout {
  /** Width of a full line in the measure `width`, or null when lines are not broken by a width. */
  readonly full: number | null;
  readonly width: (line: string) => number;
  /** Paragraphs begin with an indent, so that a line without one continues. */
  readonly indented: boolean;
}

const indent = /^(?:[\u3000\t]| {2,})/;
const finished = /[。！？!?；;：:…][”’"』」）)】]*\s*$/;
const cannotEnd = /[、，,(（《〈“‘「『〔【]\s*$/;
const cannotBegin = /^\s*[，。、；：）》〉”’」』〕】,;:)!?！？]/;
/** A line shorter than a full one by as much may still be full: a number or a word is not broken. */
const raggedness = 3;
const narrowestPage = 12;
const widestPage = 90;

function displayWidth(line: string): number {
  let width = 0;
  for (const character of line.trimEnd()) width += character.charCodeAt(0) < 0x2000 ? 0.5 : 1;
  return width;
}

/** Lines were broken by a width when unfinished lines of nearly the greatest width are common. */
function pageLayout(lines: readonly SourceLine[]): Layout {
  const content = lines.filter((line) => !line.furniture && line.text.trim() !== "").map((line) => line.text);
  const indented = content.filter((line) => indent.test(line)).length >= 2;
  for (const width of [displayWidth, (line: string) => line.trimEnd().length]) {
    const unfinished = content.filter((line) => !finished.test(line)).map(width);
    const full = mostCommonWidth(unfinished.filter((value) => value >= narrowestPage && value <= widestPage));
    if (full === null) continue;
    const overlong = content.filter((line) => width(line) > full + raggedness).length;
    const broken = unfinished.filter((value) => Math.abs(value - full) <= raggedness).length;
    if (broken >= Math.max(3, content.length * 0.2) && overlong <= content.length * 0.05) {
      return { full, width, indented };
    }
  }
  return { full: null, width: displayWidth, indented };
}

function mostCommonWidth(widths: readonly number[]): number | null {
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(Math.round(width), (counts.get(Math.round(width)) ?? 0) + 1);
  const best = [...counts].toSorted((left, right) => right[1] - left[1] || right[0] - left[0])[0];
  return best === undefined ? null : best[0];
}

/** A line that says something (it has a comma or a full stop inside) and breaks off. */
function isUnfinished(logicalLine: string): boolean {
  return (
    /[,，。;；、]/.test(logicalLine) && !finished.test(logicalLine) && !/[)）】\]]\s*$/.test(logicalLine)
  );
}

function continues(logicalLine: string, previous: SourceLine, line: SourceLine, layout: Layout): boolean {
  if (previous.text.trim() === "" || line.text.trim() === "") return false;
  if (cannotEnd.test(logicalLine) || cannotBegin.test(line.text)) return true;
  if (layout.full === null) return false;
  const startsAnew = layout.indented && indent.test(line.text);
  const width = layout.width(previous.text);
  const isFull = width >= layout.full - raggedness;
  if (finished.test(previous.text)) {
    return layout.indented && !startsAnew && width >= layout.full - 1 && !startsProvision(line.text);
  }
  if (startsAnew || startsUnitStatement(line.text) || pageFieldAt(line.text) !== null) return false;
  if (startsProvision(line.text))
    return isFull && isUnfinished(logicalLine) && !/^\s*第.{1,5}[章条]/u.test(line.text);
  return isFull || isUnfinished(logicalLine);
}

function startsProvision(line: string): boolean {
  const number = readOfficialNumber(line, line.length - line.trimStart().length);
  return number !== null && !isReference(line, number);
}

function needsSpace(before: string, after: string): boolean {
  return /[A-Za-z]$/.test(before) && /^\s*[A-Za-z]/.test(after);
}
