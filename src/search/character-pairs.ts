import { foldText } from "./fold-text.ts";

const runs = /(?<han>\p{Script=Han}+)|[[\p{L}\p{N}.%]--\p{Script=Han}]+/gv;

/** A text's pieces without a dictionary: each two neighbouring Chinese characters, each word or number of others. */
export function characterPairs(text: string): string[] {
  return [...foldText(text).matchAll(runs)].flatMap((match) => {
    const run = match[0];
    if (match.groups?.["han"] === undefined || run.length === 1) return [run];
    return Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2));
  });
}
