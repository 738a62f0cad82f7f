import type { Total } from "./bootstrap.ts";
import { type MetricName, metricNames, metrics } from "./metrics.ts";
import type { Observation } from "./observation.ts";
import type { ProvisionsById } from "./provisions.ts";

export interface Scored {
  readonly observation: Observation;
  /** Null for a metric that does not speak of it. */
  readonly values: Readonly<Record<MetricName, number | null>>;
}

export function scoreAll(observations: readonly Observation[], provisions: ProvisionsById): Scored[] {
  return observations.map((observation) => ({
    observation,
    values: forEachMetric((metric) => metrics[metric].score(observation, provisions)),
  }));
}

/** What each conversation adds to a metric's mean, by the conversation's id. */
export function totalsOf(scored: readonly Scored[], metric: MetricName): Map<string, Total> {
  const totals = new Map<string, Total>();
  for (const { observation, values } of scored) {
    const { conversationId } = observation.question;
    const { sum, count } = totals.get(conversationId) ?? { sum: 0, count: 0 };
    const value = values[metric];
    totals.set(conversationId, value === null ? { sum, count } : { sum: sum + value, count: count + 1 });
  }
  return totals;
}

export function forEachMetric<Value>(of: (metric: MetricName) => Value): Record<MetricName, Value> {
  return Object.fromEntries(metricNames.map((name) => [name, of(name)])) as Record<MetricName, Value>;
}
