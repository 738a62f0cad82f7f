import type { Observation } from "../observation.ts";
import type { ProvisionsById } from "../provisions.ts";

/** Whether every quote stands verbatim in the provision it is taken from; null without citations. */
export function quoteFidelity({ answer }: Observation, provisions: ProvisionsById): number | null {
  if (answer.citations.length === 0) return null;
  const isVerbatim = answer.citations.every(
    ({ clauseId, quote }) => quote !== "" && provisions.get(clauseId)?.printed.includes(quote) === true,
  );
  return isVerbatim ? 1 : 0;
}
