import { type Estimate, estimateChange, estimateMean } from "../bootstrap.ts";
import { explain, type Loss, losses } from "../explanation.ts";
import { shortfalls } from "../metrics.ts";
import type { Observation } from "../observation.ts";
import type { ProvisionsById } from "../provisions.ts";
import { personas, questionKinds, setOf } from "../question.ts";
import { forEachMetric, type Scored, scoreAll, totalsOf } from "../scored.ts";
import { calibration } from "../scorers/calibration.ts";
import { unsupportedFigures } from "../scorers/figures.ts";
import { estimatedLatency } from "../scorers/latency.ts";
import { statusConfusion } from "../scorers/status.ts";
import { halfOf, inSplit, type SplitName } from "../split.ts";
import type { AblationReport, Failure, Report, Run, SplitReport, Summary } from "./report.ts";

export interface Runs {
  /** Ours first. */
  readonly systems: readonly Run[];
  /** Ours with a part taken away, asked the same questions. */
  readonly ablations: readonly Run[];
}

/** @param showHeldOut whether single answers of the held-out half go into the report; else only figures do */
export function buildReport(
  { systems, ablations }: Runs,
  provisions: ProvisionsById,
  { generatedAt, showHeldOut }: { generatedAt: Date; showHeldOut: boolean },
): Omit<Report, "gate"> {
  const scored = systems.map(({ observations }) => scoreAll(observations, provisions));
  const [ours = []] = scored;
  return {
    generatedAt: generatedAt.toISOString(),
    systems: systems.map(({ system: { name, label } }, index) => ({
      name,
      label,
      splits: bySplit((split) => splitReport(inHalf(scored[index] ?? [], split), provisions)),
    })),
    ablations: ablations.map((run) => ablationReport(run, ours, provisions)),
    failures: ours
      .filter(({ values }) => values.whollyRight === 0)
      .map(({ observation }) => observation)
      .filter(({ question }) => showHeldOut || halfOf(question.conversationId) === "development")
      .map((observation) => failure(observation, provisions))
      .sort((a, b) => severity(b) - severity(a)),
  };
}

function bySplit<Value>(of: (split: SplitName) => Value): Record<SplitName, Value> {
  return { development: of("development"), held_out: of("held_out"), both: of("both") };
}

function inHalf(scored: readonly Scored[], split: SplitName): Scored[] {
  return scored.filter(({ observation }) => inSplit(observation.question.conversationId, split));
}

function splitReport(scored: readonly Scored[], provisions: ProvisionsById): SplitReport {
  const observations = scored.map(({ observation }) => observation);
  const groupBy = (
    order: Iterable<string | null>,
    nameOf: (question: Observation["question"]) => string | null,
  ) => {
    const named = Map.groupBy(scored, ({ observation }) => nameOf(observation.question));
    return Object.fromEntries(
      [...order].flatMap((name) => {
        const group = named.get(name);
        return name === null || group === undefined ? [] : [[name, summarise(group)]];
      }),
    );
  };
  const chapters = new Set([...provisions.values()].map(({ provision }) => provision.chapter));
  const sets = new Set(observations.map(({ question }) => setOf(question)));
  const dialogues = observations.filter(({ question: { id, conversationId } }) => id !== conversationId);
  return {
    all: summarise(scored),
    dialogues: new Set(dialogues.map(({ question }) => question.conversationId)).size,
    groups: {
      set: groupBy([...sets].sort(), setOf),
      kind: groupBy(questionKinds, ({ kind }) => kind),
      persona: groupBy(personas, ({ persona }) => persona),
      chapter: groupBy(chapters, ({ gold }) => provisions.get(gold[0] ?? "")?.provision.chapter ?? null),
    },
    latency: estimatedLatency(observations),
    confusion: statusConfusion(observations),
    calibration: calibration(observations),
    losses: lossShares(scored),
  };
}

function summarise(scored: readonly Scored[]): Summary {
  return {
    questions: scored.length,
    metrics: forEachMetric((metric) => estimateMean([...totalsOf(scored, metric).values()])),
  };
}

function lossShares(scored: readonly Scored[]): SplitReport["losses"] {
  const firstLosses = scored.map(({ observation, values }) => ({
    cluster: observation.question.conversationId,
    loss: values.whollyRight === 0 ? explain(observation)[0]?.loss : undefined,
  }));
  const clusters = [...Map.groupBy(firstLosses, ({ cluster }) => cluster).values()];
  const share = (loss: Loss) =>
    estimateMean(
      clusters.map((cluster) => ({
        sum: cluster.filter((one) => one.loss === loss).length,
        count: cluster.length,
      })),
    );
  return Object.fromEntries(losses.map((loss) => [loss, share(loss)])) as Record<Loss, Estimate | null>;
}

function ablationReport(
  { system: { name, label }, observations }: Run,
  ofWhole: readonly Scored[],
  provisions: ProvisionsById,
): AblationReport {
  const scored = scoreAll(observations, provisions);
  return {
    name,
    label,
    splits: bySplit((split) => {
      const [whole, ablated] = [inHalf(ofWhole, split), inHalf(scored, split)];
      return {
        metrics: summarise(ablated).metrics,
        changes: forEachMetric((metric) => {
          const after = totalsOf(ablated, metric);
          return estimateChange(
            [...totalsOf(whole, metric)].map(([conversation, before]) => ({
              before,
              after: after.get(conversation) ?? { sum: 0, count: 0 },
            })),
          );
        }),
      };
    }),
  };
}

function failure(observation: Observation, provisions: ProvisionsById): Failure {
  const ranked = observation.ranked?.map(({ clauseId }) => clauseId) ?? [];
  return {
    observation,
    shortfalls: shortfalls(observation, provisions),
    explanations: explain(observation),
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
