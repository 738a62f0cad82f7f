const resamples = 2_000;
const seed = 20_240_101;

export interface Estimate {
  readonly mean: number;
  /** 95 % confidence interval by bootstrap. */
  readonly low: number;
  readonly high: number;
  /** Observations it rests on. */
  readonly count: number;
}

export interface Sample {
  /** Observations of one cluster hang together (the turns of a dialogue) and are drawn together. */
  readonly cluster: string;
  readonly value: number;
}

/** Mean with a percentile interval over whole clusters; the same samples always give the same interval. */
export function estimateMean(samples: readonly Sample[]): Estimate | null {
  const clusters = [...Map.groupBy(samples, ({ cluster }) => cluster).values()];
  const counts = Float64Array.from(clusters, (cluster) => cluster.length);
  const sums = Float64Array.from(clusters, (cluster) => total(cluster.map(({ value }) => value)));
  if (clusters.length === 0) return null;
  const mean = total(sums) / samples.length;
  if (samples.every(({ value }) => value === samples[0]?.value)) {
    return { mean, low: mean, high: mean, count: samples.length };
  }
  const random = mulberry32(seed);
  const means = Float64Array.from({ length: resamples }, () => {
    let sum = 0;
    let count = 0;
    for (let draw = 0; draw < clusters.length; draw += 1) {
      const drawn = Math.floor(random() * clusters.length);
      sum += sums[drawn] ?? 0;
      count += counts[drawn] ?? 0;
    }
    return sum / count;
  }).sort();
  return {
    mean,
    low: means[Math.floor(resamples * 0.025)] ?? mean,
    high: means[Math.ceil(resamples * 0.975) - 1] ?? mean,
    count: samples.length,
  };
}

function total(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

/** Uniform in [0, 1), period 2³². */
function mulberry32(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
