import type { AnsweringContext, AnsweringStep } from "../answering-context.ts";
import { readPart, startPart } from "../read-part.ts";
import { otherPeriodIn } from "../understanding/period-scope.ts";
import type { OutsideScope } from "../understanding/question.ts";
import { otherRegionIn } from "../understanding/region-scope.ts";
import { splitQuestion } from "../understanding/split-question.ts";

/** Reads what is asked, about what, and whether it lies within the documents' place and time. */
export const understandQuestion: AnsweringStep = {
  name: "understand-question",
  async run(context) {
    const parts = await Promise.all(splitQuestion(context.text).map((split) => readPart(split, context)));
    const question = {
      text: context.text,
      parts,
      outsideScope: outsideScopeOf(context),
    };
    return { question, parts: parts.map(startPart) };
  },
};

/** Outside only when it is outside for every document that could answer. */
function outsideScopeOf({ text, documents, today }: AnsweringContext): OutsideScope {
  const regions = documents.map(({ metadata, source }) =>
    metadata.region === null ? null : otherRegionIn(text, metadata.region, source),
  );
  const periods = documents.map(({ metadata }) => otherPeriodIn(text, metadata.validity, today));
  return { region: agreed(regions), period: agreed(periods) };
}

function agreed(findings: readonly (string | null)[]): string | null {
  return findings.every((finding) => finding !== null) ? (findings[0] ?? null) : null;
}
