import { unitNames } from "../../src/domain/document.ts";
import type { Observation } from "../observation.ts";
import type { ProvisionsById } from "../provisions.ts";
import { citationPrecision, citationRecall } from "./citations.ts";

/**
 * Whether the answer names every unit it must and none that no fitting provision names, whatever it cites.
 * Null for questions that name no units.
 */
export function unitsEndToEnd(observation: Observation, provisions: ProvisionsById): number | null {
  const { units, gold, acceptable } = observation.question;
  if (units.length === 0) return null;
  const named = observation.answer.responsibleUnits;
  const fitting = [...gold, ...acceptable].flatMap((id) => {
    const entry = provisions.get(id);
    return entry === undefined ? [] : unitNames(entry.provision);
  });
  return units.every((unit) => named.includes(unit)) && named.every((unit) => fitting.includes(unit)) ? 1 : 0;
}

/** The same where exactly fitting provisions are cited, so that retrieval's faults do not count here. */
export function unitsGivenClause(observation: Observation, provisions: ProvisionsById): number | null {
  const clausesAreRight = citationPrecision(observation) === 1 && citationRecall(observation) === 1;
  return clausesAreRight ? unitsEndToEnd(observation, provisions) : null;
}
