import type { ConfusionCell } from "../scorers/status.ts";
import { statusLabel } from "./format.ts";
import { escapeHtml } from "./html.ts";

/** Expected statuses down, given ones across; the darker, the larger the share of its row. */
export function confusionTable(title: string, cells: readonly ConfusionCell[]): string {
  const expected = [...new Set(cells.map((cell) => cell.expected))].sort();
  const got = [...new Set([...expected, ...cells.map((cell) => cell.got)])].sort();
  const header = got.map((status) => `<th>${escapeHtml(statusLabel(status))}</th>`).join("");
  const rows = expected.map((status) => {
    const ofRow = cells.filter((cell) => cell.expected === status);
    const total = ofRow.reduce((sum, { count }) => sum + count, 0);
    const squares = got.map((other) => {
      const count = ofRow.find((cell) => cell.got === other)?.count ?? 0;
      const color = other === status ? "--good" : "--bad";
      const share = Math.round((count / total) * 70);
      return `<td style="background:color-mix(in srgb, var(${color}) ${share}%, transparent)">${count}</td>`;
    });
    return `<tr><th>${escapeHtml(statusLabel(status))}</th>${squares.join("")}</tr>`;
  });
  return `<div class="scroll"><table class="confusion"><caption>${escapeHtml(title)}</caption><thead><tr><th>应得＼实得</th>${header}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}
