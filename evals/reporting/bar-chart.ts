import type { Estimate } from "../bootstrap.ts";
import { formatEstimate } from "./format.ts";
import { escapeHtml } from "./html.ts";

/** What a bar stands for; the style sheet gives it its colour. */
export type Series = "ours" | "half" | "baseline";

export interface Bar {
  readonly series: Series;
  readonly estimate: Estimate | null;
}

export interface BarRow {
  readonly label: string;
  readonly bars: readonly Bar[];
  /** A line across the bars to compare them with. */
  readonly mark?: number;
}

/**
 * Horizontal bars with their confidence intervals as whiskers; rows fold on narrow screens.
 * @param full value at the right end
 */
export function barChart(title: string, rows: readonly BarRow[], full = 1): string {
  const drawn = rows.map(
    ({ label, bars, mark }) =>
      `<div class="row" style="--bars:${bars.length}"><span class="name">${escapeHtml(label)}</span>${bars.map((bar) => drawBar(bar, mark, full)).join("")}</div>`,
  );
  return `<div class="chart"><h3>${escapeHtml(title)}</h3>${drawn.join("")}</div>`;
}

function drawBar({ series, estimate }: Bar, mark: number | undefined, full: number): string {
  const percent = (value: number) => `${((100 * value) / full).toFixed(1)}%`;
  const line = mark === undefined ? "" : `<s style="left:${percent(mark)}"></s>`;
  if (estimate === null) return `<span class="track">${line}</span><span class="value">—</span>`;
  const { mean, low, high, count } = estimate;
  const bar = `<i class="${series}" style="width:${percent(mean)}"></i>`;
  const whisker = `<u style="left:${percent(low)};width:${percent(high - low)}"></u>`;
  return `<span class="track">${bar}${whisker}${line}</span><span class="value">${formatEstimate(estimate)} <small>${count}</small></span>`;
}

export function chartKey(entries: readonly (readonly [Series, string])[]): string {
  return `<p class="key">${entries
    .map(([series, label]) => `<span><i class="${series}"></i>${escapeHtml(label)}</span>`)
    .join("")}</p>`;
}
