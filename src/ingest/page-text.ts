import { endsLikeTitle } from "./document-lines.ts";
import { isReference, type OfficialNumber, readOfficialNumber } from "./official-numbering.ts";
import { pageFieldAt } from "./page-fields.ts";
import { startsUnitStatement } from "./responsible-units.ts";
import { looksLikeUnit } from "./unit-names.ts";

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
  const parts: string[] = [];
  let length = 0;
  let sentence = "";
  let previous: SourceLine | null = null;
  let crossedPage = false;
  for (const line of lines) {
    if (line.furniture) {
      crossedPage = true;
      continue;
    }
    const isBlank = line.text.trim() === "";
    // A page break leaves blank lines around its number; a sentence goes on behind them.
    if (isBlank && crossedPage && layout.full !== null && isUnfinished(sentence)) continue;
    const joined = previous !== null && !isBlank && continues(sentence, previous, line, layout);
    const last = parts.length - 1;
    if (joined) {
      const trimmed = (parts[last] ?? "").trimEnd();
      length -= (parts[last] ?? "").length - trimmed.length;
      parts[last] = trimmed;
    }
    const kept = joined ? line.text.trimStart() : line.text;
    const between = previous === null ? "" : joined ? (needsSpace(sentence, kept) ? " " : "") : "\n";
    starts.push({ offset: length + between.length, line: line.number });
    parts.push(between + kept);
    length += between.length + kept.length;
    sentence = joined ? shortened(sentence + kept.trimEnd()) : kept.trim();
    previous = line;
    crossedPage = false;
  }
  return { text: parts.join(""), lineAt: (offset) => lineOf(starts, offset) };
}

/** Of a sentence only the beginning and the end are ever asked. */
function shortened(sentence: string): string {
  return sentence.length <= 1200 ? sentence : sentence.slice(0, 400) + sentence.slice(-400);
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

/** A short line that stands above, or below, most page numbers is the running head or foot of the pages. */
function runningHeadsBeside(lines: readonly string[], isPageNumber: readonly boolean[]): Set<number> {
  const pages = isPageNumber.filter((found) => found).length;
  const heads = new Set<number>();
  for (const step of [-1, 1]) {
    const candidates = new Map<string, number[]>();
    for (const [index, found] of isPageNumber.entries()) {
      if (!found) continue;
      let beside = index + step;
      while (lines[beside]?.trim() === "") beside += step;
      const text = lines[beside]?.trim() ?? "";
      const isText = text === "" || text.length > 40 || finished.test(text) || isPageNumber[beside] === true;
      if (!isText && !beginsAnew(text)) candidates.set(text, [...(candidates.get(text) ?? []), beside]);
    }
    for (const indexes of candidates.values()) {
      if (indexes.length >= 2 && indexes.length * 5 >= (pages - 1) * 3)
        for (const index of indexes) heads.add(index);
    }
  }
  return heads;
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
/** 本政策自…起施行 begins a paragraph, however full the line above it is. */
const beginsClosing =
  /^\s*(?:本(?:政策|措施|办法|意见|通知|细则|规定|方案|决定)|上述|以上).{0,40}(?:施行|实施|执行|有效)/u;
/** A line shorter than a full one by as much may still be full: a number or a word is not broken. */
const raggedness = 3;
const narrowestPage = 14;
const widestPage = 90;

function displayWidth(line: string): number {
  let width = 0;
  for (const character of line.trimEnd()) width += character.charCodeAt(0) < 0x2000 ? 0.5 : 1;
  return width;
}

/**
 * Lines were broken by a width when lines of nearly one width break off in the middle and something goes on below.
 * Lists, headings and titles break off too, but what follows them begins anew.
 */
function pageLayout(lines: readonly SourceLine[]): Layout {
  const content = lines.filter((line) => !line.furniture);
  const printed = content.map((line) => line.text).filter((line) => line.trim() !== "");
  const indented = printed.filter((line) => indent.test(line)).length >= 2;
  const brokenOff = content.flatMap(({ text }, index) => {
    const next = content[index + 1]?.text ?? "";
    const isCut = cannotEnd.test(text.slice(-4));
    const goesOn = next.trim() !== "" && (isCut || !beginsAnew(next)) && !(indented && indent.test(next));
    return goesOn && !isFinished(text) && text.trim() !== "" ? [text] : [];
  });
  // Pages are so many characters wide, or so many columns, of which a Latin letter takes half: whichever fits better.
  const layouts = [displayWidth, characterWidth].flatMap((width) => {
    const widths = brokenOff.map(width).filter((value) => value >= narrowestPage && value <= widestPage);
    const full = fullWidth(widths);
    if (full === null) return [];
    const atWidth = widths.filter((value) => Math.abs(value - full) <= raggedness).length;
    const longLines = printed.filter((line) => width(line) >= full - raggedness);
    const overlong = longLines.filter((line) => width(line) > full + raggedness).length;
    const isBroken = atWidth >= 3 && atWidth * 2.5 >= longLines.length && overlong * 20 <= printed.length;
    const exact = widths.filter((value) => Math.abs(value - full) <= 0.5).length;
    return isBroken ? [{ full, width, indented, exact }] : [];
  });
  const [best] = layouts.toSorted((left, right) => right.exact - left.exact);
  return best ?? { full: null, width: displayWidth, indented };
}

function characterWidth(line: string): number {
  return line.trimEnd().length;
}

/** The greatest width that is common; the ends of paragraphs are shorter, and of any width. */
function fullWidth(widths: readonly number[]): number | null {
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(Math.round(width), (counts.get(Math.round(width)) ?? 0) + 1);
  const highest = Math.max(0, ...counts.values());
  const common = [...counts].flatMap(([width, count]) => (count * 3 >= highest && count >= 2 ? [width] : []));
  return common.length === 0 ? null : Math.max(...common);
}

/** Whether nothing has to follow: a full stop, or a statement of units. */
function isFinished(text: string): boolean {
  const tail = text.slice(-120).trimEnd();
  if (isInsideStatement(tail)) return false;
  if (finished.test(tail)) return true;
  const isClosed = /[)）\]】]$/.test(tail);
  if (isClosed && /(?:单位|部门|科室|牵头|负责|配合|局|委|办)/u.test(lastBracket(tail))) return true;
  const last = tail.split(/[。；;]/u).at(-1) ?? "";
  return (
    startsUnitStatement(last) &&
    !/^\s*[(（[【]/.test(last) &&
    looksLikeUnit(last.split(/[、,，:：\s]/u).at(-1) ?? "")
  );
}

/** The bracketed passage that ends the text, brackets inside it included. */
function lastBracket(text: string): string {
  let depth = 0;
  for (let index = text.length - 1; index >= 0; index -= 1) {
    if (")）]】".includes(text.charAt(index))) depth += 1;
    else if ("(（[【".includes(text.charAt(index))) depth -= 1;
    if (depth === 0) return text.slice(index);
  }
  return text;
}

/** Whether a bracket that opens a statement of units is still open at the end. */
function isInsideStatement(tail: string): boolean {
  let open: string[] = [];
  for (const [index, character] of [...tail].entries()) {
    if ("(（[【".includes(character)) open.push([...tail].slice(index, index + 20).join(""));
    else if (")）]】".includes(character)) open = open.slice(0, -1);
  }
  return open.some((opened) => startsUnitStatement(opened));
}

/** A line that says something (it has a comma or a full stop inside) and breaks off. */
function isUnfinished(sentence: string): boolean {
  return /[,，。;；]/.test(sentence) && !isFinished(sentence);
}

/** A title, heading or name: it breaks off, but nothing goes on. */
function isWholeLine(sentence: string): boolean {
  return !/[,，。;；:：]/.test(sentence) && endsLikeTitle(sentence);
}

function beginsAnew(line: string): boolean {
  return startsProvision(line) || startsUnitStatement(line) || pageFieldAt(line) !== null;
}

function continues(sentence: string, previous: SourceLine, line: SourceLine, layout: Layout): boolean {
  if (previous.text.trim() === "") return false;
  if (/[(（[【〔]\s*$/.test(sentence.slice(-4))) return true;
  if (startsUnitStatement(line.text)) return false;
  if (cannotEnd.test(sentence.slice(-4)) || cannotBegin.test(line.text)) return true;
  if (isInsideStatement(sentence.slice(-300)) && !startsProvision(line.text)) return true;
  if (layout.full === null || pageFieldAt(line.text) !== null || isWholeLine(sentence)) return false;
  if (beginsClosing.test(line.text)) return false;
  const width = layout.width(previous.text);
  // 1 / 4.支持…: a number that the page's width broke.
  if (width >= layout.full - 1 && /\d$/.test(previous.text.trimEnd()) && /^\d/.test(line.text)) return true;
  const isIndented = indent.test(line.text);
  if (isFinished(previous.text)) {
    // A full line may end with a full stop by chance and its paragraph go on.
    const isFull = layout.indented ? width >= layout.full - 1 && !isIndented : width >= layout.full;
    return isFull && !/[)）\]】]\s*$/.test(previous.text) && !startsProvision(line.text);
  }
  if (layout.indented && isIndented) return false;
  const isHeading = startsProvision(sentence) && !/[,，。;；:：]/.test(sentence);
  const isFull = width >= layout.full - (isHeading ? 1 : raggedness);
  if (startsProvision(line.text)) return isFull && isUnfinished(sentence) && !isNextOf(sentence, line.text);
  return isFull || isUnfinished(sentence);
}

function startsProvision(line: string): boolean {
  const number = numberOf(line);
  return number !== null && !isReference(line, number);
}

/** (三)… / (四)…: a heading, however unfinished the line above is. */
function isNextOf(sentence: string, line: string): boolean {
  const own = numberOf(sentence);
  const next = numberOf(line);
  return own !== null && own.form === next?.form && own.value + 1 === next.value;
}

function numberOf(line: string): OfficialNumber | null {
  return readOfficialNumber(line, line.length - line.trimStart().length);
}

function needsSpace(before: string, after: string): boolean {
  return /[A-Za-z]$/.test(before.slice(-1)) && /^[A-Za-z]/.test(after);
}
