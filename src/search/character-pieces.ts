import { foldText } from "./fold-text.ts";

const runs = /(?<han>\p{Script=Han}+)|[[\p{L}\p{N}.%]--\p{Script=Han}]+/gv;

/**
 * A text's pieces without a dictionary: each stretch of so many neighbouring Chinese characters, each word or number of
 * others, and whole what is shorter than any stretch.
 */
export function characterPieces(text: string, lengths: readonly number[]): string[] {
  const shortest = Math.min(...lengths);
  return [...foldText(text).matchAll(runs)].flatMap((match) => {
    const letters = Array.from(match[0]);
    if (match.groups?.["han"] === undefined || letters.length <= shortest) return [match[0]];
    return lengths.flatMap((length) =>
      Array.from({ length: Math.max(0, letters.length - length + 1) }, (_, at) =>
        letters.slice(at, at + length).join(""),
      ),
    );
  });
}

/** Each two neighbouring Chinese characters. */
export function characterPairs(text: string): string[] {
  return characterPieces(text, [2]);
}
