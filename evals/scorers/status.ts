import type { Observation, ObservedAnswer } from "../observation.ts";

export function statusAccuracy({ question, answer }: Observation): number {
  return question.status.some((status) => status === answer.status) ? 1 : 0;
}

/** Whether the system threw instead of answering. */
export function failed({ answer }: Observation): number {
  return answer.status === "failed" ? 1 : 0;
}

/** Whether a refusal gives the right reason; null where no reason is expected or none was called for. */
export function reasonAccuracy({ question, answer }: Observation): number | null {
  if (question.reason === null) return null;
  const isOtherwiseRight =
    question.status.some((status) => status === answer.status) && answer.reason === null;
  return isOtherwiseRight ? null : Number(answer.reason === question.reason);
}

export interface ConfusionCell {
  readonly expected: string;
  readonly got: ObservedAnswer["status"];
  readonly count: number;
}

/** Where several statuses are right, the one that was given counts as expected, else the best one. */
export function statusConfusion(observations: readonly Observation[]): ConfusionCell[] {
  const cells = new Map<string, ConfusionCell>();
  for (const { question, answer } of observations) {
    const expected = question.status.find((status) => status === answer.status) ?? question.status[0] ?? "";
    const key = `${expected} ${answer.status}`;
    cells.set(key, { expected, got: answer.status, count: (cells.get(key)?.count ?? 0) + 1 });
  }
  return [...cells.values()];
}
