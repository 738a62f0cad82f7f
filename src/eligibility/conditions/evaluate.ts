import type { Truth } from "../facts/fact.ts";
import type { BoundCondition } from "./bind-condition.ts";
import {
  both,
  either,
  isSettled,
  met,
  negated,
  type Outlook,
  openByText,
  truthOf,
  unknown,
  unmet,
} from "./outlook.ts";

/** Why a verdict is what it is: one condition of the text. */
export interface Reason {
  readonly condition: string;
  /** Verbatim words of the clause that state it. */
  readonly quote: string;
  /** Null while a fact is missing, or where the text does not say what it asks for. */
  readonly met: Truth;
}

/**
 * What a condition comes to.
 * @param tests what each test comes to, by its place in the test table
 */
export function evaluate(condition: BoundCondition, tests: readonly Outlook[]): Outlook {
  switch (condition.kind) {
    case "test":
      return tests[condition.test] ?? unknown;
    case "unstated":
      return openByText;
    case "not":
      return negated(evaluate(condition.part, tests));
    case "all": {
      let outlook = met;
      for (const part of condition.parts) {
        outlook = both(outlook, evaluate(part, tests));
        if (outlook === unmet) break;
      }
      return outlook;
    }
    case "any": {
      let outlook = unmet;
      for (const part of condition.parts) {
        outlook = either(outlook, evaluate(part, tests));
        if (outlook === met) break;
      }
      return outlook;
    }
  }
}

/**
 * The conditions behind what a condition comes to. Of alternatives only those that matter are told: the ones met
 * where one is, the ones still open where none is.
 */
export function explain(condition: BoundCondition, tests: readonly Outlook[]): Reason[] {
  const truth = truthOf(evaluate(condition, tests));
  const telling = condition.kind === "test" || condition.kind === "unstated" ? condition : condition.telling;
  if (telling !== null) return [{ condition: telling.label, quote: telling.quote, met: truth }];
  if (condition.kind === "not") {
    return explain(condition.part, tests).map(({ condition: label, quote, met: truthOfPart }) => ({
      condition: `不属于:${label}`,
      quote,
      met: truthOfPart === null ? null : !truthOfPart,
    }));
  }
  if (condition.kind !== "all" && condition.kind !== "any") return [];
  const parts =
    condition.kind === "all" || truth === false
      ? condition.parts
      : condition.parts.filter((part) => truthOf(evaluate(part, tests)) === truth);
  return parts.flatMap((part) => explain(part, tests));
}

/** The places of the tests whose answers can still change what a condition comes to. */
export function openTests(condition: BoundCondition, tests: readonly Outlook[]): number[] {
  if (isSettled(evaluate(condition, tests))) return [];
  switch (condition.kind) {
    case "test":
      return [condition.test];
    case "unstated":
      return [];
    case "not":
      return openTests(condition.part, tests);
    default:
      return condition.parts.flatMap((part) => openTests(part, tests));
  }
}
