import type { Calibration } from "../scorers/calibration.ts";
import { escapeHtml } from "./html.ts";

const size = 260;
const margin = { left: 34, top: 10, between: 34, bottom: 30 };
const countsHeight = 44;

/** Per tenth of the probability how many were right, against how many should have been; below, how many there were. */
export function reliabilityDiagram(title: string, { bins, threshold }: Calibration): string {
  const x = (share: number) => margin.left + share * size;
  const y = (share: number) => margin.top + (1 - share) * size;
  const ticks = [0, 0.25, 0.5, 0.75, 1].flatMap((share) => [
    `<line class="axis" x1="${x(0)}" x2="${x(1)}" y1="${y(share)}" y2="${y(share)}"/>`,
    `<text x="${x(0) - 6}" y="${y(share) + 4}" text-anchor="end">${share}</text>`,
    `<text x="${x(share)}" y="${y(0) + 15}" text-anchor="middle">${share}</text>`,
  ]);
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const countsBase = margin.top + size + margin.between + countsHeight;
  const drawn = bins.flatMap(({ from, to, count, probability, rightShare }) => {
    const height = (count / most) * (countsHeight - 12);
    const [left, width] = [x(from) + 2, (to - from) * size - 4];
    const many = [
      `<rect class="many" x="${fixed(left)}" width="${fixed(width)}" y="${fixed(countsBase - height)}" height="${fixed(height)}"/>`,
      `<text x="${fixed(left + width / 2)}" y="${fixed(countsBase - height - 3)}" text-anchor="middle">${count}</text>`,
    ];
    if (probability === null || rightShare === null) return many;
    return [
      ...many,
      `<line class="gap" x1="${fixed(x(probability))}" x2="${fixed(x(probability))}" y1="${fixed(y(probability))}" y2="${fixed(y(rightShare))}"/>`,
      `<circle class="share" cx="${fixed(x(probability))}" cy="${fixed(y(rightShare))}" r="5"><title>${count} 次判断,平均称 ${probability.toFixed(3)},实际 ${rightShare.toFixed(3)}</title></circle>`,
    ];
  });
  const line = `<line class="threshold" x1="${fixed(x(threshold))}" x2="${fixed(x(threshold))}" y1="${y(0)}" y2="${y(1)}"/>`;
  const ideal = `<line class="ideal" x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}"/>`;
  const viewBox = `0 0 ${margin.left + size + 10} ${countsBase + 6}`;
  return `<figure><figcaption>${escapeHtml(title)}</figcaption><svg viewBox="${viewBox}" role="img" aria-label="${escapeHtml(title)}">${[...ticks, line, ideal, ...drawn].join("")}</svg></figure>`;
}

function fixed(coordinate: number): string {
  return coordinate.toFixed(1);
}
