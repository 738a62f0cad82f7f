import type { PolicyDocument } from "../../domain/document.ts";
import type { DraftAnswer } from "../answering-context.ts";

/** Asks what the question is about when it names nothing. */
export function composeClarification(document: PolicyDocument): DraftAnswer {
  const chapters = document.provisions.filter(({ kind }) => kind === "chapter").map(({ title }) => title);
  const list = chapters.map((title) => `- ${title}`).join("\n");
  return {
    status: "needs_clarification",
    reason: null,
    blocks: [
      {
        text: `请再说具体一点：您是企业还是个人，想了解哪方面？例如企业的类型、要做的事，或下面的一个方面：\n${list}`,
        provisionIds: [],
      },
    ],
    citations: [],
    responsibleUnits: [],
    suggestions: chapters.slice(0, 5).map((title) => `${title}有哪些内容？`),
  };
}
