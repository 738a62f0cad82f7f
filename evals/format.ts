import type { Estimate } from "./bootstrap.ts";
import type { Grouping } from "./report.ts";
import type { SplitName } from "./split.ts";

export const splitLabels: Readonly<Record<SplitName, string>> = {
  development: "开发集",
  held_out: "留出集",
  both: "全部",
};

export const groupingLabels: Readonly<Record<Grouping, string>> = {
  kind: "问题类型",
  persona: "提问者",
  chapter: "章",
};

/** `0.912`, or a dash where nothing was measured. */
export function formatMean(estimate: Estimate | null): string {
  return estimate === null ? "—" : estimate.mean.toFixed(3);
}

/** `0.912 [0.87, 0.95]`. */
export function formatEstimate(estimate: Estimate | null): string {
  if (estimate === null) return "—";
  return `${estimate.mean.toFixed(3)} [${estimate.low.toFixed(2)}, ${estimate.high.toFixed(2)}]`;
}

export function formatMilliseconds(milliseconds: number): string {
  return `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`;
}
