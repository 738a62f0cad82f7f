import { readFileSync } from "node:fs";
import * as z from "zod";
import { type MetricName, metricNames, metrics } from "../metrics.ts";
import { splitLabels } from "../reporting/format.ts";
import type { Report } from "../reporting/report.ts";
import { splitNames } from "../split.ts";

const thresholdSchema = z
  .strictObject({
    metric: z.enum(metricNames as [MetricName, ...MetricName[]]),
    split: z.enum(splitNames),
    atLeast: z.number().min(0).max(1).optional(),
    atMost: z.number().min(0).max(1).optional(),
    aboveBaselineBy: z.number().min(0).max(1).optional(),
  })
  .refine(
    ({ atLeast, atMost, aboveBaselineBy }) =>
      [atLeast, atMost, aboveBaselineBy].filter((bound) => bound !== undefined).length === 1,
    "needs exactly one of atLeast, atMost, aboveBaselineBy",
  );
const thresholdsSchema = z.strictObject({ thresholds: z.array(thresholdSchema).min(1) });
export type Threshold = z.output<typeof thresholdSchema>;

export function parseThresholds(value: unknown): Threshold[] {
  return thresholdsSchema.parse(value).thresholds;
}

export function readThresholds(path: string): Threshold[] {
  return parseThresholds(JSON.parse(readFileSync(path, "utf8")));
}

/** One sentence for each threshold that our system misses; a figure that could not be measured is a miss. */
export function missedThresholds(
  report: Pick<Report, "systems">,
  thresholds: readonly Threshold[],
): string[] {
  return thresholds.flatMap((threshold) => {
    const { metric, split, atLeast, atMost, aboveBaselineBy } = threshold;
    const [ours, baseline] = report.systems.map((system) => system.splits[split].all.metrics[metric]?.mean);
    const lowest = aboveBaselineBy === undefined ? atLeast : (baseline ?? Number.NaN) + aboveBaselineBy;
    const name = `${splitLabels[split]}的${metrics[metric].label}`;
    if (ours === undefined) return [`${name}没有测得`];
    if (lowest !== undefined && !(ours >= lowest))
      return [`${name} ${ours.toFixed(3)} 低于 ${lowest.toFixed(3)}`];
    if (atMost !== undefined && ours > atMost)
      return [`${name} ${ours.toFixed(3)} 高于 ${atMost.toFixed(3)}`];
    return [];
  });
}
