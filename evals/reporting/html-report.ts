import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Estimate } from "../bootstrap.ts";
import { losses } from "../explanation.ts";
import { type MetricName, metricNames, metrics } from "../metrics.ts";
import type { SplitName } from "../split.ts";
import { type BarRow, barChart, chartKey, type Series } from "./bar-chart.ts";
import { confusionTable } from "./confusion-table.ts";
import { failureDetails } from "./failure-details.ts";
import { formatMilliseconds, groupingLabels, groupLabel, lossLabels, splitLabels } from "./format.ts";
import { escapeHtml } from "./html.ts";
import { reliabilityDiagram } from "./reliability-diagram.ts";
import {
  type Failure,
  type Gate,
  type Grouping,
  groupings,
  type Report,
  type SplitReport,
  type SystemReport,
} from "./report.ts";
import {
  ablationMetrics,
  ablationTable,
  calibrationTable,
  groupTable,
  lossTable,
  metricLabel,
  overallTable,
  type Table,
} from "./tables.ts";

const style = ["report.css", "charts.css"]
  .map((name) => readFileSync(join(import.meta.dirname, name), "utf8"))
  .join("");
const halves = ["development", "held_out"] as const satisfies readonly SplitName[];
const halvesKey = chartKey([
  ["half", splitLabels.development],
  ["ours", splitLabels.held_out],
]);

const cardMetrics: readonly MetricName[] = [
  "whollyRight",
  "citationPrecision",
  "citationRecall",
  "citationF1",
  "unitsGivenClause",
  "figureFidelity",
  "trueRefusals",
  "falseRefusals",
  "dialogueTurnsRight",
];

interface Section {
  /** Of its anchor. */
  readonly id: string;
  readonly title: string;
  readonly body: readonly string[];
}

/** A page that opens from disk: no scripts, nothing requested. */
export function htmlReport(report: Report): string {
  const [ours] = report.systems;
  const sections = ours === undefined ? [] : sectionsOf(report, ours);
  const links = sections.map(({ id, title }) => `<a href="#${id}">${escapeHtml(title)}</a>`);
  const bodies = sections.map(
    ({ id, title, body }) =>
      `<section id="${id}"><h2>${escapeHtml(title)}</h2>\n${body.join("\n")}\n</section>`,
  );
  return `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>条文 · 评测报告</title><style>${style}</style></head>
<body><h1>条文 · 评测报告</h1>
<p class="faint">生成于 ${escapeHtml(report.generatedAt.replace("T", " ").slice(0, 16))}(世界时)。${ours === undefined ? "" : escapeHtml(sizeOf(ours))}横线是按题(对话整段)自助抽样的 95% 置信区间,其后的小字是题数。</p>
<nav>${links.join("")}</nav>
${bodies.join("\n")}
</body></html>
`;
}

function sizeOf({ splits }: SystemReport): string {
  const sizes = halves.map((half) => {
    const { all, dialogues } = splits[half];
    return `${splitLabels[half]} ${all.questions} 题(含 ${dialogues} 段对话)`;
  });
  return `${sizes.join(",")}。`;
}

function sectionsOf(report: Report, ours: SystemReport): Section[] {
  const { failures } = report;
  return [
    { id: "summary", title: "要点", body: [...gateNote(report.gate), cards(ours)] },
    { id: "baseline", title: "与基线对照", body: comparison(report) },
    ...(report.ablations.length === 0
      ? []
      : [{ id: "ablation", title: "去掉一部分会怎样", body: ablation(report, ours) }]),
    ...(ours.splits.both.calibration === null
      ? []
      : [{ id: "calibration", title: "概率可信吗", body: calibrationBody(ours) }]),
    ...groupings.map((grouping) => ({
      id: grouping,
      title: `按${groupingLabels[grouping]}`,
      body: groupBody(report, ours, grouping),
    })),
    {
      id: "status",
      title: "状态混淆",
      body: [pair(halves.map((half) => confusionTable(splitLabels[half], ours.splits[half].confusion)))],
    },
    { id: "losses", title: "错在哪一步", body: lossBody(ours) },
    {
      id: "failures",
      title: `没有完全答对的 ${failures.length} 例`,
      body: ["<p>最差的在前;点开看为什么。</p>", ...failures.map(failureBody)],
    },
  ];
}

function gateNote(gate: Gate | null): string[] {
  if (gate === null) return [];
  if (gate.missed.length === 0)
    return [`<p class="gate">${gate.thresholds.length} 项门槛都过了,没有指标变差。</p>`];
  const missed = gate.missed.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join("");
  return [`<div class="gate missed">没有过门槛的:<ul>${missed}</ul></div>`];
}

function cards({ splits }: SystemReport): string {
  const card = (
    label: string,
    estimateOf: (report: SplitReport) => Estimate | null,
    show = (value: number) => value.toFixed(3),
  ) => {
    const heldOut = estimateOf(splits.held_out);
    const development = estimateOf(splits.development);
    const interval = heldOut === null ? "" : `${show(heldOut.low)} – ${show(heldOut.high)}`;
    return `<div class="card">${escapeHtml(label)}<b>${heldOut === null ? "—" : show(heldOut.mean)}</b><small>${interval}</small><small>${splitLabels.development} ${development === null ? "—" : show(development.mean)}</small></div>`;
  };
  return [
    `<p>大字是${splitLabels.held_out}:调试时没有看过的一半。</p><div class="cards">`,
    ...cardMetrics.map((name) => card(metricLabel(name), ({ all }) => all.metrics[name])),
    card("校准误差 ECE ↓", ({ calibration }) => calibration?.expectedError ?? null),
    card("延迟 p50 ↓", ({ latency }) => latency?.p50 ?? null, formatMilliseconds),
    card("延迟 p95 ↓", ({ latency }) => latency?.p95 ?? null, formatMilliseconds),
    "</div>",
  ].join("");
}

function comparison(report: Report): string[] {
  const series: readonly Series[] = ["ours", "baseline"];
  const shown = report.systems.slice(0, series.length);
  const rows = metricNames.map(
    (metric): BarRow => ({
      label: metricLabel(metric),
      bars: shown.map(({ splits }, index) => ({
        series: series[index] ?? "baseline",
        estimate: splits.held_out.all.metrics[metric],
      })),
    }),
  );
  return [
    chartKey(shown.map(({ label }, index) => [series[index] ?? "baseline", label])),
    barChart(splitLabels.held_out, rows),
    folded(htmlTable(overallTable(report))),
  ];
}

function ablation(report: Report, ours: SystemReport): string[] {
  const charts = ablationMetrics.map((metric) => {
    const whole = ours.splits.held_out.all.metrics[metric];
    return barChart(metricLabel(metric), [
      { label: "完整产品", bars: [{ series: "ours", estimate: whole }] },
      ...report.ablations.map(
        ({ label, splits }): BarRow => ({
          label,
          bars: [{ series: "half", estimate: splits.held_out.metrics[metric] }],
          ...(whole === null ? {} : { mark: whole.mean }),
        }),
      ),
    ]);
  });
  return [
    `<p>同样的题(${splitLabels.held_out}),每次只去掉一部分,其余照旧:判断依据的权重没有重新学。红色虚线是完整产品。</p>`,
    pair(charts),
    ...halves.map((half) => folded(htmlTable(ablationTable(report, half)))),
  ];
}

function calibrationBody(ours: SystemReport): string[] {
  const diagrams = halves.flatMap((half) => {
    const { calibration } = ours.splits[half];
    return calibration === null ? [] : [reliabilityDiagram(splitLabels[half], calibration)];
  });
  return [
    "<p>横轴是作答前算出的“有据”概率,纵轴是其中所选最佳条款真能回答的比例;落在虚线上就是说到做到,红线是差距。绿线是作答的门槛。下面是各档的判断数。权重是在开发集上学的,可信的是留出集。</p>",
    pair(diagrams),
    htmlTable(calibrationTable(ours)),
  ];
}

function groupBody({ systems }: Report, ours: SystemReport, grouping: Grouping): string[] {
  const baseline = systems[1]?.splits.both.groups[grouping] ?? {};
  const chart = (metric: MetricName) => {
    const rows = Object.keys(ours.splits.both.groups[grouping]).map((group): BarRow => {
      const mark = baseline[group]?.metrics[metric]?.mean;
      return {
        label: groupLabel(grouping, group),
        bars: halfBars((half) => ours.splits[half].groups[grouping][group]?.metrics[metric] ?? null),
        ...(mark === undefined ? {} : { mark }),
      };
    });
    return barChart(
      metrics[metric].label,
      rows.filter(({ bars }) => bars.some(({ estimate }) => estimate !== null)),
    );
  };
  return [
    halvesKey,
    "<p class='faint'>红色虚线是基线。</p>",
    chart("whollyRight"),
    folded([chart("citationPrecision"), chart("citationRecall")].join(""), "引用精确率与召回率"),
    folded(htmlTable(groupTable(ours, grouping))),
  ];
}

function lossBody(ours: SystemReport): string[] {
  const rows = losses.map((loss) => ({
    label: lossLabels[loss],
    bars: halfBars((half) => ours.splits[half].losses[loss]),
  }));
  const highest = rows.flatMap(({ bars }) => bars.map(({ estimate }) => estimate?.high ?? 0));
  return [
    "<p>每个没有完全答对的回答,只记最早出错的那一步。</p>",
    halvesKey,
    barChart("占全部题的比例", rows, Math.max(0.01, ...highest)),
    folded(htmlTable(lossTable(ours))),
  ];
}

function halfBars(estimateOf: (half: (typeof halves)[number]) => Estimate | null): BarRow["bars"] {
  return halves.map((half) => ({
    series: half === "held_out" ? "ours" : "half",
    estimate: estimateOf(half),
  }));
}

function pair(parts: readonly string[]): string {
  return `<div class="pair">${parts.join("")}</div>`;
}

function failureBody(failure: Failure): string {
  const { question } = failure.observation;
  const [first] = failure.explanations;
  const details = failureDetails(failure).map(
    ({ label, text }) =>
      `<dt>${escapeHtml(label)}</dt><dd${label === "为什么" ? ' class="why"' : ""}>${escapeHtml(text)}</dd>`,
  );
  const tag = first === undefined ? "" : `<span class="tag">${escapeHtml(lossLabels[first.loss])}</span> `;
  return `<details class="case"><summary>${tag}${escapeHtml(clipped(question.question))} <small>${escapeHtml(`${question.id} · ${groupLabel("kind", question.kind)}`)}</small></summary><dl>${details.join("")}</dl></details>`;
}

const summaryLength = 70;

function clipped(text: string): string {
  return text.length <= summaryLength ? text : `${text.slice(0, summaryLength)}…`;
}

function folded(content: string, title = "数表"): string {
  return `<details><summary>${escapeHtml(title)}</summary>${content}</details>`;
}

function htmlTable({ title, header, rows }: Table): string {
  const row = (cells: readonly string[], tag: "th" | "td") =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join("")}</tr>`;
  return `<div class="scroll"><table><caption>${escapeHtml(title)}</caption><thead>${row(header, "th")}</thead><tbody>${rows.map((cells) => row(cells, "td")).join("")}</tbody></table></div>`;
}
