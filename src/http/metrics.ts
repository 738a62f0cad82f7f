import type { AnswerStatus } from "../domain/answer.ts";

export interface RequestObservation {
  readonly method: string;
  /** The route's pattern, never the path: a path may hold anything a caller typed. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

/** Counts since the process began, as Prometheus reads them. */
export interface Metrics {
  observeRequest(observation: RequestObservation): void;
  countAnswer(status: AnswerStatus): void;
  /** Prometheus text format 0.0.4, the gauges given among it. */
  render(gauges: readonly Gauge[]): string;
}

export interface Gauge {
  readonly name: string;
  readonly help: string;
  readonly value: number;
}

/** Upper bounds in seconds: from an extractive answer in memory to one that waits for a model. */
const latencyBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

const knownMethods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

interface Histogram {
  /** One count a bound, each without those of lower bounds, and one for what is above all. */
  readonly counts: number[];
  sum: number;
}

export function createMetrics(): Metrics {
  const requests = new Map<string, number>();
  const latencies = new Map<string, Histogram>();
  const answers = new Map<string, number>();
  return {
    observeRequest({ method, route, status, seconds }) {
      // Callers may invent methods without end; each would be a series of its own.
      const knownMethod = knownMethods.has(method) ? method : "OTHER";
      increment(requests, labels({ method: knownMethod, route, status: String(status) }));
      const key = labels({ route });
      let histogram = latencies.get(key);
      if (histogram === undefined) {
        histogram = { counts: new Array<number>(latencyBounds.length + 1).fill(0), sum: 0 };
        latencies.set(key, histogram);
      }
      const found = latencyBounds.findIndex((bound) => seconds <= bound);
      const bucket = found === -1 ? latencyBounds.length : found;
      histogram.counts[bucket] = (histogram.counts[bucket] ?? 0) + 1;
      histogram.sum += seconds;
    },
    countAnswer(status) {
      increment(answers, labels({ status }));
    },
    render(gauges) {
      return [
        ...family("http_requests_total", "counter", "Requests answered, by method, route and status."),
        ...counterLines("http_requests_total", requests),
        ...family("http_request_duration_seconds", "histogram", "Time until the whole response was made."),
        ...histogramLines("http_request_duration_seconds", latencies),
        ...family("tiaowen_answers_total", "counter", "Answers given, by status."),
        ...counterLines("tiaowen_answers_total", answers),
        ...gauges.flatMap(({ name, help, value }) => [...family(name, "gauge", help), `${name} ${value}`]),
        "",
      ].join("\n");
    },
  };
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function labels(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${value.replace(/[\\"\n]/g, (character) => escapes[character] ?? "")}"`)
    .join(",");
}

const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", '"': '\\"', "\n": "\\n" };

function family(name: string, type: string, help: string): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
}

function counterLines(name: string, counts: ReadonlyMap<string, number>): string[] {
  return [...counts].map(([key, count]) => `${name}{${key}} ${count}`);
}

function histogramLines(name: string, histograms: ReadonlyMap<string, Histogram>): string[] {
  return [...histograms].flatMap(([key, { counts, sum }]) => {
    let cumulative = 0;
    const buckets = counts.map((count, index) => {
      cumulative += count;
      return `${name}_bucket{${key},le="${latencyBounds[index] ?? "+Inf"}"} ${cumulative}`;
    });
    return [...buckets, `${name}_sum{${key}} ${sum}`, `${name}_count{${key}} ${cumulative}`];
  });
}
