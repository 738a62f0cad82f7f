import fc from "fast-check";
import { daysOf } from "../../../src/eligibility/facts/calendar.ts";
import type { Statement } from "../../../src/eligibility/facts/deduce.ts";
import type { Fact, Possible } from "../../../src/eligibility/facts/fact.ts";
import { anyNumber } from "../../../src/eligibility/facts/interval.ts";

/** Something that somebody might say of one of the facts. */
export function anyStatement(facts: readonly Fact[]): fc.Arbitrary<Statement> {
  return fc.constantFrom(...facts).chain((fact) => anyPossible(fact).map((possible) => ({ fact, possible })));
}

function anyPossible({ type, options }: Fact): fc.Arbitrary<Possible> {
  if (type === "boolean") return fc.constantFrom(1, 2);
  if (type === "choice") return fc.integer({ min: 1, max: 2 ** options.length - 1 });
  const value =
    type === "date"
      ? fc.integer({ min: 1990, max: 2024 }).map((year) => daysOf(`${year}`)?.low ?? 0)
      : fc.integer({ min: 0, max: 100 });
  return fc
    .tuple(value, value, fc.constantFrom("both", "low", "high"), fc.boolean())
    .map(([one, other, bounded, open]) => ({
      low: bounded === "high" ? anyNumber.low : Math.min(one, other),
      lowOpen: bounded === "low" && open,
      high: bounded === "low" ? anyNumber.high : Math.max(one, other),
      highOpen: bounded === "high" && open,
    }));
}
