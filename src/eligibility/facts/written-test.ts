import { type Fact, no, optionsIn, type Possible } from "./fact.ts";
import type { FactTestData } from "./fact-schema.ts";

/** A test of a yes-or-no fact or a choice as people would write it; null for numbers and dates. */
export function writtenTest(fact: Fact, wanted: Possible): FactTestData | null {
  if (typeof wanted !== "number") return null;
  if (fact.type === "boolean") return wanted === no ? { fact: fact.name, is: false } : { fact: fact.name };
  return { fact: fact.name, in: optionsIn(fact, wanted).map(({ name }) => name) };
}
