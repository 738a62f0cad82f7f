import { foldText } from "./fold-text.ts";

/** Stands between tokens that no unit may span: punctuation, white space. */
export const breakToken = 0;
/** Likewise, where a sentence ends. */
export const sentenceEndToken = 1;
const firstWordToken = 0x8000_0000;

/** Longest unit, in tokens. */
export const longestUnit = 3;

const sentenceEnds = new Set(["。", ";", "!", "?"].map((end) => end.charCodeAt(0)));
const wordCharacter = /[\p{L}\p{N}\p{M}]/u;

/**
 * A text as numbers: each Chinese character one token, each word or number of another script one token, breaks
 * between them. The same text gives the same tokens on every runtime.
 */
export function tokenise(text: string): Uint32Array {
  const folded = foldText(text);
  const tokens = new Uint32Array(folded.length);
  let count = 0;
  let word = 0;
  for (let position = 0; position < folded.length; position++) {
    const code = folded.codePointAt(position) ?? 0;
    if (code > 0xffff) position++;
    if (isWordCharacter(code)) {
      word = extendUnit(word === 0 ? emptyUnit : word, code);
      continue;
    }
    if (word !== 0) tokens[count++] = (word | firstWordToken) >>> 0;
    word = 0;
    if (isChinese(code)) tokens[count++] = code;
    else if (sentenceEnds.has(code)) tokens[count++] = sentenceEndToken;
    else if (count > 0 && (tokens[count - 1] ?? 0) > sentenceEndToken) tokens[count++] = breakToken;
  }
  if (word !== 0) tokens[count++] = (word | firstWordToken) >>> 0;
  return tokens.slice(0, count);
}

function isChinese(code: number): boolean {
  return (code >= 0x3400 && code <= 0x9fff) || code === 0x3007 || code >= 0x2_0000;
}

function isWordCharacter(code: number): boolean {
  if (code < 0x80) return (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x7a);
  return !isChinese(code) && wordCharacter.test(String.fromCodePoint(code));
}

/** The hash of no token at all, from which every unit's hash is extended. */
export const emptyUnit = 0x2f0b_4a87;

/** @returns the hash of a unit (signed 32 bits) once a further token follows it. */
export function extendUnit(unit: number, token: number): number {
  let hash = Math.imul(unit ^ token, 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2_ae35);
  return hash ^ (hash >>> 13);
}
