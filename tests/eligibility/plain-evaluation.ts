import { type Condition, partsOf } from "../../src/eligibility/conditions/condition-schema.ts";
import type { Reason } from "../../src/eligibility/conditions/reason.ts";
import { bindTest, isFault } from "../../src/eligibility/facts/bind-test.ts";
import type { Knowledge } from "../../src/eligibility/facts/deduce.ts";
import { compare, type Truth } from "../../src/eligibility/facts/fact.ts";
import type { FactVocabulary } from "../../src/eligibility/facts/fact-vocabulary.ts";

/** Kleene's logic as textbooks write it, on the condition as it is written: the oracle of the one that serves. */
export function evaluatePlainly(
  condition: Condition,
  vocabulary: FactVocabulary,
  knowledge: Knowledge,
): Truth {
  if ("unstated" in condition) return null;
  if ("fact" in condition) {
    const { label: _, quote: __, ...data } = condition;
    const test = bindTest(data, (name) => vocabulary.fact(name));
    if (isFault(test)) throw new Error(test.message);
    return compare(knowledge[test.fact.index] ?? test.fact.everything, test.wanted);
  }
  const parts = partsOf(condition).map((part) => evaluatePlainly(part, vocabulary, knowledge));
  if ("not" in condition) return parts[0] == null ? null : !parts[0];
  const deciding = !("all" in condition);
  if (parts.includes(deciding)) return deciding;
  return parts.includes(null) ? null : !deciding;
}

/** One reason for each test. */
export function explainPlainly(
  condition: Condition,
  vocabulary: FactVocabulary,
  knowledge: Knowledge,
): Reason[] {
  if ("fact" in condition) {
    return [{ condition: condition.fact, quote: "", met: evaluatePlainly(condition, vocabulary, knowledge) }];
  }
  return partsOf(condition).flatMap((part) => explainPlainly(part, vocabulary, knowledge));
}
