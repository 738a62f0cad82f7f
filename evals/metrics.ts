import type { Observation } from "./observation.ts";
import type { ProvisionsById } from "./provisions.ts";
import { citationF1, citationPrecision, citationRecall, strayCitation } from "./scorers/citations.ts";
import { expectedFigures, figureFidelity } from "./scorers/figures.ts";
import { quoteFidelity } from "./scorers/quotes.ts";
import { falseRefusal, trueRefusal } from "./scorers/refusal.ts";
import { retrievalFirstRight, retrievalRecallAtTen } from "./scorers/retrieval.ts";
import { failed, reasonAccuracy, statusAccuracy } from "./scorers/status.ts";
import { unitsEndToEnd, unitsGivenClause } from "./scorers/units.ts";
import { forbiddenWording } from "./scorers/wording.ts";

/** 0 to 1 for an observation that the metric speaks of, else null. */
export type Score = (observation: Observation, provisions: ProvisionsById) => number | null;

interface Metric {
  /** For people who read the report. */
  readonly label: string;
  readonly better: "higher" | "lower";
  /** An answer is wholly right when it has the best value in each of these that speaks of it. */
  readonly isNeededToBeRight: boolean;
  readonly score: Score;
}

const needed = { better: "higher", isNeededToBeRight: true } as const;
const neededAbsent = { better: "lower", isNeededToBeRight: true } as const;
const informative = { better: "higher", isNeededToBeRight: false } as const;

const partMetrics = {
  citationPrecision: { ...needed, label: "引用精确率", score: citationPrecision },
  citationRecall: { ...needed, label: "引用召回率", score: citationRecall },
  citationF1: { ...informative, label: "引用 F1", score: citationF1 },
  strayCitations: { ...neededAbsent, label: "不该引用而引用", score: strayCitation },
  unitsGivenClause: { ...informative, label: "单位正确率(条款已对)", score: unitsGivenClause },
  unitsEndToEnd: { ...needed, label: "单位正确率(全程)", score: unitsEndToEnd },
  figureFidelity: { ...needed, label: "数字忠实", score: figureFidelity },
  expectedFigures: { ...needed, label: "应答数字齐全", score: expectedFigures },
  quoteFidelity: { ...needed, label: "引文逐字", score: quoteFidelity },
  statusAccuracy: { ...needed, label: "状态正确率", score: statusAccuracy },
  reasonAccuracy: { ...needed, label: "拒答理由正确率", score: reasonAccuracy },
  trueRefusals: { ...needed, label: "应拒而拒(真拒率)", score: trueRefusal },
  falseRefusals: { ...neededAbsent, label: "不应拒而拒(误拒率)", score: falseRefusal },
  forbiddenWording: { ...neededAbsent, label: "说了不该说的", score: forbiddenWording },
  failures: { ...neededAbsent, label: "出错", score: failed },
  retrievalFirstRight: { ...informative, label: "检索首条命中", score: retrievalFirstRight },
  retrievalRecallAtTen: { ...informative, label: "检索前十召回率", score: retrievalRecallAtTen },
} satisfies Record<string, Metric>;

export type PartMetricName = keyof typeof partMetrics;
export type MetricName = PartMetricName | "whollyRight" | "dialogueTurnsRight";

const partNames = Object.keys(partMetrics) as PartMetricName[];

/** How far each part that makes an answer right falls short of its best value, worst first; empty when right. */
export function shortfalls(
  observation: Observation,
  provisions: ProvisionsById,
): { readonly metric: PartMetricName; readonly by: number }[] {
  return partNames
    .filter((name) => partMetrics[name].isNeededToBeRight)
    .map((metric) => {
      const value = partMetrics[metric].score(observation, provisions);
      return { metric, by: value === null ? 0 : partMetrics[metric].better === "lower" ? value : 1 - value };
    })
    .filter(({ by }) => by > 0)
    .sort((a, b) => b.by - a.by);
}

const whollyRight: Score = (observation, provisions) =>
  shortfalls(observation, provisions).length === 0 ? 1 : 0;

const dialogueTurnRight: Score = (observation, provisions) =>
  observation.question.id === observation.question.conversationId
    ? null
    : whollyRight(observation, provisions);

export const metrics: Readonly<Record<MetricName, Metric>> = {
  whollyRight: { ...informative, label: "完全正确", score: whollyRight },
  ...partMetrics,
  dialogueTurnsRight: { ...informative, label: "对话轮次完全正确", score: dialogueTurnRight },
};

export const metricNames = Object.keys(metrics) as MetricName[];
