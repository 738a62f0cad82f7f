import type { AnsweringContext, AnsweringStep, DraftAnswer, DraftBlock } from "../answering-context.ts";
import { composeRefusal } from "../composing/compose-refusal.ts";
import { findProvision } from "../provision-lookup.ts";
import { type CitedProvision, type Objection, objectionsTo } from "../verification.ts";

/** Takes out what the cited text does not carry; an answer of which nothing remains is no answer. */
export const verifyAnswer: AnsweringStep = {
  name: "verify-answer",
  async run(context) {
    return { draft: context.draft === null ? null : verify(context.draft, context) };
  },
};

function verify(draft: DraftAnswer, context: AnsweringContext): DraftAnswer {
  if (draft.citations.length === 0) return draft;
  const blocks = draft.blocks.filter((block) => isCarried(block, context));
  const citations = draft.citations.filter(
    ({ document, quote }) => quote !== "" && document.source.includes(quote),
  );
  const isAnswerLeft = citations.length > 0 && blocks.some(({ provisionIds }) => provisionIds.length > 0);
  if (isAnswerLeft) return { ...draft, blocks, citations };
  return composeRefusal("no_evidence", context.documents[0] ?? null, context.question.outsideScope);
}

function isCarried(block: DraftBlock, { documents, services }: AnsweringContext): boolean {
  if (block.provisionIds.length === 0) return true;
  const cited = block.provisionIds
    .map((id) => findProvision(documents, id))
    .filter((found) => found !== null);
  const objections = objectionsTo(block.text, cited satisfies CitedProvision[], services.units);
  for (const objection of objections) services.reportDefect(describe(objection, block.provisionIds));
  return objections.length === 0;
}

/** Without the text itself: what was composed may hold words of the asker. */
function describe(objection: Objection, provisionIds: readonly string[]): string {
  return `dropped a block on ${provisionIds.join(", ")}: ${objection.kind}`;
}
