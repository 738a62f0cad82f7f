import { failureDetails } from "./failure-details.ts";
import type { Report } from "./report.ts";
import { reportTables, type Table } from "./tables.ts";

const failuresShown = 30;

export function markdownReport(report: Report): string {
  const failures = report.failures.slice(0, failuresShown);
  return [
    "# 评测报告",
    `生成于 ${report.generatedAt}`,
    ...reportTables(report).map(markdownTable),
    `## 最差的 ${failures.length} 例(共 ${report.failures.length} 例未完全答对)`,
    ...failures.map((failure) =>
      [
        `### ${failure.observation.question.id}`,
        ...failureDetails(failure).map(
          ({ label, text }) => `- **${label}**:${text.replaceAll("\n", "\n  ")}`,
        ),
      ].join("\n"),
    ),
    "",
  ].join("\n\n");
}

function markdownTable({ title, header, rows }: Table): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [`## ${title}`, "", line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n");
}
