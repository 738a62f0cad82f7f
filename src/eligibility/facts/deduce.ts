import { compare, type Fact, type FactTest, meet, type Possible, samePossible, unwanted } from "./fact.ts";
import type { FactVocabulary } from "./fact-vocabulary.ts";

/** What is possible of each fact, at the fact's index. */
export type Knowledge = readonly Possible[];

/** What somebody says, or takes for granted, of one fact. */
export interface Statement {
  readonly fact: Fact;
  readonly possible: Possible;
}

/** Statements that cannot all be true, and the fact at which they meet. */
export interface Conflict<S extends Statement> {
  readonly fact: Fact;
  readonly statements: readonly S[];
}

export interface Deduction<S extends Statement> {
  readonly knowledge: Knowledge;
  /** By fact: the statements that what is known of it rests on. */
  readonly grounds: ReadonlyMap<Fact, ReadonlySet<S>>;
  readonly conflict: Conflict<S> | null;
}

/** What follows for one fact from another, forwards or backwards. */
interface Consequence {
  readonly when: FactTest;
  readonly fact: Fact;
  readonly possible: Possible;
}

const consequencesByVocabulary = new WeakMap<FactVocabulary, ReadonlyMap<Fact, readonly Consequence[]>>();

/**
 * Everything that follows from the statements by the vocabulary's implications, read backwards too: who has no
 * company has no high-tech company. Only ever narrows what is possible, so more statements never take back what
 * followed from fewer; where they cannot all be true it stops and names the ones that clash.
 */
export function deduce<S extends Statement>(
  vocabulary: FactVocabulary,
  statements: readonly S[],
  from?: Deduction<S>,
): Deduction<S> {
  const knowledge: Possible[] =
    from?.knowledge.slice() ?? vocabulary.facts.map(({ everything }) => everything);
  const grounds = new Map(from?.grounds);
  const consequences = consequencesIn(vocabulary);
  const changed = new Set<Fact>();
  let conflict: Conflict<S> | null = null;

  const narrow = (fact: Fact, possible: Possible, because: ReadonlySet<S>): void => {
    const before = knowledge[fact.index] ?? fact.everything;
    const after = meet(before, possible);
    const known = grounds.get(fact) ?? new Set<S>();
    if (after === null) {
      conflict ??= { fact, statements: [...new Set([...known, ...because])] };
      return;
    }
    if (samePossible(after, before)) return;
    knowledge[fact.index] = after;
    grounds.set(fact, new Set([...known, ...because]));
    changed.add(fact);
  };

  for (const statement of statements) narrow(statement.fact, statement.possible, new Set([statement]));
  for (const fact of changed) {
    changed.delete(fact);
    for (const { when, fact: other, possible } of consequences.get(fact) ?? []) {
      if (conflict !== null) return { knowledge, grounds, conflict };
      const holds = compare(knowledge[fact.index] ?? fact.everything, when.wanted);
      if (holds === true) narrow(other, possible, grounds.get(fact) ?? new Set());
    }
  }
  return { knowledge, grounds, conflict };
}

function consequencesIn(vocabulary: FactVocabulary): ReadonlyMap<Fact, readonly Consequence[]> {
  const known = consequencesByVocabulary.get(vocabulary);
  if (known !== undefined) return known;
  const byFact = new Map<Fact, Consequence[]>();
  const add = (consequence: Consequence): void => {
    const { fact } = consequence.when;
    byFact.set(fact, [...(byFact.get(fact) ?? []), consequence]);
  };
  for (const { when, then } of vocabulary.implications) {
    add({ when, fact: then.fact, possible: then.wanted });
    const otherwise = unwanted(when);
    const failing = unwanted(then);
    if (otherwise !== null && failing !== null && isConceivable(when.fact, otherwise)) {
      add({ when: { fact: then.fact, wanted: failing }, fact: when.fact, possible: otherwise });
    }
  }
  consequencesByVocabulary.set(vocabulary, byFact);
  return byFact;
}

/** Whoever has no child has none aged below nothing either: a range that nobody can be in says nothing. */
function isConceivable({ spread }: Fact, possible: Possible): boolean {
  if (spread === null || typeof possible === "number") return true;
  const [least, , , , most] = spread;
  return meet(possible, { low: least, lowOpen: false, high: most, highOpen: false }) !== null;
}
