import { type Estimate, estimateStatistic } from "../bootstrap.ts";
import type { Observation } from "../observation.ts";

/** Milliseconds. */
export interface Latency {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/** Nearest-rank percentiles; null without observations. */
export function latency(observations: readonly Pick<Observation, "milliseconds">[]): Latency | null {
  const sorted = observations.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  const [p50, p95, max] = [at(0.5), at(0.95), at(1)];
  return p50 === undefined || p95 === undefined || max === undefined ? null : { p50, p95, max };
}

/** Both percentiles with their intervals, in milliseconds; null without observations. */
export interface EstimatedLatency {
  readonly p50: Estimate;
  readonly p95: Estimate;
}

export function estimatedLatency(observations: readonly Observation[]): EstimatedLatency | null {
  const clusters = [...Map.groupBy(observations, ({ question }) => question.conversationId).values()];
  const percentile = (name: keyof EstimatedLatency) =>
    estimateStatistic(clusters, (drawn) => latency(drawn)?.[name] ?? Number.NaN);
  const [p50, p95] = [percentile("p50"), percentile("p95")];
  return p50 === null || p95 === null ? null : { p50, p95 };
}
