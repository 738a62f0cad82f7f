import type { PolicyDocument } from "../../domain/document.ts";
import { validityNotice, validityOn } from "../../domain/validity.ts";
import type { AnsweringContext, AnsweringStep, DraftAnswer, DraftBlock } from "../answering-context.ts";

/** Says of each document an answer draws on that it has run out, or is not yet in force; first where that is asked. */
export const addValidity: AnsweringStep = {
  name: "add-validity",
  async run(context) {
    return { draft: context.draft === null ? null : withNotices(context.draft, context) };
  },
};

function withNotices(draft: DraftAnswer, context: AnsweringContext): DraftAnswer {
  const isAsked = context.parts.some(({ part }) => part.intent.kind === "validity");
  const documents = [...new Set(draft.citations.map(({ document }) => document))];
  const notices = documents
    .map((document) => noticeOf(document, context.today, isAsked ? "以下" : "以上"))
    .filter((notice) => notice !== null);
  const { blocks } = draft;
  return { ...draft, blocks: isAsked ? [...notices, ...blocks] : [...blocks, ...notices] };
}

/** @param what of the answer the notice is about, as seen from where it stands. */
function noticeOf({ metadata }: PolicyDocument, today: string, what: "以上" | "以下"): DraftBlock | null {
  const validity = validityOn(metadata.validity, today);
  const notice = validityNotice(metadata.title, validity);
  if (notice === null) return null;
  const advice = validity.state === "expired" ? `${what}内容供了解，现行政策请向责任单位核实。` : "";
  return { text: `时效提示：${notice}${advice}`, provisionIds: [] };
}
