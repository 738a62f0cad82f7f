const resamples = 2_000;
const seed = 20_240_101;
/** Of the 95 % interval, in standard deviations. */
const z = 1.96;

export interface Estimate {
  readonly mean: number;
  /** 95 % confidence interval by bootstrap; Wilson's for a rate of 0 or 1, which no resample can vary. */
  readonly low: number;
  readonly high: number;
  /** Observations it rests on. */
  readonly count: number;
}

/** What a cluster adds to a mean: its observations hang together, as turns of a dialogue do, and are drawn together. */
export interface Total {
  readonly sum: number;
  readonly count: number;
}

/** Mean with a percentile interval over whole clusters; the same clusters always give the same interval. */
export function estimateMean(clusters: readonly Total[]): Estimate | null {
  const filled = clusters.filter(({ count }) => count > 0);
  const count = totalOf(filled, (cluster) => cluster.count);
  if (count === 0) return null;
  const sums = Float64Array.from(filled, ({ sum }) => sum);
  const counts = Float64Array.from(filled, (cluster) => cluster.count);
  const mean = totalOf(filled, ({ sum }) => sum) / count;
  if (mean === 0 || mean === 1) {
    const furthest = z ** 2 / (filled.length + z ** 2);
    return { mean, low: mean === 0 ? 0 : 1 - furthest, high: mean === 1 ? 1 : furthest, count };
  }
  return { mean, count, ...interval(filled.length, (drawn) => ratio(drawn, sums, counts), mean) };
}

/**
 * What a mean gains from one measurement of the same clusters to another, with the interval of the gain: far
 * narrower than both means' intervals let expect, since what is hard for both varies both alike.
 * @returns null where either mean does not exist
 */
export function estimateChange(
  clusters: readonly { readonly before: Total; readonly after: Total }[],
): Estimate | null {
  const arrayOf = (value: (cluster: (typeof clusters)[number]) => number) =>
    Float64Array.from(clusters, value);
  const before = { sums: arrayOf(({ before: { sum } }) => sum), counts: arrayOf((one) => one.before.count) };
  const after = { sums: arrayOf(({ after: { sum } }) => sum), counts: arrayOf((one) => one.after.count) };
  const change = (drawn: Int32Array) =>
    ratio(drawn, after.sums, after.counts) - ratio(drawn, before.sums, before.counts);
  const mean = change(Int32Array.from(clusters.keys()));
  if (!Number.isFinite(mean)) return null;
  return { mean, count: totalOf(after.counts, (count) => count), ...interval(clusters.length, change, mean) };
}

/** Any figure of a set of observations, such as a percentile, that is no mean. */
export function estimateStatistic<Value>(
  clusters: readonly (readonly Value[])[],
  statistic: (values: readonly Value[]) => number,
): Estimate | null {
  const all = clusters.flat();
  if (all.length === 0) return null;
  const mean = statistic(all);
  const ofDrawn = (drawn: Int32Array) => {
    const values: Value[] = [];
    for (const index of drawn) values.push(...(clusters[index] ?? []));
    return statistic(values);
  };
  return { mean, count: all.length, ...interval(clusters.length, ofDrawn, mean) };
}

/** Resamples on which the figure does not exist are passed over. */
function interval(
  clusterCount: number,
  statistic: (drawn: Int32Array) => number,
  whereNone: number,
): Pick<Estimate, "low" | "high"> {
  const random = mulberry32(seed);
  const drawn = new Int32Array(clusterCount);
  const values = Float64Array.from({ length: resamples }, () => {
    for (let draw = 0; draw < clusterCount; draw++) drawn[draw] = Math.floor(random() * clusterCount);
    return statistic(drawn);
  })
    .filter(Number.isFinite)
    .sort();
  return {
    low: values[Math.floor(values.length * 0.025)] ?? whereNone,
    high: values[Math.ceil(values.length * 0.975) - 1] ?? whereNone,
  };
}

function ratio(drawn: Int32Array, sums: Float64Array, counts: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (const index of drawn) {
    sum += sums[index] ?? 0;
    count += counts[index] ?? 0;
  }
  return sum / count;
}

function totalOf<Item>(items: Iterable<Item>, value: (item: Item) => number): number {
  let sum = 0;
  for (const item of items) sum += value(item);
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
