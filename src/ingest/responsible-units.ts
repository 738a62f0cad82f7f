import type { ResponsibleUnit, UnitRole } from "../domain/document.ts";
import type { TextSpan } from "../domain/text-span.ts";
import { readUnitList } from "./unit-names.ts";
import {
  allAreNames,
  readBareNames,
  readKeyedUnits,
  readSegments,
  readUnitPhrase,
  roleKeyPattern,
  roleOf,
  rolePattern,
} from "./unit-phrases.ts";

/** A passage that says nothing but who carries a provision out: `(责任单位:区发改局)`, `牵头单位:区科技局`. */
export interface UnitStatement {
  /** Brackets and keys included. */
  readonly span: TextSpan;
  readonly units: readonly ResponsibleUnit[];
}

const statementAtStart = new RegExp(`^[\\s\\u3000*>#•·-]*(?:[(（\\[【〔〈{]\\s*)?${roleKeyPattern}`, "u");

/** Whether a line opens with a statement of units; used before anything is known of the document. */
export function startsUnitStatement(line: string): boolean {
  return statementAtStart.test(line);
}

/**
 * The statements of units within `within`, in order. Recognised are bracketed statements with a key
 * (`(责任单位:…)`), keys that begin a line or follow a full stop (`责任单位:…`), and, at the end of a paragraph,
 * bracketed phrases (`(区科技局牵头,区财政局配合)`) and bracketed names (`。(市发展改革委)`).
 */
export function findUnitStatements(source: string, within: TextSpan): UnitStatement[] {
  const finders = [nextBracketed, nextKeyed, nextSpaced];
  const next = finders.map((find) => find(source, within.start, within));
  const statements: UnitStatement[] = [];
  for (;;) {
    const [first] = next
      .filter((statement) => statement !== null)
      .toSorted((left, right) => left.span.start - right.span.start);
    if (first === undefined) return statements;
    statements.push(first);
    for (const [index, find] of finders.entries()) {
      const found = next[index];
      if (found && found.span.start < first.span.end) next[index] = find(source, first.span.end, within);
    }
  }
}

const closersOf: ReadonlyMap<string, string> = new Map([
  ["(", ")）"],
  ["（", ")）"],
  ["[", "]］"],
  ["［", "]］"],
  ["【", "】"],
  ["〔", "〕"],
  ["〈", "〉"],
  ["{", "}"],
]);
const openerOfKey = new RegExp(`^.\\s*${roleKeyPattern}`, "u");
const keyInBrackets = new RegExp(`^[【\\[(（〔]\\s*${rolePattern}\\s*[】\\])）〕]$`, "u");

/** A statement longer than this is no statement. */
const longestStatement = 600;

function nextBracketed(source: string, from: number, within: TextSpan): UnitStatement | null {
  const to = within.end;
  for (let start = from; start < to; start += 1) {
    const closers = closersOf.get(source.charAt(start));
    if (closers === undefined) continue;
    const limit = Math.min(to, start + longestStatement);
    const close = closingBracket(source, start, limit, closers);
    const end = close ?? endOfUnclosed(source, start, limit);
    if (end === null) continue;
    const span = { start, end: close === null ? end : end + 1 };
    const content = source.slice(start + 1, end);
    const units =
      readKeyedUnits(content, start + 1) ??
      (endsParagraph(source, span.end, to) ? readUnkeyed(source, start, content) : null) ??
      (isBesideHeading(source.slice(within.start, start)) ? readLeadPhrase(source, span, content) : null);
    if (units !== null) return { span, units };
    const role = keyInBrackets.exec(source.slice(span.start, span.end));
    if (role !== null && standsApart(source, span.start)) {
      const statement = bareStatement(source, span.start, span.end, roleOf(role), to);
      if (statement !== null) return statement;
    }
  }
  return null;
}

/** Whether nothing but a heading comes before: 一、科技创新政策(由区科技局牵头实施)以科技创新…. */
function isBesideHeading(before: string): boolean {
  return before.length <= 60 && !/[。;；,，\n]/u.test(before.trim());
}

/** Within a line only a leading unit, or a phrase that ends a title, is about the whole provision. */
function readLeadPhrase(source: string, span: TextSpan, content: string): ResponsibleUnit[] | null {
  const units = readUnitPhrase(content, span.start + 1);
  const isWhole = source.charAt(span.end) === "。" || units?.some((unit) => unit.role === "lead") === true;
  return isWhole ? units : null;
}

function readUnkeyed(source: string, start: number, content: string): ResponsibleUnit[] | null {
  const phrase = readUnitPhrase(content, start + 1);
  if (phrase !== null) return phrase;
  return /[。；;]\s{0,2}$/.test(source.slice(Math.max(0, start - 3), start))
    ? readBareNames(content, start + 1)
    : null;
}

function closingBracket(source: string, start: number, limit: number, closers: string): number | null {
  const opener = source.charAt(start);
  let depth = 0;
  for (let index = start; index < limit; index += 1) {
    const character = source.charAt(index);
    if (character === opener || closersOf.get(character) === closers) depth += 1;
    else if (closers.includes(character)) {
      depth -= 1;
      if (depth === 0) return index;
    }
  }
  return null;
}

/** `(责任单位:区发改局` whose bracket was forgotten ends with its line. */
function endOfUnclosed(source: string, start: number, limit: number): number | null {
  if (!openerOfKey.test(source.slice(start, start + 40))) return null;
  const lineEnd = source.indexOf("\n", start);
  return lineEnd < 0 || lineEnd > limit ? limit : lineEnd;
}

function endsParagraph(source: string, end: number, to: number): boolean {
  return /^[ \t\u3000]*[。.;；]?[ \t\u3000]*(?:\n|$)/.test(source.slice(end, Math.min(to, end + 40)));
}

function standsApart(source: string, start: number): boolean {
  return /(?:^|[\n。；;)）])[ \t\u3000]*$/.test(source.slice(Math.max(0, start - 12), start));
}

const bareKey = new RegExp(
  `(?<=^|[\\n。；;)）】\\]—]|[\\n。；;)）][ \\t\\u3000*>•·-]+| {2,}|\\u3000)${roleKeyPattern}`,
  "gu",
);
const bareKeyWithSpace = new RegExp(
  `(?<=^|\\n[ \\t\\u3000]*)${rolePattern}[ \\t\\u3000]+(?=[^\\s][^\\n]{1,80}(?:\\n|$))`,
  "gu",
);
/** How far back of a position the words lie that tell whether a key may stand there. */
const lookBack = 24;

function nextKeyed(source: string, from: number, within: TextSpan): UnitStatement | null {
  return nextBare(source, from, within.end, bareKey, () => true);
}

/** A key without a colon is one only before names and nothing else. */
function nextSpaced(source: string, from: number, within: TextSpan): UnitStatement | null {
  return nextBare(source, from, within.end, bareKeyWithSpace, (statement) => allAreNames(statement.units));
}

function nextBare(
  source: string,
  from: number,
  to: number,
  pattern: RegExp,
  accepts: (statement: UnitStatement) => boolean,
): UnitStatement | null {
  const base = Math.max(0, from - lookBack);
  const text = source.slice(base, to);
  pattern.lastIndex = from - base;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const resume = pattern.lastIndex;
    // A dash before the key belongs to the statement.
    const start = base + match.index - (/[—-]+$/.exec(text.slice(0, match.index))?.[0].length ?? 0);
    const list = base + match.index + match[0].length;
    const statement = bareStatement(source, start, list, roleOf(match), to);
    if (statement !== null && accepts(statement)) return statement;
    pattern.lastIndex = resume;
  }
  return null;
}

/** A statement without brackets: its list ends with the line or the full stop. */
function bareStatement(
  source: string,
  start: number,
  listStart: number,
  role: UnitRole,
  to: number,
): UnitStatement | null {
  const lineEnd = endOfList(source, listStart, to);
  const list = source.slice(listStart, lineEnd);
  if (list.trim() !== "") {
    const units = readSegments(list, listStart, role);
    return units.length === 0 ? null : { span: { start, end: listStart + list.trimEnd().length }, units };
  }
  // The key stands alone on its line, and its list on the next.
  const next = Math.min(to, lineEnd + 1);
  const nextEnd = endOfList(source, next, to);
  const nextLine = source.slice(next, nextEnd);
  if (startsUnitStatement(nextLine)) return { span: { start, end: listStart }, units: [] };
  const units = readUnitList(nextLine, next, role);
  return allAreNames(units)
    ? { span: { start, end: next + nextLine.trimEnd().length }, units }
    : { span: { start, end: listStart }, units: [] };
}

function endOfList(source: string, from: number, to: number): number {
  const match = /[。\n]/.exec(source.slice(from, to));
  if (match === null) return to;
  return match[0] === "。" ? from + match.index + 1 : from + match.index;
}
