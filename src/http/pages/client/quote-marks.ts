import type { TextSpan } from "../../../domain/text-span.ts";

/** A piece of text, marked or not; the pieces of a text, joined, are the text. */
export interface MarkedPiece {
  readonly text: string;
  readonly marked: boolean;
}

/** Shorter quotes are words, which a text holds by chance. */
const shortestQuote = 6;

/** Where `quotes` stand in `text`, in order, each place once, overlapping ones merged. */
export function findQuotes(text: string, quotes: readonly string[]): TextSpan[] {
  const found = quotes.flatMap((quote) => placesOf(text, quote.trim()));
  const merged: TextSpan[] = [];
  for (const range of found.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last === undefined || range.start > last.end) merged.push(range);
    else if (range.end > last.end) merged[merged.length - 1] = { start: last.start, end: range.end };
  }
  return merged;
}

/** A quote whole, or, where it has been broken up, those of its sentences that are there. */
function placesOf(text: string, quote: string): TextSpan[] {
  const start = quote === "" ? -1 : text.indexOf(quote);
  if (start !== -1) return [{ start, end: start + quote.length }];
  const sentences = quote.match(/[^。；;！!？?\n]+[。；;！!？?]?/g) ?? [];
  return sentences.flatMap((sentence) => {
    const sentenceStart = sentence.length < shortestQuote ? -1 : text.indexOf(sentence);
    return sentenceStart === -1 ? [] : [{ start: sentenceStart, end: sentenceStart + sentence.length }];
  });
}

/** Cuts `text[from, to)` where marks begin and end. */
export function markedPieces(
  text: string,
  marks: readonly TextSpan[],
  { start, end }: TextSpan = { start: 0, end: text.length },
): MarkedPiece[] {
  const pieces: MarkedPiece[] = [];
  let position = start;
  const push = (until: number, marked: boolean) => {
    if (until > position) pieces.push({ text: text.slice(position, until), marked });
    position = Math.max(position, until);
  };
  for (const mark of marks) {
    if (mark.end <= start || mark.start >= end) continue;
    push(Math.max(mark.start, start), false);
    push(Math.min(mark.end, end), true);
  }
  push(end, false);
  return pieces;
}
