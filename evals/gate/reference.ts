import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import * as z from "zod";
import { TiaowenError } from "../../src/domain/errors.ts";
import { type Estimate, estimateChange, estimateMean, type Total } from "../bootstrap.ts";
import { type MetricName, metricNames, metrics } from "../metrics.ts";
import type { Conversation } from "../question.ts";
import { formatChange, formatEstimate, splitLabels } from "../reporting/format.ts";
import { type Scored, totalsOf } from "../scored.ts";
import { halfOf, type SplitName } from "../split.ts";

const halves = ["development", "held_out"] as const satisfies readonly SplitName[];

const estimateSchema = z.strictObject({
  mean: z.number(),
  low: z.number(),
  high: z.number(),
  count: z.int().positive(),
});
const halfSchema = z.partialRecord(z.enum(metricNames as [MetricName, ...MetricName[]]), estimateSchema);

const referenceSchema = z.strictObject({
  measuredAt: z.iso.date(),
  figures: z.strictObject({ development: halfSchema, held_out: halfSchema }).describe("For people"),
  metrics: z.array(z.string()).describe("In the order of the outcomes"),
  outcomes: z
    .record(z.string(), z.string())
    .describe(
      "Per conversation, by the digest of what is asked and expected: per metric the value, the sum/count of a dialogue, - for none",
    ),
});
/** What an accepted version scored on each conversation: what later versions must not fall below. */
export type Reference = z.output<typeof referenceSchema>;

/** @throws TiaowenError `configuration_invalid` where the file is missing or malformed */
export function readReference(path: string): Reference {
  if (!existsSync(path)) {
    throw new TiaowenError("configuration_invalid", `没有 ${path}:先运行 npm run eval -- --update-reference`);
  }
  const parsed = referenceSchema.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (parsed.success) return parsed.data;
  throw new TiaowenError("configuration_invalid", `${path} 格式不对:${z.prettifyError(parsed.error)}`);
}

export function writeReference(path: string, reference: Reference): void {
  writeFileSync(path, `${JSON.stringify(reference, null, 2)}\n`);
}

export function toReference(
  conversations: readonly Conversation[],
  scored: readonly Scored[],
  measuredAt: Date,
): Reference {
  const totals = totalsByMetric(scored);
  const figuresOf = (half: (typeof halves)[number]) =>
    Object.fromEntries(
      metricNames.flatMap((metric) => {
        const ofHalf = [...(totals.get(metric) ?? [])].filter(([id]) => halfOf(id) === half);
        const estimate = estimateMean(ofHalf.map(([, total]) => total));
        return estimate === null ? [] : [[metric, rounded(estimate)]];
      }),
    );
  return {
    measuredAt: measuredAt.toISOString().slice(0, 10),
    figures: { development: figuresOf("development"), held_out: figuresOf("held_out") },
    metrics: metricNames,
    outcomes: Object.fromEntries(
      conversations
        .map((conversation): [string, string] => [
          digestOf(conversation),
          metricNames.map((metric) => encode(totals.get(metric)?.get(conversation.id))).join(" "),
        ])
        .sort(([one], [other]) => (one < other ? -1 : 1)),
    ),
  };
}

export interface Comparison {
  /** A sentence for each figure that sank beyond its interval. */
  readonly sunk: readonly string[];
  /** Conversations that both know; only on these is anything compared. */
  readonly shared: number;
  /** Asked now, unknown to the reference. */
  readonly added: number;
  /** Known to the reference, no longer asked, or asked and expected otherwise. */
  readonly gone: number;
}

/**
 * Compares with the reference over the conversations that it knows, so that new questions are no fall. A figure
 * has sunk when it lies beyond the reference's interval, or when question by question more was lost than chance
 * explains.
 */
export function compareWithReference(
  conversations: readonly Conversation[],
  scored: readonly Scored[],
  reference: Reference,
): Comparison {
  const shared = conversations.flatMap((conversation) => {
    const outcome = reference.outcomes[digestOf(conversation)];
    return outcome === undefined ? [] : [{ id: conversation.id, outcome: decode(outcome, reference) }];
  });
  const totals = totalsByMetric(scored);
  const sunk = halves.flatMap((half) => {
    const ofHalf = shared.filter(({ id }) => halfOf(id) === half);
    return metricNames.flatMap((metric) =>
      describeFall(
        metric,
        half,
        ofHalf.map(({ id, outcome }) => ({
          before: outcome.get(metric) ?? none,
          after: roundedTotal(totals.get(metric)?.get(id) ?? none),
        })),
      ),
    );
  });
  return {
    sunk,
    shared: shared.length,
    added: conversations.length - shared.length,
    gone: Object.keys(reference.outcomes).length - shared.length,
  };
}

function describeFall(
  metric: MetricName,
  half: SplitName,
  pairs: readonly { readonly before: Total; readonly after: Total }[],
): string[] {
  const before = estimateMean(pairs.map((pair) => pair.before));
  const after = estimateMean(pairs.map((pair) => pair.after));
  const change = estimateChange(pairs);
  // One that cannot be measured any more is for the thresholds to miss.
  if (before === null || after === null || change === null) return [];
  const { label, better } = metrics[metric];
  const isSunk =
    better === "higher"
      ? after.mean < before.low || change.high < 0
      : after.mean > before.high || change.low > 0;
  if (!isSunk) return [];
  return [
    `${splitLabels[half]}的${label}变差:原为 ${formatEstimate(before)},现为 ${after.mean.toFixed(3)},逐题相比 ${formatChange(change)}`,
  ];
}

const none: Total = { sum: 0, count: 0 };

function totalsByMetric(scored: readonly Scored[]): Map<MetricName, Map<string, Total>> {
  return new Map(metricNames.map((metric) => [metric, totalsOf(scored, metric)]));
}

/** Another digest when anything that is asked or expected changes; the author's note is neither. */
function digestOf({ id, turns }: Conversation): string {
  const asked = turns.map(({ note: _, ...turn }) => turn);
  return createHash("sha256")
    .update(JSON.stringify([id, asked]))
    .digest("hex")
    .slice(0, 16);
}

function encode(total: Total = none): string {
  const { sum, count } = roundedTotal(total);
  if (count === 0) return "-";
  return count === 1 ? `${sum}` : `${sum}/${count}`;
}

/** A metric that the reference does not have yet has nothing to fall from. */
function decode(outcome: string, { metrics: names }: Reference): Map<string, Total> {
  const parts = outcome.split(" ");
  return new Map(
    names.map((name, index) => {
      const part = parts[index] ?? "-";
      const [sum = 0, count = 1] = part.split("/").map(Number);
      return [name, part === "-" ? none : { sum, count }];
    }),
  );
}

/** As it stands in the file, so that a figure that is the same is found the same. */
function roundedTotal({ sum, count }: Total): Total {
  return { sum: Math.round(sum * 1e4) / 1e4, count };
}

function rounded({ mean, low, high, count }: Estimate): Estimate {
  const round = (value: number) => Math.round(value * 1e4) / 1e4;
  return { mean: round(mean), low: round(low), high: round(high), count };
}
