import type { Sentence } from "../domain/document.ts";

/** A full stop; a half-width one too, where it stands between Chinese words and not in a number or a name. */
export const fullStop = /。|(?<=[\p{Script=Han})）”%])[.．](?=[\p{Script=Han}“（(《\s]|$)/u;

const enders = "。！？!?";
const semicolons = "；;";
const closers = "”’」』）)】》〉\"'";
const pairs: ReadonlyMap<string, string> = new Map([
  ["(", ")）"],
  ["（", ")）"],
  ["“", "”"],
  ["‘", "’"],
  ["《", "》"],
  ["〈", "〉"],
  ["「", "」"],
  ["『", "』"],
  ["【", "】"],
  ["〔", "〕"],
]);

/**
 * The sentences of a text, trimmed, in order. A sentence ends at 。！？!? outside brackets and quotation marks, closing
 * marks behind it included, and at the end of a paragraph. A semicolon ends none: 对首次认定的,给予奖励;对重新认定的,给予奖励
 * is one sentence, which `splitAtSemicolons` takes apart.
 * @param offset where `text` begins in the source that the spans refer to
 */
export function splitSentences(text: string, offset: number): Sentence[] {
  return split(text, offset, enders);
}

/** The parts of a sentence that stand on their own between semicolons, each with its semicolon. */
export function splitAtSemicolons(sentence: Sentence): Sentence[] {
  return split(sentence.text, sentence.span.start, enders + semicolons);
}

function split(text: string, offset: number, ends: string): Sentence[] {
  const sentences: Sentence[] = [];
  let paragraphStart = 0;
  for (const paragraph of text.split("\n")) {
    for (const [start, end] of cuts(paragraph, ends)) {
      const printed = paragraph.slice(start, end);
      const trimmed = printed.trim();
      if (trimmed === "") continue;
      const from = offset + paragraphStart + start + printed.indexOf(trimmed);
      sentences.push({ text: trimmed, span: { start: from, end: from + trimmed.length } });
    }
    paragraphStart += paragraph.length + 1;
  }
  return sentences;
}

function cuts(paragraph: string, ends: string): [number, number][] {
  const found: [number, number][] = [];
  const closes = matchingCloses(paragraph);
  let start = 0;
  let index = 0;
  while (index < paragraph.length) {
    const character = paragraph.charAt(index);
    const close = closes.get(index);
    if (close !== undefined) {
      const quotedEnd = isQuotedEnd(paragraph, index, close);
      index = close + 1;
      if (quotedEnd) {
        found.push([start, index]);
        start = index;
      }
      continue;
    }
    index += 1;
    if (!ends.includes(character) && !isHalfWidthStop(paragraph, index - 1)) continue;
    while (index < paragraph.length && (closers + ends).includes(paragraph.charAt(index))) index += 1;
    found.push([start, index]);
    start = index;
  }
  if (start < paragraph.length) found.push([start, paragraph.length]);
  return found;
}

function isHalfWidthStop(paragraph: string, index: number): boolean {
  const character = paragraph.charAt(index);
  return (
    (character === "." || character === "．") &&
    fullStop.test(paragraph.slice(Math.max(0, index - 1), index + 2))
  );
}

/** Longer than this nothing is enclosed: its closing mark is missing. */
const longestEnclosure = 1500;

/** Where each bracket and quotation mark is closed; one that is never closed in its paragraph encloses nothing. */
function matchingCloses(paragraph: string): Map<number, number> {
  const closes = new Map<number, number>();
  const open = new Map<string, number[]>([...pairs.values()].map((closing) => [closing, []]));
  for (let index = 0; index < paragraph.length; index += 1) {
    const character = paragraph.charAt(index);
    const closing = pairs.get(character);
    if (closing !== undefined) {
      open.get(closing)?.push(index);
      continue;
    }
    for (const [marks, starts] of open) {
      if (!marks.includes(character)) continue;
      const start = starts.pop();
      if (start !== undefined && index - start <= longestEnclosure) closes.set(start, index);
    }
  }
  return closes;
}

/** …修改为:“对…给予奖励。”一、将…: a quotation that ends with a full stop ends the sentence it closes. */
function isQuotedEnd(paragraph: string, open: number, close: number): boolean {
  if (paragraph.charAt(open) !== "“" || !enders.includes(paragraph.charAt(close - 1))) return false;
  const next = paragraph.charAt(close + 1);
  return next !== "" && !/[，,、；;。：:的等是]/u.test(next);
}
