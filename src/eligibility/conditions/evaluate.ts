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
import type { Reason } from "./reason.ts";

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
  const reasons: Reason[] = [];
  collectReasons(condition, tests, false, reasons);
  return reasons;
}

function collectReasons(
  condition: BoundCondition,
  tests: readonly Outlook[],
  isNegated: boolean,
  reasons: Reason[],
): void {
  const truth = truthOf(evaluate(condition, tests));
  if (condition.telling !== null) {
    const { label, quote } = condition.telling;
    reasons.push(
      isNegated
        ? { condition: `不属于:${label}`, quote, met: truth === null ? null : !truth }
        : { condition: label, quote, met: truth },
    );
    return;
  }
  if (condition.kind === "not") collectReasons(condition.part, tests, !isNegated, reasons);
  if (condition.kind !== "all" && condition.kind !== "any") return;
  for (const part of condition.parts) {
    const isSilent = condition.kind === "any" && truth !== false && truthOf(evaluate(part, tests)) !== truth;
    if (!isSilent) collectReasons(part, tests, isNegated, reasons);
  }
}

/** The places of the tests whose answers can still change what a condition comes to, each once. */
export function openTests(condition: BoundCondition, tests: readonly Outlook[]): number[] {
  const places: number[] = [];
  collectOpenTests(condition, tests, places);
  return places;
}

function collectOpenTests(condition: BoundCondition, tests: readonly Outlook[], places: number[]): void {
  if (isSettled(evaluate(condition, tests))) return;
  if (condition.kind === "test") {
    if (!places.includes(condition.test)) places.push(condition.test);
  } else if (condition.kind === "not") collectOpenTests(condition.part, tests, places);
  else if (condition.kind !== "unstated") {
    for (const part of condition.parts) collectOpenTests(part, tests, places);
  }
}
