import { type Deduction, deduce, type Statement } from "./deduce.ts";
import type { Fact, Possible } from "./fact.ts";
import type { FactVocabulary } from "./fact-vocabulary.ts";

/** What one answer narrows, by itself. */
export interface Consequences {
  readonly narrowed: readonly { readonly fact: Fact; readonly possible: Possible }[];
}

const known = new WeakMap<FactVocabulary, Map<string, Consequences>>();

/** What follows from one fact alone, worked out once: an interview asks the same of everybody. */
export function consequencesOf(vocabulary: FactVocabulary, fact: Fact, possible: Possible): Consequences {
  const cache = known.get(vocabulary) ?? new Map<string, Consequences>();
  known.set(vocabulary, cache);
  const key = typeof possible === "number" ? `${fact.index} ${possible}` : null;
  const cached = key === null ? undefined : cache.get(key);
  if (cached !== undefined) return cached;
  const { knowledge, grounds }: Deduction<Statement> = deduce(vocabulary, [{ fact, possible }]);
  const narrowed = [...grounds.keys()].map((each) => ({
    fact: each,
    possible: knowledge[each.index] ?? each.everything,
  }));
  if (key !== null) cache.set(key, { narrowed });
  return { narrowed };
}
