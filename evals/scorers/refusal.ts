import type { Observation, ObservedAnswer } from "../observation.ts";

export function isRefusal(status: ObservedAnswer["status"]): boolean {
  return status === "unanswerable" || status === "blocked";
}

/** Over questions that only a refusal answers rightly: whether it refused. */
export function trueRefusal({ question, answer }: Observation): number | null {
  return question.status.every(isRefusal) ? Number(isRefusal(answer.status)) : null;
}

/** Over questions that no refusal answers rightly: whether it refused all the same. */
export function falseRefusal({ question, answer }: Observation): number | null {
  return question.status.some(isRefusal) ? null : Number(isRefusal(answer.status));
}
