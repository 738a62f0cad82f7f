import { type MetricName, metricNames, metrics } from "../metrics.ts";
import { splitNames } from "../split.ts";
import {
  formatEstimate,
  formatMean,
  formatMilliseconds,
  groupingLabels,
  groupLabel,
  splitLabels,
} from "./format.ts";
import { type Grouping, groupings, type Report, type SystemReport } from "./report.ts";

/** Rows of cells under a heading, drawn by the terminal, as Markdown and as HTML. */
export interface Table {
  readonly title: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const groupMetrics: readonly MetricName[] = [
  "whollyRight",
  "citationPrecision",
  "citationRecall",
  "unitsEndToEnd",
  "figureFidelity",
  "statusAccuracy",
];

export function reportTables(report: Report): Table[] {
  const [ours] = report.systems;
  if (ours === undefined) return [];
  return [overallTable(report), ...groupings.map((grouping) => groupTable(ours, grouping))];
}

/** Every figure, per system and split. */
export function overallTable({ systems }: Report): Table {
  const columns = systems.flatMap(({ label, splits }) =>
    splitNames.map((split) => ({ name: `${label} ${splitLabels[split]}`, summary: splits[split].all })),
  );
  const row = (label: string, cell: (column: (typeof columns)[number]) => string) => [
    label,
    ...columns.map(cell),
  ];
  return {
    title: "总表(方括号内为 95% 置信区间)",
    header: ["指标", ...columns.map(({ name }) => name)],
    rows: [
      row("题数", ({ summary }) => String(summary.questions)),
      ...metricNames.map((name) =>
        row(`${metrics[name].label}${metrics[name].better === "lower" ? " ↓" : ""}`, ({ summary }) =>
          formatEstimate(summary.metrics[name]),
        ),
      ),
      ...(["p50", "p95"] as const).map((percentile) =>
        row(`延迟 ${percentile}`, ({ summary }) =>
          summary.latency === null ? "—" : formatMilliseconds(summary.latency[percentile]),
        ),
      ),
    ],
  };
}

/** Per kind, persona or chapter: development / held out. */
function groupTable({ splits }: SystemReport, grouping: Grouping): Table {
  const names = Object.keys(splits.both.groups[grouping]);
  const halves = [splits.development.groups[grouping], splits.held_out.groups[grouping]];
  return {
    title: `按${groupingLabels[grouping]}(开发集 / 留出集)`,
    header: [groupingLabels[grouping], "题数", ...groupMetrics.map((name) => metrics[name].label)],
    rows: names.map((name) => [
      groupLabel(name),
      halves.map((half) => half[name]?.questions ?? 0).join(" / "),
      ...groupMetrics.map((metric) =>
        halves.map((half) => formatMean(half[name]?.metrics[metric] ?? null)).join(" / "),
      ),
    ]),
  };
}
