import type { Knowledge } from "../facts/deduce.ts";
import { compare, type Fact, type FactTest, type Possible } from "../facts/fact.ts";
import type { FactVocabulary } from "../facts/fact-vocabulary.ts";
import type { Interval } from "../facts/interval.ts";
import type { BoundCondition } from "./bind-condition.ts";

/** How likely each test of a table is to be passed, by its place. */
export type Chances = readonly number[];

/** Where no share is known. */
const evenChance = 0.5;

/**
 * Estimates for tests whose facts are not known, from the vocabulary's shares. They choose what to ask and what to
 * show first; no verdict rests on them.
 */
export function chancesFor(
  vocabulary: FactVocabulary,
  knowledge: Knowledge,
  tests: readonly FactTest[],
): Chances {
  const estimator = new ChanceEstimator(vocabulary, knowledge);
  return tests.map((test) => estimator.chanceOf(test));
}

/** Works out chances for one state of knowledge. */
export class ChanceEstimator {
  readonly #vocabulary: FactVocabulary;
  readonly #knowledge: Knowledge;
  /** Facts whose chance is being worked out, against implications that lead back to one another. */
  readonly #open = new Set<Fact>();
  readonly #known = new Map<Fact, Map<Possible, number>>();

  constructor(vocabulary: FactVocabulary, knowledge: Knowledge) {
    this.#vocabulary = vocabulary;
    this.#knowledge = knowledge;
  }

  chanceOf({ fact, wanted }: FactTest): number {
    const possible = this.#knowledge[fact.index] ?? fact.everything;
    const truth = compare(possible, wanted);
    if (truth !== null) return truth ? 1 : 0;
    if (typeof possible !== "number" || typeof wanted !== "number")
      return rangeChance(fact, possible, wanted);
    const known = this.#known.get(fact)?.get(wanted);
    if (known !== undefined) return known;
    const chance = this.#optionChance(fact, possible, wanted);
    this.#known.set(fact, (this.#known.get(fact) ?? new Map()).set(wanted, chance));
    return chance;
  }

  /**
   * Shares are of those of whom everything is true that the fact implies; whoever lacks any of that has the absent
   * option for certain.
   */
  #optionChance(fact: Fact, possible: number, wanted: number): number {
    const conditions = (possible & fact.absent) === 0 ? 1 : this.#chanceOfConditions(fact);
    const weights = this.#shares(fact).map((share, position) =>
      (fact.absent & (1 << position)) === 0 ? share * conditions : share * conditions + 1 - conditions,
    );
    const total = shareOf(weights, possible);
    return total === 0 ? evenChance : shareOf(weights, possible & wanted) / total;
  }

  /** The chance that everything is true that the fact implies. */
  #chanceOfConditions(fact: Fact): number {
    if (this.#open.has(fact)) return 1;
    this.#open.add(fact);
    let chance = 1;
    for (const test of this.#vocabulary.implied.get(fact) ?? []) chance *= this.chanceOf(test);
    this.#open.delete(fact);
    return chance;
  }

  #shares(fact: Fact): number[] {
    const suggested = this.#vocabulary.suggestions
      .filter(
        ({ by, of }) =>
          of === fact && compare(this.#knowledge[by.index] ?? by.everything, by.positive) === true,
      )
      .map(({ share }) => share);
    const shares = fact.options.map(({ share }) => share);
    if (suggested.length === 0 || typeof fact.positive !== "number") return shares;
    const { positive } = fact;
    const own = shareOf(shares, positive);
    const share = Math.max(...suggested);
    return shares.map((part, position) =>
      (positive & (1 << position)) === 0 ? (part * (1 - share)) / (1 - own) : (part * share) / own,
    );
  }
}

function shareOf(shares: readonly number[], mask: number): number {
  return shares.reduce((sum, share, position) => sum + ((mask & (1 << position)) === 0 ? 0 : share), 0);
}

/** By the fact's quartiles, between which numbers are taken to lie evenly. */
function rangeChance(fact: Fact, possible: Possible, wanted: Possible): number {
  const { spread } = fact;
  if (spread === null || typeof possible === "number" || typeof wanted === "number") return evenChance;
  const within = shareOfRange(spread, possible);
  const both: Interval = {
    ...possible,
    low: Math.max(possible.low, wanted.low),
    high: Math.min(possible.high, wanted.high),
  };
  return within === 0 ? evenChance : shareOfRange(spread, both) / within;
}

function shareOfRange(spread: NonNullable<Fact["spread"]>, { low, high }: Interval): number {
  return Math.max(0, shareBelow(spread, high) - shareBelow(spread, low));
}

function shareBelow(spread: NonNullable<Fact["spread"]>, value: number): number {
  for (const [place, upper] of spread.entries()) {
    if (value >= upper) continue;
    const lower = spread[place - 1];
    return lower === undefined ? 0 : (place - 1 + (value - lower) / (upper - lower)) / 4;
  }
  return 1;
}

/**
 * The chance that a condition comes to a level or more, its parts taken as independent.
 * @param level 1: nothing but what the text leaves open may stand in the way; 2: nothing at all
 */
export function chanceOf(condition: BoundCondition, chances: Chances, level: 1 | 2): number {
  switch (condition.kind) {
    case "test":
      return chances[condition.test] ?? evenChance;
    case "unstated":
      return level === 1 ? 1 : 0;
    case "not":
      return 1 - chanceOf(condition.part, chances, level);
    case "all": {
      let chance = 1;
      for (const part of condition.parts) {
        if ("isImplied" in part && part.isImplied) continue;
        chance *= chanceOf(part, chances, level);
        if (chance === 0) break;
      }
      return chance;
    }
    case "any": {
      let miss = 1;
      for (const part of condition.parts) {
        miss *= 1 - chanceOf(part, chances, level);
        if (miss === 0) break;
      }
      return 1 - miss;
    }
  }
}
