import type { Observation } from "../observation.ts";

/** Share of the gold provisions among the first ten retrieved; null where nothing was searched for. */
export function retrievalRecallAtTen({ question, ranked }: Observation): number | null {
  if (question.gold.length === 0 || ranked === null) return null;
  const retrieved = new Set(ranked.slice(0, 10).map(({ clauseId }) => clauseId));
  return question.gold.filter((id) => retrieved.has(id)).length / Math.min(question.gold.length, 10);
}

/** Whether the first of the retrieved provisions may be cited; null where nothing was searched for. */
export function retrievalFirstRight({ question, ranked }: Observation): number | null {
  const first = ranked?.[0]?.clauseId;
  if (question.gold.length === 0 || first === undefined) return null;
  return question.gold.includes(first) || question.acceptable.includes(first) ? 1 : 0;
}
