import fc from "fast-check";
import type { Condition } from "../../src/eligibility/conditions/condition-schema.ts";
import type { Fact } from "../../src/eligibility/facts/fact.ts";
import type { FactTestData } from "../../src/eligibility/facts/fact-schema.ts";

/** Tests that facts of any type can be put to. */
export function anyTest(facts: readonly Fact[]): fc.Arbitrary<FactTestData> {
  return fc.constantFrom(...facts).chain((fact): fc.Arbitrary<FactTestData> => {
    switch (fact.type) {
      case "boolean":
        return fc.boolean().map((is) => ({ fact: fact.name, is }));
      case "choice":
        return fc
          .subarray(
            fact.options.map(({ name }) => name),
            { minLength: 1 },
          )
          .map((names) => ({ fact: fact.name, in: names }));
      case "number":
        return fc
          .tuple(fc.constantFrom("atLeast", "above", "atMost", "below"), fc.integer({ min: 0, max: 60 }))
          .map(([bound, value]) => ({ fact: fact.name, [bound]: value }));
      case "date":
        return fc
          .tuple(fc.constantFrom("from", "until"), fc.integer({ min: 1990, max: 2024 }))
          .map(([bound, year]) => ({ fact: fact.name, [bound]: `${year}` }));
    }
  });
}

/** @param withUnstated whether it may ask for what the text does not say */
export function anyCondition(facts: readonly Fact[], { withUnstated = false } = {}): fc.Arbitrary<Condition> {
  const unstated: fc.Arbitrary<Condition> = fc.constant({ unstated: "符合条件" });
  const test: fc.Arbitrary<Condition> = anyTest(facts);
  const { condition } = fc.letrec<{ condition: Condition; parts: Condition[]; stated: Condition }>((tie) => ({
    stated: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      test,
      test.map((not) => ({ not })),
    ),
    parts: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }),
    condition: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      withUnstated ? fc.oneof(test, unstated) : test,
      tie("parts").map((all) => ({ all })),
      tie("parts").map((any) => ({ any })),
      (withUnstated ? tie("stated") : tie("condition")).map((not) => ({ not })),
    ),
  }));
  return condition;
}
