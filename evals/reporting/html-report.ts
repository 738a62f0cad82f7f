import { type MetricName, metricNames, metrics } from "../metrics.ts";
import { splitNames } from "../split.ts";
import { type BarGroup, barChart, confusionMatrix } from "./charts.ts";
import { failureDetails } from "./failure-details.ts";
import { groupingLabels, groupLabel, splitLabels } from "./format.ts";
import { escapeHtml } from "./html.ts";
import { type Failure, type Grouping, groupings, type Report, type SystemReport } from "./report.ts";
import { reportTables, type Table } from "./tables.ts";

const systemColors = ["#1d5fa8", "#b9b3a6", "#8a6d3b", "#5b7f5e"];
const halfColors = { development: "#7fa8d6", held_out: "#1d5fa8" } as const;
const groupChartMetrics: readonly MetricName[] = ["whollyRight", "citationPrecision", "citationRecall"];

const style = `
body{font:15px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;max-width:1080px;margin:2rem auto;padding:0 1rem;color:#1c2733;background:#fff}
h1,h2{line-height:1.3}h2{margin-top:2.5rem;border-bottom:1px solid #d8dee5;padding-bottom:.3rem}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}th,td{border:1px solid #d8dee5;padding:.25rem .55rem;text-align:left;white-space:nowrap}th{background:#f2f5f8}
.scroll,figure{overflow-x:auto;margin:1rem 0}figcaption{font-weight:600;margin-bottom:.4rem}
svg text{font-size:12px;fill:#1c2733}svg .tick{font-size:11px;fill:#5b6876}.grid{stroke:#e4e9ee}.whisker{stroke:#1c2733;fill:none;stroke-width:1.2}.cell{stroke:#d8dee5}
details{border:1px solid #d8dee5;border-radius:6px;margin:.5rem 0;padding:.4rem .8rem}summary{cursor:pointer}
dl{display:grid;grid-template-columns:6rem 1fr;gap:.2rem .8rem}dt{color:#5b6876}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
.key{display:inline-block;width:.8em;height:.8em;margin:0 .3em 0 1em}
`;

/** A page that opens from disk: no scripts, nothing requested. */
export function htmlReport(report: Report): string {
  const [ours] = report.systems;
  const body = ours === undefined ? "" : sections(report, ours).join("\n");
  return `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>条文 · 评测报告</title><style>${style}</style></head>
<body><h1>条文 · 评测报告</h1><p>生成于 ${escapeHtml(report.generatedAt)}。误差线为按题(对话整段)自助抽样的 95% 置信区间。</p>
${body}
</body></html>
`;
}

function sections(report: Report, ours: SystemReport): string[] {
  const [overall, ...perGroup] = reportTables(report).map(htmlTable);
  return [
    "<h2>与基线对照</h2>",
    key(report.systems.map(({ label }, index) => [label, systemColors[index] ?? "#888"])),
    barChart("全部题目", comparison(report)),
    overall ?? "",
    ...groupings.flatMap((grouping, index) => [
      `<h2>按${groupingLabels[grouping]}</h2>`,
      key([
        [splitLabels.development, halfColors.development],
        [splitLabels.held_out, halfColors.held_out],
      ]),
      ...groupChartMetrics.map((metric) => groupChart(ours, grouping, metric)),
      perGroup[index] ?? "",
    ]),
    "<h2>状态混淆</h2>",
    ...splitNames.map((split) =>
      confusionMatrix(`${splitLabels[split]}:行为应得,列为实得`, ours.splits[split].all.confusion),
    ),
    `<h2>未完全答对的 ${report.failures.length} 例,最差的在前</h2>`,
    ...report.failures.map(failureSection),
  ];
}

function comparison({ systems }: Report): BarGroup[] {
  return metricNames.map((metric) => ({
    label: `${metrics[metric].label}${metrics[metric].better === "lower" ? " ↓" : ""}`,
    bars: systems.map(({ label, splits }, index) => ({
      series: label,
      color: systemColors[index] ?? "#888",
      estimate: splits.both.all.metrics[metric],
    })),
  }));
}

function groupChart({ splits }: SystemReport, grouping: Grouping, metric: MetricName): string {
  const rows = Object.keys(splits.both.groups[grouping]).map((group) => ({
    label: groupLabel(group),
    bars: (["development", "held_out"] as const).map((split) => ({
      series: splitLabels[split],
      color: halfColors[split],
      estimate: splits[split].groups[grouping][group]?.metrics[metric] ?? null,
    })),
  }));
  return barChart(
    metrics[metric].label,
    rows.filter(({ bars }) => bars.some(({ estimate }) => estimate !== null)),
  );
}

function failureSection(failure: Failure): string {
  const { question } = failure.observation;
  const details = failureDetails(failure).map(
    ({ label, text }) => `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(text)}</dd>`,
  );
  return `<details><summary>${escapeHtml(`${question.id} · ${question.kind} · ${question.question}`)}</summary><dl>${details.join("")}</dl></details>`;
}

function htmlTable({ title, header, rows }: Table): string {
  const row = (cells: readonly string[], tag: "th" | "td") =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join("")}</tr>`;
  return `<div class="scroll"><table><caption>${escapeHtml(title)}</caption><thead>${row(header, "th")}</thead><tbody>${rows.map((cells) => row(cells, "td")).join("")}</tbody></table></div>`;
}

function key(entries: readonly (readonly [string, string])[]): string {
  return `<p>${entries.map(([label, color]) => `<span class="key" style="background:${color}"></span>${escapeHtml(label)}`).join("")}</p>`;
}
