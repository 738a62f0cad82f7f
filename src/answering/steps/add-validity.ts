import type { PolicyDocument } from "../../domain/document.ts";
import { validityOn } from "../../domain/validity.ts";
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
function noticeOf(document: PolicyDocument, today: string, what: "以上" | "以下"): DraftBlock | null {
  const { title, validity: stated } = document.metadata;
  const validity = validityOn(stated, today);
  switch (validity.state) {
    case "expired":
      return notice(
        `时效提示：《${title}》有效期${period(validity.from, validity.until)}，现已过期。${what}内容供了解，现行政策请向责任单位核实。`,
      );
    case "not_yet":
      return notice(`时效提示：《${title}》自${inWords(validity.from)}起施行，现在尚未生效。`);
    case "unknown":
      return notice(`时效提示：《${title}》没有写明有效期，是否仍然执行请向责任单位核实。`);
    case "in_force":
      return null;
  }
}

function notice(text: string): DraftBlock {
  return { text, provisionIds: [] };
}

function period(from: string | null, until: string | null): string {
  return from === null ? `到${inWords(until)}为止` : `为${inWords(from)}至${inWords(until)}`;
}

/** 2024-12-31 → 2024年12月31日. */
function inWords(date: string | null): string {
  const [year, month, day] = (date ?? "").split("-").map(Number);
  return `${year}年${month}月${day}日`;
}
