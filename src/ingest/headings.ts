import type { TextSpan } from "../domain/text-span.ts";
import { headingMarks } from "./document-lines.ts";
import {
  isReference,
  type NumberingForm,
  type OfficialNumber,
  readDecimalNumber,
  readOfficialNumber,
} from "./official-numbering.ts";

/** A number that opens a part of the document. */
export interface Heading {
  readonly number: OfficialNumber;
  /** Where the part begins: the number, or the marks of Markdown before it. */
  readonly start: number;
  readonly beginsLine: boolean;
}

/**
 * The headings of `source` within `regions`, in order. A number heads something when it begins a line outside
 * quotation marks and refers to nothing; within a line when it goes on exactly where a row of headings stopped, after
 * a full stop or a closing bracket (clauses that share a line). What looks like a reference heads something after all
 * when the row of headings has a gap just there.
 */
export function findHeadings(source: string, regions: readonly TextSpan[]): Heading[] {
  const quoted = quotedPassages(source);
  const readers = hasDecimalNumbering(source, regions)
    ? [readDecimalNumber, readOfficialNumber]
    : [readOfficialNumber];
  const headings: Heading[] = [];
  const references: Heading[] = [];
  const row = new RowOfHeadings();
  for (const region of regions) {
    for (const position of candidatePositions(source, region)) {
      if (headings.length > 0 && position.number < (headings.at(-1)?.number.end ?? 0)) continue;
      const number = firstNumber(readers, source, position.number, region.end);
      if (number === null || isWithin(quoted, position.number)) continue;
      const heading = { number, start: position.start, beginsLine: position.beginsLine };
      if (isReference(source, number)) {
        if (position.beginsLine) references.push(heading);
        continue;
      }
      if (!position.beginsLine && !row.goesOnInline(source, number, headings.at(-1))) continue;
      headings.push(heading);
      row.add(number);
    }
  }
  return withMissing(headings, references);
}

/** Puts the apparent references among the headings that are exactly what a gap in their row lacks. */
function withMissing(headings: readonly Heading[], references: readonly Heading[]): Heading[] {
  const last = new Map<NumberingForm, Heading>();
  const found: Heading[] = [];
  let next = 0;
  for (const heading of headings) {
    const between: Heading[] = [];
    for (; (references[next]?.start ?? heading.start) < heading.start; next += 1) {
      const reference = references[next];
      if (reference !== undefined) between.push(reference);
    }
    const previous = last.get(heading.number.form);
    if (previous !== undefined && heading.number.value === previous.number.value + 2) {
      const missing = between.find(
        ({ number }) => number.form === heading.number.form && number.value === previous.number.value + 1,
      );
      if (missing !== undefined) found.push(missing);
    }
    found.push(heading);
    last.set(heading.number.form, heading);
  }
  return found;
}

interface Position {
  readonly start: number;
  readonly number: number;
  readonly beginsLine: boolean;
}

const mayFollowWithin = /[。！？!?)）】\]”」\s]/;
const firstOfLabel =
  /[第(（〔[【\d０-９一二三四五六七八九十百廿壹贰叁肆伍陆柒捌玖拾\u2460-\u249b\u3220-\u3229\u3251-\u325f\u32b1-\u32bf\u2776-\u277f措政任举专条]/;

function* candidatePositions(source: string, region: TextSpan): Generator<Position> {
  let lineStart = true;
  for (let index = region.start; index < region.end; index += 1) {
    if (lineStart) {
      const lineEnd = Math.min(region.end, endOfLine(source, index));
      const marks = headingMarks.exec(source.slice(index, Math.min(lineEnd, index + 200)))?.[0].length ?? 0;
      const blank =
        source.slice(index, index + marks).length - source.slice(index, index + marks).trimStart().length;
      yield { start: index + blank, number: index + marks, beginsLine: true };
      lineStart = false;
      index += marks;
      if (index >= region.end) return;
    }
    const character = source.charAt(index);
    if (character === "\n") lineStart = true;
    else if (firstOfLabel.test(character)) yield { start: index, number: index, beginsLine: false };
  }
}

function endOfLine(source: string, from: number): number {
  const end = source.indexOf("\n", from);
  return end < 0 ? source.length : end;
}

function firstNumber(
  readers: readonly ((text: string, offset: number) => OfficialNumber | null)[],
  source: string,
  offset: number,
  end: number,
): OfficialNumber | null {
  for (const read of readers) {
    const number = read(source, offset);
    if (number !== null && number.start + number.printed.length <= end) return number;
  }
  return null;
}

/** What numbers have come, so that one within a line can be told from a reference or an enumeration. */
class RowOfHeadings {
  readonly #last = new Map<NumberingForm, number>();

  add(number: OfficialNumber): void {
    this.#last.set(number.form, number.value);
  }

  goesOnInline(source: string, number: OfficialNumber, previous: Heading | undefined): boolean {
    if (number.form === "named" || number.form.startsWith("decimal")) return false;
    const before = source.charAt(number.start - 1);
    const isNext = (this.#last.get(number.form) ?? 0) + 1 === number.value;
    const opensBelow =
      previous !== undefined && isBareHeading(source.slice(previous.number.end, number.start));
    // 第一章总则第一条为了…: a text that lost its lines.
    const lostItsLines = isStatutory(number.form) && opensBelow && isNext;
    if (!mayFollowWithin.test(before) && !lostItsLines) return false;
    if (
      /\s/.test(before) &&
      number.form.startsWith("arabic") &&
      !/[。;；)）]\s*$/.test(source.slice(Math.max(0, number.start - 4), number.start))
    ) {
      return false;
    }
    if (isNext) return this.#last.has(number.form) || opensBelow;
    return number.value === 1 && opensBelow && previous?.number.form !== number.form;
  }
}

function isStatutory(form: NumberingForm): boolean {
  return form === "chapter" || form === "section" || form === "article";
}

/** Nothing but a title between two numbers: 一、科技创新政策(由区科技局牵头实施)(一)… */
function isBareHeading(between: string): boolean {
  return between.length <= 60 && !/[。；;，,：:][^\s]/u.test(between.replace(/[(（][^()（）]*[)）]/gu, ""));
}

/** Quoted passages over more than one line, as decisions that amend others quote new articles. */
function quotedPassages(source: string): TextSpan[] {
  const longest = 4000;
  const open: number[] = [];
  const passages: TextSpan[] = [];
  for (const match of source.matchAll(/[“”]/gu)) {
    if (match[0] === "“") open.push(match.index);
    else {
      const start = open.pop();
      if (
        start !== undefined &&
        match.index - start <= longest &&
        source.slice(start, match.index).includes("\n")
      ) {
        passages.push({ start, end: match.index });
      }
    }
  }
  return passages.toSorted((left, right) => left.start - right.start);
}

function isWithin(passages: readonly TextSpan[], offset: number): boolean {
  return passages.some((passage) => offset > passage.start && offset < passage.end);
}

/** Plans number 1, 1.1, 1.2; a lone 1.5 at a line start is an amount. */
function hasDecimalNumbering(source: string, regions: readonly TextSpan[]): boolean {
  const found = new Set<string>();
  for (const region of regions) {
    for (const match of source
      .slice(region.start, region.end)
      .matchAll(/^[ \t\u3000#*]*(\d{1,2}[.．]\d{1,2})(?=[ \t\u3000]|\p{Script=Han})/gmu)) {
      const start = region.start + match.index + match[0].length - (match[1]?.length ?? 0);
      if (readDecimalNumber(source, start)?.form === "decimal-2")
        found.add((match[1] ?? "").replace("．", "."));
    }
  }
  return found.has("1.1") && (found.has("1.2") || found.has("2.1"));
}
