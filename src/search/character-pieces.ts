import { foldText } from "./fold-text.ts";

const runs = /(?<han>\p{Script=Han}+)|[[\p{L}\p{N}.%]--\p{Script=Han}]+/gv;

/**
 * A text's pieces without a dictionary: each stretch of so many neighbouring Chinese characters, each word or number of
 * others, and whole what is shorter than any stretch.
 */
export function characterPieces(text: string, lengths: readonly number[]): string[] {
  const shortest = Math.min(...lengths);
  return [...foldText(text).matchAll(runs)].flatMap((match) => {
    const run = match[0];
    if (match.groups?.["han"] === undefined || run.length <= shortest) return [run];
    return lengths.flatMap((length) =>
      Array.from({ length: Math.max(0, run.length - length + 1) }, (_, at) => run.slice(at, at + length)),
    );
  });
}

/** Each two neighbouring Chinese characters. */
export function characterPairs(text: string): string[] {
  return characterPieces(text, [2]);
}
