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

/** What to say of a document of which not everybody knows that it holds; null for one that is in force. */
export function validityNotice(title: string, { from, until, state }: Validity): string | null {
  switch (state) {
    case "expired":
      return `《${title}》有效期${period(from, until)}，现已过期。`;
    case "not_yet":
      return `《${title}》自${inWords(from)}起施行，现在尚未生效。`;
    case "unknown":
      return `《${title}》没有写明有效期，是否仍然执行请向责任单位核实。`;
    case "in_force":
      return null;
  }
}

function period(from: string | null, until: string | null): string {
  return from === null ? `到${inWords(until)}为止` : `为${inWords(from)}至${inWords(until)}`;
}

/** 2024-12-31 → 2024年12月31日. */
function inWords(date: string | null): string {
  const [year, month, day] = (date ?? "").split("-").map(Number);
  return `${year}年${month}月${day}日`;
}

/** Today's ISO date in China, which has one time zone and no daylight saving. */
export function todayInChina(now: Date): string {
  return new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}
