import type { Observation } from "../observation.ts";

/** Whether the answer says what it must not; null where nothing is forbidden. */
export function forbiddenWording({ question, answer }: Observation): number | null {
  if (question.mustNotSay.length === 0) return null;
  const said = comparable(answer.answer);
  return question.mustNotSay.some((words) => said.includes(comparable(words))) ? 1 : 0;
}

function comparable(text: string): string {
  return text.normalize("NFKC").replace(/\s+/g, "").toLowerCase();
}
