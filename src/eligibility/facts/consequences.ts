import { type Deduction, deduce, type Statement } from "./deduce.ts";
import type { Fact, Possible } from "./fact.ts";
import type { FactVocabulary } from "./fact-vocabulary.ts";

const known = new WeakMap<FactVocabulary, Map<string, readonly Statement[]>>();

/** What is narrowed by one fact alone, worked out once: an interview asks the same of everybody. */
export function consequencesOf(
  vocabulary: FactVocabulary,
  fact: Fact,
  possible: Possible,
): readonly Statement[] {
  const cache = known.get(vocabulary) ?? new Map<string, readonly Statement[]>();
  known.set(vocabulary, cache);
  const key = typeof possible === "number" ? `${fact.index} ${possible}` : null;
  const cached = key === null ? undefined : cache.get(key);
  if (cached !== undefined) return cached;
  const { knowledge, grounds }: Deduction<Statement> = deduce(vocabulary, [{ fact, possible }]);
  const narrowed = [...grounds.keys()].map((each) => ({
    fact: each,
    possible: knowledge[each.index] ?? each.everything,
  }));
  if (key !== null) cache.set(key, narrowed);
  return narrowed;
}
