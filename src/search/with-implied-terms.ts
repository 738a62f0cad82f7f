import type { Expansion } from "./policy-search.ts";

/** Terms implied this strongly are what the question means. */
const impliedSurely = 0.7;

/** What a question says and surely means: so it is embedded, and compared with those asked before. */
export function withImpliedTerms(text: string, expansions: readonly Expansion[]): string {
  const implied = expansions.filter(({ weight }) => weight >= impliedSurely).map(({ term }) => term);
  return [text, ...implied].join(" ");
}
