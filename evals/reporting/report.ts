import type { Estimate } from "../bootstrap.ts";
import type { Explanation, Loss } from "../explanation.ts";
import type { Threshold } from "../gate/thresholds.ts";
import type { MetricName, PartMetricName } from "../metrics.ts";
import type { Observation } from "../observation.ts";
import type { Calibration } from "../scorers/calibration.ts";
import type { EstimatedLatency } from "../scorers/latency.ts";
import type { ConfusionCell } from "../scorers/status.ts";
import type { SplitName } from "../split.ts";
import type { System } from "../system.ts";

export const groupings = ["set", "kind", "persona", "chapter"] as const;
export type Grouping = (typeof groupings)[number];

/** Null where no question of the set has the metric. */
export type MetricEstimates = Readonly<Record<MetricName, Estimate | null>>;

export interface Summary {
  readonly questions: number;
  readonly metrics: MetricEstimates;
}

export interface SplitReport {
  readonly all: Summary;
  /** Conversations of more than one turn. */
  readonly dialogues: number;
  readonly groups: Readonly<Record<Grouping, Readonly<Record<string, Summary>>>>;
  readonly latency: EstimatedLatency | null;
  readonly confusion: readonly ConfusionCell[];
  /** Null for systems that do not say how probable they hold it that an answer is supported. */
  readonly calibration: Calibration | null;
  /** Shares of the questions whose answers went wrong there first. */
  readonly losses: Readonly<Record<Loss, Estimate | null>>;
}

export interface SystemReport {
  readonly name: string;
  readonly label: string;
  readonly splits: Readonly<Record<SplitName, SplitReport>>;
}

/** Our system with a part taken away. */
export interface AblationReport {
  readonly name: string;
  readonly label: string;
  readonly splits: Readonly<Record<SplitName, AblationSplit>>;
}

export interface AblationSplit {
  readonly metrics: MetricEstimates;
  /** Against the whole system on the same questions: negative where the figure sank. */
  readonly changes: MetricEstimates;
}

/** An answer that is not wholly right. */
export interface Failure {
  readonly observation: Observation;
  readonly shortfalls: readonly { readonly metric: PartMetricName; readonly by: number }[];
  /** Why, the earliest place first. */
  readonly explanations: readonly Explanation[];
  readonly unsupportedFigures: readonly string[];
  /** 1-based; null where it was not retrieved. */
  readonly goldRanks: readonly { readonly clauseId: string; readonly rank: number | null }[];
}

export interface Gate {
  readonly thresholds: readonly Threshold[];
  /** A sentence for each bound that is not kept and each figure that sank. */
  readonly missed: readonly string[];
}

export interface Report {
  /** ISO time. */
  readonly generatedAt: string;
  /** Ours first. */
  readonly systems: readonly SystemReport[];
  readonly ablations: readonly AblationReport[];
  /** Ours, worst first; of the held-out half only on request. */
  readonly failures: readonly Failure[];
  /** Null where a part of the questions was asked only: bounds are set for them all. */
  readonly gate: Gate | null;
}

export interface Run {
  readonly system: Pick<System, "name" | "label">;
  readonly observations: readonly Observation[];
}
