import type { DocumentMetadata } from "./metadata.ts";

export type ValidityState = "in_force" | "expired" | "not_yet" | "unknown";

export interface Validity {
  /** ISO dates, both inclusive. */
  readonly from: string | null;
  readonly until: string | null;
  readonly state: ValidityState;
}

/**
 * Where a document stands on a day.
 * @param today ISO date in the document's time zone (Asia/Shanghai for all documents served here).
 */
export function validityOn(validity: DocumentMetadata["validity"], today: string): Validity {
  const { from, until } = validity;
  return { from, until, state: stateOn(from, until, today) };
}

function stateOn(from: string | null, until: string | null, today: string): ValidityState {
  if (until !== null && today > until) return "expired";
  if (from !== null && today < from) return "not_yet";
  if (from !== null || until !== null) return "in_force";
  return "unknown";
}

/** Today's ISO date in China, which has one time zone and no daylight saving. */
export function todayInChina(now: Date): string {
  return new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}
