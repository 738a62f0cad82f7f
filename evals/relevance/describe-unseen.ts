import type { Knowledge } from "../../src/answering/relevance/features.ts";
import { isAnsweredBy, type RankedQuestion } from "./choose-thresholds.ts";
import type { LearntJudgement } from "./learn-judgement.ts";

const falseRefusalShares = [0.02, 0.05];

/** How good the judgement is on sources it has not seen, a line a source. */
export function describeUnseen(knowledge: Knowledge, { judgement, unseen }: LearntJudgement): string {
  const bySource = Map.groupBy(unseen, ({ source }) => source);
  const lines = [...bySource, ["all sources", unseen] as const].map(([source, questions]) => {
    const answerable = questions.filter(({ gold }) => gold.size > 0);
    const others = questions.filter(({ gold }) => gold.size === 0);
    const first = answerable.filter(isRight).length / Math.max(1, answerable.length);
    const refused = falseRefusalShares.map((share) => {
      const bar = quantile(
        answerable.map(({ answerability }) => answerability),
        share,
      );
      return `${percent(shareBelow(others, bar))} at ${percent(share)}`;
    });
    const bar = judgement.answerThreshold;
    return [
      `${source}: ${answerable.length} answerable, first right ${percent(first)}`,
      `${others.length} others, refused ${refused.join(", ")} of false refusals`,
      `at the threshold ${percent(shareBelow(others, bar))} and ${percent(shareBelow(answerable, bar))}`,
    ].join("; ");
  });
  const { answerThreshold, furtherThreshold, furtherOddsShare } = judgement;
  const thresholds = [answerThreshold, furtherThreshold, furtherOddsShare].map((value) => value.toFixed(3));
  return [`${knowledge}, each source unseen`, ...lines, `thresholds ${thresholds.join(", ")}`].join("\n  ");
}

function isRight(question: RankedQuestion): boolean {
  return isAnsweredBy(question.ranked[0]?.provisionId ?? "", question);
}

function shareBelow(questions: readonly RankedQuestion[], bar: number): number {
  return questions.filter(({ answerability }) => answerability < bar).length / Math.max(1, questions.length);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length * share)] ?? 0;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
