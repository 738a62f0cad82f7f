import { type BoundCondition, testsOf } from "./conditions/bind-condition.ts";
import { ChanceEstimator, type Chances, chanceOf } from "./conditions/likelihood.ts";
import { type Deduction, deduce, type Statement } from "./facts/deduce.ts";
import { type Fact, type FactTest, meet, type Possible, samePossible } from "./facts/fact.ts";
import type { FactVocabulary } from "./facts/fact-vocabulary.ts";
import { anyNumber, type Interval } from "./facts/interval.ts";
import type { Profile } from "./facts/profile.ts";
import type { OfferAssessment } from "./offer-assessment.ts";
import type { Catalogue } from "./offers/catalogue.ts";

export interface AnswerGain {
  /** How much of the open verdicts an answer is expected to settle. */
  readonly bits: number;
  /** Places, in the scope, of the offers whose verdicts an answer can change. */
  readonly concerned: ReadonlySet<number>;
}

/** What answers are worth to a set of open verdicts, by expected information. */
export class AnswerGains {
  readonly #profile: Profile;
  readonly #catalogue: Catalogue;
  readonly #conditions: readonly BoundCondition[];
  readonly #base: Deduction<Statement>;
  readonly #chances: Chances;
  readonly #estimator: ChanceEstimator;
  /** By the place of a test in the table: the offers in scope that make it. */
  readonly #offersByTest = new Map<number, number[]>();
  /** The tests in scope of each fact, by their places. */
  readonly #testsByFact = new Map<Fact, number[]>();
  /** The facts whose chances hang on that of a fact: those that imply it, and those that it suggests. */
  readonly #dependents: ReadonlyMap<Fact, readonly Fact[]>;
  readonly #entropies: readonly number[];

  constructor(profile: Profile, catalogue: Catalogue, scope: readonly OfferAssessment[]) {
    this.#profile = profile;
    this.#catalogue = catalogue;
    this.#conditions = scope.map(({ offer }) => offer.condition);
    this.#base = { knowledge: profile.knowledge, grounds: new Map(), conflict: null };
    this.#estimator = new ChanceEstimator(profile.vocabulary, profile.knowledge);
    this.#chances = catalogue.table.tests.map((test) => this.#estimator.chanceOf(test));
    this.#dependents = dependentsIn(profile.vocabulary);
    for (const [offer, condition] of this.#conditions.entries()) {
      for (const test of testsOf(condition)) this.#place(test, offer);
    }
    this.#entropies = this.#conditions.map((condition) => entropyOf(condition, this.#chances));
  }

  of(fact: Fact): AnswerGain {
    const possible = this.#profile.knowledge[fact.index] ?? fact.everything;
    const wanted = (this.#testsByFact.get(fact) ?? []).flatMap((place) => this.#test(place)?.wanted ?? []);
    const concerned = new Set<number>();
    let bits = 0;
    for (const answer of answersTo(fact, possible, wanted)) {
      const chance = this.#estimator.chanceOf({ fact, wanted: answer });
      if (chance === 0) continue;
      const changed = this.#chancesAfter(fact, answer);
      if (changed === null) continue;
      for (const offer of changed.offers) {
        const condition = this.#conditions[offer];
        if (condition === undefined) continue;
        const left = (this.#entropies[offer] ?? 0) - entropyOf(condition, changed.chances);
        bits += chance * left;
        concerned.add(offer);
      }
    }
    return { bits, concerned };
  }

  /** The chances once a fact is known, and the offers that it changes them for; null for what cannot be. */
  #chancesAfter(fact: Fact, answer: Possible): { chances: number[]; offers: Set<number> } | null {
    const { vocabulary } = this.#profile;
    const { knowledge, conflict } = deduce(vocabulary, [{ fact, possible: answer }], this.#base);
    if (conflict !== null) return null;
    const estimator = new ChanceEstimator(vocabulary, knowledge);
    const chances = [...this.#chances];
    const offers = new Set<number>();
    const changed = vocabulary.facts.filter(
      ({ index, everything }) =>
        !samePossible(knowledge[index] ?? everything, this.#base.knowledge[index] ?? everything),
    );
    const moved = new Set(changed.flatMap((each) => [each, ...(this.#dependents.get(each) ?? [])]));
    for (const [other, places] of this.#testsByFact) {
      if (!moved.has(other)) continue;
      for (const place of places) {
        const test = this.#test(place);
        if (test !== undefined) chances[place] = estimator.chanceOf(test);
        for (const offer of this.#offersByTest.get(place) ?? []) offers.add(offer);
      }
    }
    return { chances, offers };
  }

  #place(test: number, offer: number): void {
    const offers = this.#offersByTest.get(test);
    if (offers !== undefined) {
      offers.push(offer);
      return;
    }
    this.#offersByTest.set(test, [offer]);
    const fact = this.#test(test)?.fact;
    if (fact !== undefined) this.#testsByFact.set(fact, [...(this.#testsByFact.get(fact) ?? []), test]);
  }

  #test(place: number): FactTest | undefined {
    return this.#catalogue.table.tests[place];
  }
}

const dependents = new WeakMap<FactVocabulary, ReadonlyMap<Fact, readonly Fact[]>>();

function dependentsIn(vocabulary: FactVocabulary): ReadonlyMap<Fact, readonly Fact[]> {
  const known = dependents.get(vocabulary);
  if (known !== undefined) return known;
  const byFact = new Map<Fact, Fact[]>();
  const add = (of: Fact, fact: Fact): void => {
    byFact.set(of, [...(byFact.get(of) ?? []), fact]);
  };
  for (const fact of vocabulary.facts) {
    if (fact.options.length === 0) continue;
    const { grounds } = deduce(vocabulary, [{ fact, possible: fact.positive }]);
    for (const implied of grounds.keys()) if (implied !== fact) add(implied, fact);
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
function entropyOf(condition: BoundCondition, chances: Chances): number {
  const met = chanceOf(condition, chances, 2);
  const notRefused = chanceOf(condition, chances, 1);
  return surprise(met) + surprise(notRefused - met) + surprise(1 - notRefused);
}

function surprise(chance: number): number {
  return chance <= 0 || chance >= 1 ? 0 : -chance * Math.log2(chance);
}
