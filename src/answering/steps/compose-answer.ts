import type { AnsweringContext, AnsweringStep, DraftAnswer, PartInProgress } from "../answering-context.ts";
import { composeChoice, composeClarification } from "../composing/compose-clarification.ts";
import { composeRefusal } from "../composing/compose-refusal.ts";
import { composeStructure } from "../composing/compose-structure.ts";
import { composeTopic } from "../composing/compose-topic.ts";
import { joinDrafts } from "../composing/join-drafts.ts";
import { figurePremisesOf } from "../composing/premises.ts";
import type { QuestionPart } from "../understanding/question.ts";

/** Writes the answer of each part from its evidence, then one answer of them all. */
export const composeAnswer: AnsweringStep = {
  name: "compose-answer",
  async run(context) {
    return { draft: joinDrafts(context.parts.map((part) => compose(part, context))) };
  },
};

function compose({ part, evidence }: PartInProgress, { services, question }: AnsweringContext): DraftAnswer {
  switch (evidence?.kind) {
    case "sufficient":
      return composeTopic(part, evidence.candidates, (term) => services.search.idf(term), services.units);
    case "ambiguous":
      return composeChoice(part, evidence.candidates);
    case "structural":
      return part.intent.kind === "unspecific"
        ? composeClarification(evidence.document)
        : (withPremises(part, composeStructure(part.intent, evidence.document, part.text)) ??
            composeRefusal("no_evidence", evidence.document, question.outsideScope));
    case "insufficient":
      return composeRefusal(evidence.reason, evidence.document, question.outsideScope);
    default:
      return composeRefusal("no_evidence", null, question.outsideScope);
  }
}

/** 总共50亿吧: what the structure answers is held against what the asker says too. */
function withPremises(part: QuestionPart, draft: DraftAnswer | null): DraftAnswer | null {
  if (draft === null) return null;
  const { blocks, areWrong } = figurePremisesOf(part, draft);
  return areWrong ? { ...draft, status: "answered_partially", blocks: [...draft.blocks, ...blocks] } : draft;
}
