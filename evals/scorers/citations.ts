import { citedIds, type Observation } from "../observation.ts";

/** Share of the cited provisions that may be cited; 0 when nothing is cited, null without gold provisions. */
export function citationPrecision(observation: Observation): number | null {
  const { gold, acceptable } = observation.question;
  if (gold.length === 0) return null;
  const cited = citedIds(observation);
  const fitting = new Set([...gold, ...acceptable].filter((id) => cited.has(id)));
  return cited.size === 0 ? 0 : fitting.size / cited.size;
}

/** Share of the gold provisions that are cited; null without gold provisions. */
export function citationRecall(observation: Observation): number | null {
  const { gold } = observation.question;
  const cited = citedIds(observation);
  return gold.length === 0 ? null : gold.filter((id) => cited.has(id)).length / gold.length;
}

export function citationF1(observation: Observation): number | null {
  const precision = citationPrecision(observation);
  const recall = citationRecall(observation);
  if (precision === null || recall === null) return null;
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}

/** Whether a question that has no gold provision got a citation it may not have. */
export function strayCitation(observation: Observation): number | null {
  const { gold, acceptable } = observation.question;
  if (gold.length > 0) return null;
  return [...citedIds(observation)].every((id) => acceptable.includes(id)) ? 0 : 1;
}
