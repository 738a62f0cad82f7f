import { TiaowenError } from "../../domain/errors.ts";
import { bindTest, isFault } from "../facts/bind-test.ts";
import { deduce, type Knowledge } from "../facts/deduce.ts";
import { describeTest } from "../facts/describe-fact.ts";
import { compare, type FactTest } from "../facts/fact.ts";
import type { FactVocabulary } from "../facts/fact-vocabulary.ts";
import { type Condition, partsOf } from "./condition-schema.ts";
import { type Outlook, ofTruth } from "./outlook.ts";
import type { Telling } from "./reason.ts";

/** A condition whose tests stand in a test table. A branch without a telling is told part by part. */
export type BoundCondition =
  | {
      readonly kind: "test";
      readonly test: number;
      readonly telling: Telling;
      /** Whether it holds whenever its siblings do, so that it makes nothing less likely. */
      readonly isImplied: boolean;
    }
  | { readonly kind: "unstated"; readonly telling: Telling }
  | {
      readonly kind: "all" | "any";
      readonly parts: readonly BoundCondition[];
      readonly telling: Telling | null;
      readonly isImplied: boolean;
    }
  | { readonly kind: "not"; readonly part: BoundCondition; readonly telling: Telling | null };

/** Every different test of a catalogue, once: 10,000 offers ask a few hundred things of one profile. */
export class TestTable {
  readonly vocabulary: FactVocabulary;
  readonly tests: FactTest[] = [];
  readonly #places = new Map<string, number>();
  readonly #consequences = new Map<number, Knowledge>();

  constructor(vocabulary: FactVocabulary) {
    this.vocabulary = vocabulary;
  }

  placeOf(test: FactTest): number {
    const key = `${test.fact.index} ${JSON.stringify(test.wanted)}${endsOf(test)}`;
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#places.set(key, this.tests.length);
    this.tests.push(test);
    return this.tests.length - 1;
  }

  /** Whether whoever passes one test passes the other. */
  implies(place: number, other: number): boolean {
    const test = this.tests[place];
    const wanted = this.tests[other];
    if (test === undefined || wanted === undefined) return false;
    let follows = this.#consequences.get(place);
    if (follows === undefined) {
      follows = deduce(this.vocabulary, [{ fact: test.fact, possible: test.wanted }]).knowledge;
      this.#consequences.set(place, follows);
    }
    return compare(follows[wanted.fact.index] ?? wanted.fact.everything, wanted.wanted) === true;
  }

  /** What each test comes to, by its place. */
  outlooksFor(knowledge: Knowledge): Outlook[] {
    return this.tests.map(({ fact, wanted }) =>
      ofTruth(compare(knowledge[fact.index] ?? fact.everything, wanted)),
    );
  }
}

/** JSON has no infinity. */
function endsOf({ wanted }: FactTest): string {
  return typeof wanted === "number" ? "" : ` ${wanted.low} ${wanted.high}`;
}

/**
 * Puts the tests of a condition into the table.
 * @param quote the words of the text for what states none of its own
 * @throws TiaowenError `corpus_invalid` for a fact, an option or a value that the vocabulary has not
 */
export function bindCondition(condition: Condition, table: TestTable, quote: string): BoundCondition {
  const own = condition.quote ?? quote;
  if ("unstated" in condition)
    return { kind: "unstated", telling: { label: condition.unstated, quote: own } };
  if ("fact" in condition) {
    const { label, quote: _, ...data } = condition;
    const test = bindTest(data, (name) => table.vocabulary.fact(name));
    if (isFault(test)) throw new TiaowenError("corpus_invalid", test.message);
    const place = table.placeOf(test);
    const telling = { label: label ?? describeTest(test), quote: own };
    return { kind: "test", test: place, telling, isImplied: false };
  }
  const telling = condition.label === undefined ? null : { label: condition.label, quote: own };
  if ("not" in condition) return { kind: "not", part: bindCondition(condition.not, table, own), telling };
  const kind = "all" in condition ? "all" : "any";
  const parts = partsOf(condition).map((part) => bindCondition(part, table, own));
  if (kind === "any") return { kind, parts, telling, isImplied: false };
  return { kind, parts: markImplied(parts.flatMap(flattened), table), telling, isImplied: false };
}

function flattened(part: BoundCondition): readonly BoundCondition[] {
  return part.kind === "all" && part.telling === null ? part.parts : [part];
}

function markImplied(parts: readonly BoundCondition[], table: TestTable): BoundCondition[] {
  const kept = [...parts];
  for (const [position, part] of kept.entries()) {
    if (part.kind === "not" || part.kind === "unstated") continue;
    const others = kept.filter(
      (other, place) => place !== position && other.kind === "test" && !other.isImplied,
    );
    const isImplied = others.some((other) => other.kind === "test" && followsFrom(other.test, part, table));
    kept[position] = { ...part, isImplied };
  }
  return kept;
}

function followsFrom(test: number, part: BoundCondition, table: TestTable): boolean {
  if (part.kind === "test") return table.implies(test, part.test);
  if (part.kind === "any") return part.parts.some((each) => followsFrom(test, each, table));
  return part.kind === "all" && part.parts.every((each) => followsFrom(test, each, table));
}

/** Calls back for every test that a condition makes, by its place; perhaps more than once. */
export function forEachTest(condition: BoundCondition, visit: (place: number) => void): void {
  if (condition.kind === "test") visit(condition.test);
  else if (condition.kind === "not") forEachTest(condition.part, visit);
  else if (condition.kind !== "unstated") for (const part of condition.parts) forEachTest(part, visit);
}

/** Whether a condition asks for something that the text does not state. */
export function hasUnstated(condition: BoundCondition): boolean {
  if (condition.kind === "unstated") return true;
  return (condition.kind === "all" || condition.kind === "any") && condition.parts.some(hasUnstated);
}
