import { matchesOf } from "../../domain/matches-of.ts";

/**
 * Marks the places of a text that expressions match; what matches nothing but the empty string marks nothing.
 * @param expressions with the flag g
 * @returns whether anything is marked
 */
export function markMatches(text: string, expressions: readonly RegExp[], isMarked: Uint8Array): boolean {
  let found = false;
  for (const expression of expressions) {
    for (const { index, 0: words } of matchesOf(expression, text)) {
      if (words === "") continue;
      isMarked.fill(1, index, index + words.length);
      found = true;
    }
  }
  return found;
}

/** The text with a blank in each place that is marked. */
export function blankMarked(text: string, isMarked: Uint8Array): string {
  let rest = "";
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if (isMarked[at] !== 1) continue;
    rest += `${text.slice(start, at)} `;
    start = at + 1;
  }
  return rest + text.slice(start);
}
