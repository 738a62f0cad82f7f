import type { Estimate } from "../../bootstrap.ts";
import type { MetricName } from "../../metrics.ts";
import type { MetricEstimates, Report } from "../report.ts";
import { fixed, type Language, line, plotCard, text, type Wording } from "./plot-card.ts";

const columns: readonly { readonly metric: MetricName; readonly label: Wording }[] = [
  { metric: "retrievalFirstRight", label: { zh: "检索首条命中", en: "First hit right" } },
  { metric: "retrievalRecallAtTen", label: { zh: "检索前十召回", en: "Recall in 10 hits" } },
  { metric: "citationF1", label: { zh: "引用 F1", en: "Citation F1" } },
  { metric: "whollyRight", label: { zh: "完全正确", en: "Wholly right" } },
];

const rowLabels: Readonly<Record<string, Wording>> = {
  tiaowen: { zh: "完整产品", en: "Whole product" },
  "lexical-only": { zh: "只按词面检索", en: "Words only" },
  "vector-only": { zh: "只按向量检索", en: "Vectors only" },
  "without-lexicon": { zh: "去掉词表", en: "No lexicon" },
  "without-askings": { zh: "去掉问法", en: "No ways of asking" },
  "without-conversation": { zh: "不记上文", en: "No conversation" },
  "without-reranker": { zh: "不重排", en: "No reranker" },
  "naive-langchain": { zh: "LangChain 基线", en: "LangChain baseline" },
};

const titles: Wording = {
  zh: "去掉一部分会怎样(留出集)",
  en: "What each part gives (held-out half)",
};
const notes: Wording = {
  zh: "横线是 95% 置信区间,虚线是完整产品。其余照旧,没有重新学习。",
  en: "Whiskers: 95% intervals; dashed: the whole product. Nothing is learnt anew.",
};

const left = 156;
const columnWidth = 150;
const plotWidth = 92;
const rowHeight = 28;
const top = 98;

type PlottedReport = Pick<Report, "systems" | "ablations">;

interface Row {
  readonly name: string;
  readonly label: string;
  readonly metrics: MetricEstimates;
}

/** The whole product, each part taken away, and the baseline, on the questions that nobody tuned on. */
export function ablationPlot({ systems, ablations }: PlottedReport, language: Language): string {
  const [ours, ...others] = systems.map(
    ({ name, label, splits }): Row => ({ name, label, metrics: splits.held_out.all.metrics }),
  );
  const ablated = ablations.map(
    ({ name, label, splits }): Row => ({ name, label, metrics: splits.held_out.metrics }),
  );
  const rows = [...(ours === undefined ? [] : [ours]), ...ablated, ...others];
  const bottom = top + rows.length * rowHeight;
  const body = columns.flatMap(({ metric, label }, index) => {
    const start = left + index * columnWidth;
    const whole = ours?.metrics[metric];
    return [
      text(start, top - 18, label[language], "faint"),
      ...[0, 0.5, 1].map((share) =>
        line("grid", [start + share * plotWidth, top - 8], [start + share * plotWidth, bottom - 4]),
      ),
      ...(whole == null
        ? []
        : [
            line(
              "whole",
              [start + whole.mean * plotWidth, top - 8],
              [start + whole.mean * plotWidth, bottom - 4],
            ),
          ]),
      ...rows.map((row, place) =>
        drawn(row.metrics[metric], start, top + place * rowHeight + rowHeight / 2 - 6, colourOf(row.name)),
      ),
    ];
  });
  const names = rows.map(({ name, label }, place) =>
    text(
      left - 14,
      top + place * rowHeight + rowHeight / 2 - 2,
      rowLabels[name]?.[language] ?? label,
      "",
      "end",
    ),
  );
  const size = { width: left + columns.length * columnWidth + 8, height: bottom + 16 };
  return plotCard(size, titles[language], [text(20, 50, notes[language], "faint"), ...names, ...body]);
}

function colourOf(name: string): string {
  if (name === "tiaowen") return "c";
  return name === "naive-langchain" ? "a" : "b";
}

function drawn(estimate: Estimate | null, start: number, middle: number, colour: string): string {
  if (estimate === null) return text(start + plotWidth + 8, middle + 4, "—", "value");
  const { mean, low, high } = estimate;
  const x = (share: number) => start + share * plotWidth;
  return [
    `<rect class="${colour}" x="${fixed(start)}" y="${fixed(middle - 6)}" width="${fixed(mean * plotWidth)}" height="12" rx="1.5"/>`,
    `<path class="whisker" d="M${fixed(x(low))} ${middle}H${fixed(x(high))}M${fixed(x(low))} ${middle - 3}v6M${fixed(x(high))} ${middle - 3}v6"/>`,
    text(start + plotWidth + 8, middle + 4, mean.toFixed(3), "value"),
  ].join("");
}
