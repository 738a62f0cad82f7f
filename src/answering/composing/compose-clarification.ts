import type { PolicyDocument } from "../../domain/document.ts";
import type { Candidate, DraftAnswer } from "../answering-context.ts";
import { nameOf } from "./wording.ts";

const choiceLimit = 5;

/** Asks back which of several places is meant. The choices are the document's own titles; nothing is claimed. */
export function composeClarification(topic: string, candidates: readonly Candidate[]): DraftAnswer {
  const choices = candidates.slice(0, choiceLimit).map(({ provision }) => provision);
  const list = choices.map((provision) => `- ${nameOf(provision)}`).join("\n");
  return clarification(
    `“${topic}”在文件里涉及几个地方，您想问的是哪一个？\n${list}`,
    choices.map(({ title }) => title),
  );
}

/** Asks what the question is about when it names nothing. */
export function composeOpenClarification(document: PolicyDocument): DraftAnswer {
  const chapters = document.provisions.filter(({ kind }) => kind === "chapter").map(({ title }) => title);
  const list = chapters.map((title) => `- ${title}`).join("\n");
  return clarification(
    `请再说具体一点：您是企业还是个人，想了解哪方面？例如企业的类型、要做的事，或下面的一个方面：\n${list}`,
    chapters.slice(0, 5).map((title) => `${title}有哪些内容？`),
  );
}

function clarification(text: string, suggestions: readonly string[]): DraftAnswer {
  return {
    status: "needs_clarification",
    reason: null,
    blocks: [{ text, provisionIds: [] }],
    citations: [],
    responsibleUnits: [],
    suggestions,
  };
}
