const none: readonly RegExpExecArray[] = [];

/**
 * All matches of an expression with the flag g, as `matchAll` gives them. That copies the expression each time, which
 * costs more than finding that there is no match.
 * @throws TypeError without that flag
 */
export function matchesOf(expression: RegExp, text: string): readonly RegExpExecArray[] {
  if (!expression.global) throw new TypeError("all matches are asked of an expression without the flag g");
  expression.lastIndex = 0;
  let match = expression.exec(text);
  if (match === null) return none;
  const matches: RegExpExecArray[] = [];
  for (; match !== null; match = expression.exec(text)) {
    matches.push(match);
    if (match[0] === "") expression.lastIndex = nextIndex(expression, text);
  }
  return matches;
}

/** Behind an empty match: past a whole character where the expression sees such. */
function nextIndex({ unicode, unicodeSets, lastIndex }: RegExp, text: string): number {
  return lastIndex + ((unicode || unicodeSets) && (text.codePointAt(lastIndex) ?? 0) > 0xffff ? 2 : 1);
}
