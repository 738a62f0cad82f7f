import { type BoundCondition, forEachTest, hasUnstated } from "./conditions/bind-condition.ts";
import { ChanceEstimator, type Chances, chanceOf } from "./conditions/likelihood.ts";
import { consequencesOf } from "./facts/consequences.ts";
import { type Fact, meet, type Possible, samePossible } from "./facts/fact.ts";
import type { FactVocabulary } from "./facts/fact-vocabulary.ts";
import { anyNumber, type Interval } from "./facts/interval.ts";
import type { Profile } from "./facts/profile.ts";
import type { OfferAssessment } from "./offer-assessment.ts";
import type { OfferSet } from "./offers/catalogue.ts";

interface OpenVerdict {
  readonly condition: BoundCondition;
  /** Whether the text leaves something open, so that it may stay possible for ever. */
  readonly isOpenEnded: boolean;
  /** How undecided it is, in bits. */
  readonly entropy: number;
}

/** What answers are worth to a set of open verdicts, by expected information. */
export class AnswerGains {
  readonly #profile: Profile;
  readonly #catalogue: OfferSet;
  readonly #chances: Chances;
  /** The same but for the tests that an answer being weighed changes. */
  readonly #workingChances: number[];
  readonly #estimator: ChanceEstimator;
  readonly #verdicts: readonly OpenVerdict[];
  /** The tests in scope of each fact, by their places in the table. */
  readonly #testsByFact = new Map<Fact, number[]>();
  /** By the place of a test: the verdicts that rest on it. */
  readonly #verdictsByTest = new Map<number, number[]>();

  constructor(profile: Profile, catalogue: OfferSet, scope: readonly OfferAssessment[]) {
    this.#profile = profile;
    this.#catalogue = catalogue;
    this.#estimator = new ChanceEstimator(profile.vocabulary, profile.knowledge);
    this.#chances = catalogue.table.tests.map((test) => this.#estimator.chanceOf(test));
    this.#workingChances = [...this.#chances];
    this.#verdicts = scope.map(({ offer: { condition } }) => {
      const isOpenEnded = hasUnstated(condition);
      return { condition, isOpenEnded, entropy: entropyOf(condition, isOpenEnded, this.#chances) };
    });
    for (const [verdict, { condition }] of this.#verdicts.entries()) {
      forEachTest(condition, (place) => this.#register(place, verdict));
    }
  }

  /** How many open verdicts an answer on any of the facts can change, of those weighed and of others. */
  concernedBy(facts: readonly Fact[], verdicts: readonly OfferAssessment[]): number {
    const moved = new Set(facts.flatMap((fact) => [...this.#movedBy(fact)]));
    return verdicts.filter(({ offer: { condition } }) => {
      let isConcerned = false;
      forEachTest(condition, (place) => {
        const fact = this.#catalogue.table.tests[place]?.fact;
        isConcerned ||= fact !== undefined && moved.has(fact);
      });
      return isConcerned;
    }).length;
  }

  /** No answer can settle more bits than this. */
  mostBits(fact: Fact): number {
    let bits = 0;
    for (const verdict of this.#verdictsOf(this.#movedBy(fact)))
      bits += this.#verdicts[verdict]?.entropy ?? 0;
    return bits;
  }

  /** How many bits of the open verdicts an answer is expected to settle. */
  bits(fact: Fact): number {
    let bits = 0;
    for (const answer of this.#answersTo(fact)) {
      const chance = this.#estimator.chanceOf({ fact, wanted: answer });
      if (chance > 0) bits += chance * this.#bitsSettledBy(fact, answer);
    }
    return bits;
  }

  #bitsSettledBy(fact: Fact, answer: Possible): number {
    const knowledge = this.#profile.knowledge.slice();
    const changed: Fact[] = [];
    for (const { fact: other, possible } of consequencesOf(this.#profile.vocabulary, fact, answer)) {
      const before = this.#possible(other);
      const after = meet(before, possible);
      if (after === null) return 0;
      if (samePossible(after, before)) continue;
      knowledge[other.index] = after;
      changed.push(other);
    }
    const moved = this.#withDependents(changed);
    const estimator = new ChanceEstimator(this.#profile.vocabulary, knowledge);
    const chances = this.#workingChances;
    const touched: number[] = [];
    for (const other of moved) {
      for (const place of this.#testsByFact.get(other) ?? []) {
        const test = this.#catalogue.table.tests[place];
        if (test === undefined) continue;
        chances[place] = estimator.chanceOf(test);
        touched.push(place);
      }
    }
    let bits = 0;
    for (const place of this.#verdictsOf(moved)) {
      const verdict = this.#verdicts[place];
      if (verdict === undefined) continue;
      bits += verdict.entropy - entropyOf(verdict.condition, verdict.isOpenEnded, chances);
    }
    for (const place of touched) chances[place] = this.#chances[place] ?? 0;
    return bits;
  }

  #answersTo(fact: Fact): Possible[] {
    const wanted = (this.#testsByFact.get(fact) ?? []).flatMap(
      (place) => this.#catalogue.table.tests[place]?.wanted ?? [],
    );
    return answersTo(fact, this.#possible(fact), wanted);
  }

  /** The facts whose chances some answer changes. */
  #movedBy(fact: Fact): Set<Fact> {
    const changed = new Set([fact]);
    for (const answer of this.#answersTo(fact)) {
      for (const { fact: other } of consequencesOf(this.#profile.vocabulary, fact, answer)) {
        changed.add(other);
      }
    }
    return this.#withDependents(changed);
  }

  #withDependents(facts: Iterable<Fact>): Set<Fact> {
    const dependents = dependentsIn(this.#profile.vocabulary);
    const moved = new Set(facts);
    for (const fact of [...moved]) for (const dependent of dependents.get(fact) ?? []) moved.add(dependent);
    return moved;
  }

  #verdictsOf(facts: Iterable<Fact>): Set<number> {
    const verdicts = new Set<number>();
    for (const fact of facts) {
      for (const place of this.#testsByFact.get(fact) ?? []) {
        for (const verdict of this.#verdictsByTest.get(place) ?? []) verdicts.add(verdict);
      }
    }
    return verdicts;
  }

  #possible(fact: Fact): Possible {
    return this.#profile.knowledge[fact.index] ?? fact.everything;
  }

  #register(place: number, verdict: number): void {
    const verdicts = this.#verdictsByTest.get(place);
    if (verdicts !== undefined) {
      verdicts.push(verdict);
      return;
    }
    this.#verdictsByTest.set(place, [verdict]);
    const fact = this.#catalogue.table.tests[place]?.fact;
    if (fact === undefined) return;
    const places = this.#testsByFact.get(fact);
    if (places === undefined) this.#testsByFact.set(fact, [place]);
    else places.push(place);
  }
}

const dependents = new WeakMap<FactVocabulary, ReadonlyMap<Fact, readonly Fact[]>>();

/** The facts whose chances hang on that of a fact: those that imply it, and those that it suggests. */
function dependentsIn(vocabulary: FactVocabulary): ReadonlyMap<Fact, readonly Fact[]> {
  const known = dependents.get(vocabulary);
  if (known !== undefined) return known;
  const byFact = new Map<Fact, Fact[]>();
  const add = (of: Fact, fact: Fact): void => {
    byFact.set(of, [...(byFact.get(of) ?? []), fact]);
  };
  for (const fact of vocabulary.facts) {
    if (fact.options.length === 0) continue;
    for (const { fact: implied } of consequencesOf(vocabulary, fact, fact.positive)) {
      if (implied !== fact) add(implied, fact);
    }
  }
  for (const { by, of } of vocabulary.suggestions) add(by, of);
  dependents.set(vocabulary, byFact);
  return byFact;
}

/**
 * The answers that a fact can have as far as the tests tell them apart: each option, or each stretch between the
 * numbers that the tests compare with.
 */
export function answersTo(fact: Fact, possible: Possible, wanted: readonly Possible[]): Possible[] {
  if (typeof possible === "number") {
    return fact.options.flatMap((_, position) => meet(possible, 1 << position) ?? []);
  }
  const ranges = wanted.filter((range) => typeof range !== "number");
  return ranges.reduce<Possible[]>(
    (stretches, range) => stretches.flatMap((stretch) => splitBy(stretch, range)),
    [possible],
  );
}

function splitBy(stretch: Possible, { low, lowOpen, high, highOpen }: Interval): Possible[] {
  return [
    { ...anyNumber, high: low, highOpen: !lowOpen },
    { low, lowOpen, high, highOpen },
    { ...anyNumber, low: high, lowOpen: !highOpen },
  ].flatMap((part) => meet(stretch, part) ?? []);
}

/** How undecided a verdict is: 0 when settled, at most log₂3. */
function entropyOf(condition: BoundCondition, isOpenEnded: boolean, chances: Chances): number {
  const notRefused = chanceOf(condition, chances, 1);
  if (notRefused === 0) return 0;
  const met = isOpenEnded ? chanceOf(condition, chances, 2) : notRefused;
  return surprise(met) + surprise(notRefused - met) + surprise(1 - notRefused);
}

function surprise(chance: number): number {
  return chance <= 0 || chance >= 1 ? 0 : -chance * Math.log2(chance);
}
