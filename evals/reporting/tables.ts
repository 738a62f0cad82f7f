import { losses } from "../explanation.ts";
import { type MetricName, metricNames, metrics } from "../metrics.ts";
import { type SplitName, splitNames } from "../split.ts";
import {
  formatChange,
  formatEstimate,
  formatMean,
  formatTime,
  groupingLabels,
  groupLabel,
  lossLabels,
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

/** What a part taken away is judged by. */
export const ablationMetrics: readonly MetricName[] = [
  "whollyRight",
  "citationPrecision",
  "citationRecall",
  "retrievalFirstRight",
  "retrievalRecallAtTen",
  "trueRefusals",
  "falseRefusals",
  "dialogueTurnsRight",
];

export function reportTables(report: Report): Table[] {
  const [ours] = report.systems;
  if (ours === undefined) return [];
  return [
    overallTable(report),
    ...(report.ablations.length === 0 ? [] : [ablationTable(report, "held_out")]),
    ...(ours.splits.both.calibration === null ? [] : [calibrationTable(ours)]),
    lossTable(ours),
    ...groupings.map((grouping) => groupTable(ours, grouping)),
  ];
}

export function metricLabel(name: MetricName): string {
  return `${metrics[name].label}${metrics[name].better === "lower" ? " ↓" : ""}`;
}

/** Every figure, per system and split. */
export function overallTable({ systems }: Report): Table {
  const columns = systems.flatMap(({ label, splits }) =>
    splitNames.map((split) => ({ name: `${label} ${splitLabels[split]}`, report: splits[split] })),
  );
  const row = (label: string, cell: (column: (typeof columns)[number]) => string) => [
    label,
    ...columns.map(cell),
  ];
  return {
    title: "总表(方括号内为 95% 置信区间)",
    header: ["指标", ...columns.map(({ name }) => name)],
    rows: [
      row("题数", ({ report }) => String(report.all.questions)),
      row("其中对话", ({ report }) => String(report.dialogues)),
      ...metricNames.map((name) =>
        row(metricLabel(name), ({ report }) => formatEstimate(report.all.metrics[name])),
      ),
      ...(["p50", "p95"] as const).map((percentile) =>
        row(`延迟 ${percentile} ↓`, ({ report }) =>
          report.latency === null ? "—" : formatTime(report.latency[percentile]),
        ),
      ),
    ],
  };
}

/** The whole product, then each part taken away: the figure and what changed, question by question. */
export function ablationTable({ systems, ablations }: Report, split: SplitName): Table {
  const whole = systems[0]?.splits[split].all.metrics;
  return {
    title: `去掉一部分(${splitLabels[split]}):所得,以及与完整产品逐题相比的变化`,
    header: ["配置", ...ablationMetrics.map(metricLabel)],
    rows: [
      ["完整产品", ...ablationMetrics.map((name) => formatEstimate(whole?.[name] ?? null))],
      ...ablations.map(({ label, splits }) => [
        label,
        ...ablationMetrics.map(
          (name) => `${formatMean(splits[split].metrics[name])} ${formatChange(splits[split].changes[name])}`,
        ),
      ]),
    ],
  };
}

/** How far the probabilities of being supported can be believed. */
export function calibrationTable({ splits }: SystemReport): Table {
  const columns = splitNames.map((split) => splits[split].calibration);
  return {
    title: "校准:所称“有据”的概率与实际",
    header: ["", ...splitNames.map((split) => splitLabels[split])],
    rows: [
      ["判断数", ...columns.map((column) => String(column?.brier.count ?? 0))],
      ["期望校准误差 ECE ↓", ...columns.map((column) => formatEstimate(column?.expectedError ?? null))],
      ["Brier 分 ↓", ...columns.map((column) => formatEstimate(column?.brier ?? null))],
    ],
  };
}

export function lossTable({ splits }: SystemReport): Table {
  return {
    title: "没有完全答对的,最早错在哪一步:题数(占全部题)",
    header: ["哪一步", ...splitNames.map((split) => splitLabels[split])],
    rows: losses.map((loss) => [
      lossLabels[loss],
      ...splitNames.map((split) => {
        const share = splits[split].losses[loss];
        return share === null
          ? "—"
          : `${Math.round(share.mean * share.count)}(${(100 * share.mean).toFixed(1)}%)`;
      }),
    ]),
  };
}

/** Per set, kind, persona or chapter: development / held out. */
export function groupTable({ splits }: SystemReport, grouping: Grouping): Table {
  const names = Object.keys(splits.both.groups[grouping]);
  const halves = [splits.development.groups[grouping], splits.held_out.groups[grouping]];
  return {
    title: `按${groupingLabels[grouping]}(开发集 / 留出集)`,
    header: [groupingLabels[grouping], "题数", ...groupMetrics.map((name) => metrics[name].label)],
    rows: names.map((name) => [
      groupLabel(grouping, name),
      halves.map((half) => half[name]?.questions ?? 0).join(" / "),
      ...groupMetrics.map((metric) =>
        halves.map((half) => formatMean(half[name]?.metrics[metric] ?? null)).join(" / "),
      ),
    ]),
  };
}
