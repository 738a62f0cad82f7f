import { formatChineseNumber } from "../../domain/chinese-numerals.ts";
import type { PolicyDocument } from "../../domain/document.ts";
import type { Candidate, DraftAnswer, DraftCitation } from "../answering-context.ts";
import type { QuestionPart } from "../understanding/question.ts";
import { citeTitle, nameOf, quoted } from "./wording.ts";

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

/** Asks which of several provisions is meant; each can be opened, and be chosen by its number or its words. */
export function composeChoice(
  { topic, reference }: QuestionPart,
  candidates: readonly Candidate[],
): DraftAnswer {
  const question =
    reference.kind === "previous"
      ? "前面说到的不止一项，您问的是哪一项？"
      : `“${topic}”在文件里不止一处讲到，您问的是哪一项？`;
  const choices = candidates.map((candidate) => citeMention(candidate, topic));
  return {
    status: "needs_clarification",
    reason: null,
    blocks: [
      { text: question, provisionIds: [] },
      ...choices.map(({ provision, quote }, index) => ({
        text: `${index + 1}. ${nameOf(provision)}：${quoted(quote)}`,
        provisionIds: [provision.id],
      })),
      { text: "请回复序号，或把要办的事说具体一点。", provisionIds: [] },
    ],
    citations: choices,
    responsibleUnits: [],
    suggestions: candidates.map((_, index) => `第${formatChineseNumber(index + 1)}个`).slice(0, 3),
  };
}

/** Quotes the few words in which a provision speaks of it. */
function citeMention({ document, provision }: Candidate, topic: string): DraftCitation {
  const phrase = provision.text.split(/[,，。;；:：\n]/u).find((words) => words.includes(topic));
  return phrase === undefined
    ? citeTitle(document, provision)
    : { document, provision, quote: phrase.trim() };
}
