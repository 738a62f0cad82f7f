import { type Estimate, estimateMean } from "../bootstrap.ts";
import { type MetricName, metricNames, metrics, type PartMetricName, shortfalls } from "../metrics.ts";
import type { Observation } from "../observation.ts";
import type { ProvisionsById } from "../provisions.ts";
import { personas, questionKinds } from "../question.ts";
import { unsupportedFigures } from "../scorers/figures.ts";
import { type Latency, latency } from "../scorers/latency.ts";
import { type ConfusionCell, statusConfusion } from "../scorers/status.ts";
import { halfOf, inSplit, type SplitName, splitNames } from "../split.ts";
import type { System } from "../system.ts";

export const groupings = ["kind", "persona", "chapter"] as const;
export type Grouping = (typeof groupings)[number];

export interface Summary {
  readonly questions: number;
  /** Null where no question of the set has the metric. */
  readonly metrics: Readonly<Record<MetricName, Estimate | null>>;
  readonly latency: Latency | null;
  readonly confusion: readonly ConfusionCell[];
}

export interface SplitReport {
  readonly all: Summary;
  readonly groups: Readonly<Record<Grouping, Readonly<Record<string, Summary>>>>;
}

export interface SystemReport {
  readonly name: string;
  readonly label: string;
  readonly splits: Readonly<Record<SplitName, SplitReport>>;
}

/** An answer that is not wholly right. */
export interface Failure {
  readonly observation: Observation;
  readonly shortfalls: readonly { readonly metric: PartMetricName; readonly by: number }[];
  readonly unsupportedFigures: readonly string[];
  /** 1-based; null where it was not retrieved. */
  readonly goldRanks: readonly { readonly clauseId: string; readonly rank: number | null }[];
}

export interface Report {
  /** ISO time. */
  readonly generatedAt: string;
  /** Ours first. */
  readonly systems: readonly SystemReport[];
  /** Ours, worst first; of the held-out half only on request. */
  readonly failures: readonly Failure[];
}

export interface Run {
  readonly system: Pick<System, "name" | "label">;
  readonly observations: readonly Observation[];
}

/**
 * @param runs ours first
 * @param showHeldOut whether single answers of the held-out half go into the report; else only figures do
 */
export function buildReport(
  runs: readonly Run[],
  provisions: ProvisionsById,
  { generatedAt, showHeldOut }: { generatedAt: Date; showHeldOut: boolean },
): Report {
  const shown = (runs[0]?.observations ?? []).filter(
    ({ question }) => showHeldOut || halfOf(question.conversationId) === "development",
  );
  return {
    generatedAt: generatedAt.toISOString(),
    systems: runs.map(({ system, observations }) => ({
      name: system.name,
      label: system.label,
      splits: Object.fromEntries(
        splitNames.map((split) => [
          split,
          splitReport(
            observations.filter(({ question }) => inSplit(question.conversationId, split)),
            provisions,
          ),
        ]),
      ) as Record<SplitName, SplitReport>,
    })),
    failures: shown
      .map((observation) => failure(observation, provisions))
      .filter((candidate) => candidate.shortfalls.length > 0)
      .sort((a, b) => severity(b) - severity(a)),
  };
}

function splitReport(observations: readonly Observation[], provisions: ProvisionsById): SplitReport {
  const groupBy = (
    order: readonly (string | null)[],
    nameOf: (observation: Observation) => string | null,
  ) => {
    const named = Map.groupBy(observations, nameOf);
    return Object.fromEntries(
      order.flatMap((name) => {
        const group = named.get(name);
        return name === null || group === undefined ? [] : [[name, summarise(group, provisions)]];
      }),
    );
  };
  const chapters = new Set([...provisions.values()].map(({ provision }) => provision.chapter));
  return {
    all: summarise(observations, provisions),
    groups: {
      kind: groupBy(questionKinds, ({ question }) => question.kind),
      persona: groupBy(personas, ({ question }) => question.persona),
      chapter: groupBy(
        [...chapters],
        ({ question }) => provisions.get(question.gold[0] ?? "")?.provision.chapter ?? null,
      ),
    },
  };
}

function summarise(observations: readonly Observation[], provisions: ProvisionsById): Summary {
  const estimate = (name: MetricName) =>
    estimateMean(
      observations.flatMap((observation) => {
        const value = metrics[name].score(observation, provisions);
        return value === null ? [] : [{ cluster: observation.question.conversationId, value }];
      }),
    );
  return {
    questions: observations.length,
    metrics: Object.fromEntries(metricNames.map((name) => [name, estimate(name)])) as Summary["metrics"],
    latency: latency(observations),
    confusion: statusConfusion(observations),
  };
}

function failure(observation: Observation, provisions: ProvisionsById): Failure {
  const ranked = observation.ranked?.map(({ clauseId }) => clauseId) ?? [];
  return {
    observation,
    shortfalls: shortfalls(observation, provisions),
    unsupportedFigures: unsupportedFigures(observation, provisions),
    goldRanks: observation.question.gold.map((clauseId) => {
      const rank = ranked.indexOf(clauseId) + 1;
      return { clauseId, rank: rank === 0 ? null : rank };
    }),
  };
}

function severity({ shortfalls: parts }: Failure): number {
  return parts.reduce((sum, { by }) => sum + by, 0);
}
