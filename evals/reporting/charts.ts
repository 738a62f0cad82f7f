import type { Estimate } from "../bootstrap.ts";
import type { ConfusionCell } from "../scorers/status.ts";
import { formatEstimate, statusLabel } from "./format.ts";
import { escapeHtml } from "./html.ts";

export interface Bar {
  readonly series: string;
  readonly color: string;
  readonly estimate: Estimate | null;
}

export interface BarGroup {
  readonly label: string;
  readonly bars: readonly Bar[];
}

const labelWidth = 250;
const plotWidth = 420;
const valueWidth = 170;
const barHeight = 14;
const groupGap = 10;

/** Horizontal bars from 0 to 1 with their confidence intervals as whiskers. */
export function barChart(title: string, groups: readonly BarGroup[]): string {
  let y = 8;
  const drawn = groups.map(({ label, bars }) => {
    const top = y;
    y += bars.length * barHeight + groupGap;
    const middle = top + (bars.length * barHeight) / 2;
    return [
      `<text x="${labelWidth - 8}" y="${middle}" text-anchor="end" dominant-baseline="middle">${escapeHtml(label)}</text>`,
      ...bars.map((bar, index) => drawBar(bar, top + index * barHeight)),
    ].join("");
  });
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((value) => {
    const x = position(value);
    return `<line class="grid" x1="${x}" x2="${x}" y1="4" y2="${y}"/><text class="tick" x="${x}" y="${y + 12}" text-anchor="middle">${value}</text>`;
  });
  return svg(title, labelWidth + plotWidth + valueWidth, y + 18, [...ticks, ...drawn].join(""));
}

function drawBar({ series, color, estimate }: Bar, top: number): string {
  const middle = top + barHeight / 2;
  const value = `<text class="tick" x="${labelWidth + plotWidth + 10}" y="${middle}" dominant-baseline="middle">${
    estimate === null ? "—" : `${formatEstimate(estimate)} n=${estimate.count}`
  }</text>`;
  if (estimate === null) return value;
  const { mean, low, high } = estimate;
  const width = position(mean) - labelWidth;
  return [
    `<rect x="${labelWidth}" y="${top + 1}" width="${width.toFixed(1)}" height="${barHeight - 2}" fill="${color}"><title>${escapeHtml(series)}</title></rect>`,
    `<path class="whisker" d="M${position(low)} ${middle}H${position(high)}M${position(low)} ${top + 4}V${top + barHeight - 4}M${position(high)} ${top + 4}V${top + barHeight - 4}"/>`,
    value,
  ].join("");
}

function position(value: number): number {
  return labelWidth + Math.round(value * plotWidth * 10) / 10;
}

const cellSize = { width: 120, height: 34 };

/** Expected statuses down, given ones across; the darker, the larger the share of its row. */
export function confusionMatrix(title: string, cells: readonly ConfusionCell[]): string {
  const expected = [...new Set(cells.map((cell) => cell.expected))].sort();
  const got = [...new Set([...expected, ...cells.map((cell) => cell.got)])].sort();
  const left = labelWidth;
  const top = 26;
  const columns = got.map(
    (status, column) =>
      `<text x="${left + (column + 0.5) * cellSize.width}" y="16" text-anchor="middle">${escapeHtml(statusLabel(status))}</text>`,
  );
  const rows = expected.flatMap((status, row) => {
    const ofRow = cells.filter((cell) => cell.expected === status);
    const rowTotal = ofRow.reduce((sum, { count }) => sum + count, 0);
    const y = top + row * cellSize.height;
    const squares = got.map((other, column) => {
      const count = ofRow.find((cell) => cell.got === other)?.count ?? 0;
      const x = left + column * cellSize.width;
      const color = other === status ? "#1f7a4d" : "#b3402a";
      return [
        `<rect class="cell" x="${x}" y="${y}" width="${cellSize.width}" height="${cellSize.height}" fill="${color}" fill-opacity="${((count / rowTotal) * 0.7).toFixed(2)}"/>`,
        `<text x="${x + cellSize.width / 2}" y="${y + cellSize.height / 2}" text-anchor="middle" dominant-baseline="middle">${count}</text>`,
      ].join("");
    });
    const label = `<text x="${left - 8}" y="${y + cellSize.height / 2}" text-anchor="end" dominant-baseline="middle">${escapeHtml(statusLabel(status))}</text>`;
    return [label, ...squares];
  });
  const width = left + got.length * cellSize.width + 4;
  return svg(title, width, top + expected.length * cellSize.height + 4, [...columns, ...rows].join(""));
}

function svg(title: string, width: number, height: number, body: string): string {
  return `<figure><figcaption>${escapeHtml(title)}</figcaption><svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeHtml(title)}">${body}</svg></figure>`;
}
