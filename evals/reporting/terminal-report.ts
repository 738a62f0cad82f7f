import type { Report } from "./report.ts";
import { reportTables, type Table } from "./tables.ts";

export function terminalReport(report: Report): string {
  return reportTables(report).map(drawTable).join("\n\n");
}

function drawTable({ title, header, rows }: Table): string {
  const lines = [header, ...rows];
  const widths = header.map((_, column) =>
    Math.max(...lines.map((line) => displayWidth(line[column] ?? ""))),
  );
  const draw = (line: readonly string[]) =>
    line
      .map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - displayWidth(cell)))
      .join("  ")
      .trimEnd();
  return [title, ...lines.map(draw)].join("\n");
}

/** Columns of a terminal: Chinese characters and their punctuation take two. */
function displayWidth(text: string): number {
  return [...text].reduce(
    (width, character) => width + (/[\u2e80-\u9fff\uff00-\uff60]/.test(character) ? 2 : 1),
    0,
  );
}
