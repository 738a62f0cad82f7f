import type { AnsweringStep } from "../answering-context.ts";
import { judge } from "../judge.ts";

/** Decides for each part whether what was found carries an answer, and which provisions carry it. */
export const judgeEvidence: AnsweringStep = {
  name: "judge-evidence",
  async run(context) {
    return { parts: context.parts.map((part) => ({ ...part, evidence: judge(part, context) })) };
  },
};
