/**
 * Marks the places of a text that expressions match; what matches nothing but the empty string marks nothing.
 * @param expressions with the flags g and u
 * @returns whether anything is marked
 */
export function markMatches(text: string, expressions: readonly RegExp[], isMarked: Uint8Array): boolean {
  let found = false;
  for (const expression of expressions) {
    // Not by matchAll, which copies an expression each time: hundreds of them are held against every question.
    expression.lastIndex = 0;
    for (let match = expression.exec(text); match !== null; match = expression.exec(text)) {
      const end = expression.lastIndex;
      if (end === match.index) {
        expression.lastIndex = end + ((text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1);
        continue;
      }
      isMarked.fill(1, match.index, end);
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
