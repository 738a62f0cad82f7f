import type { AnswerReason } from "../../domain/answer.ts";
import type { PolicyDocument } from "../../domain/document.ts";
import type { DraftAnswer } from "../answering-context.ts";
import type { OutsideScope } from "../understanding/question.ts";

/** Says that nothing here answers, why, what can be asked instead, and whom to call. Claims nothing. */
export function composeRefusal(
  reason: AnswerReason,
  document: PolicyDocument | null,
  outsideScope: OutsideScope,
): DraftAnswer {
  const text = [explanation(reason, document, outsideScope), help(reason, document), contactOf(document)];
  return {
    status: reason === "unsafe_input" ? "blocked" : "unanswerable",
    reason,
    blocks: [{ text: text.filter((sentence) => sentence !== "").join("\n"), provisionIds: [] }],
    citations: [],
    responsibleUnits: [],
    suggestions: suggestionsOf(document),
  };
}

/** Names a place as the asker did, but never repeats a number: a refusal states none. */
function explanation(
  reason: AnswerReason,
  document: PolicyDocument | null,
  { region }: OutsideScope,
): string {
  const title = document === null ? "现有文件" : `《${document.metadata.title}》`;
  const place = document?.metadata.region?.shortNames[0] ?? "本地";
  switch (reason) {
    case "other_region":
      return `您问的是${region ?? "其他地区"}的政策。这里只有${place}的${title}，不能用它来回答其他地区或上级的规定，请向当地或相应层级的主管部门了解。`;
    case "other_period":
      return `您问的年份不在${title}的有效期内，不能用它来回答那个时期的政策。`;
    case "no_such_clause":
      return `${title}没有您说的这个编号的条款，请核对编号，或者直接说想了解的事情。`;
    case "unsafe_input":
      return "这个请求不能处理。这里只依据公开发布的政策文件回答问题。";
    case "out_of_scope":
      return "这里只依据公开发布的政策文件回答问题，这个问题不在文件范围内。";
    case "no_evidence":
      return `${title}里没有找到能回答这个问题的内容，为免误导，不作推测。`;
  }
}

function help(reason: AnswerReason, document: PolicyDocument | null): string {
  if (document === null || reason === "unsafe_input" || reason === "no_such_clause") return "";
  const titles = document.provisions.filter(({ kind }) => kind === "chapter").map(({ title }) => title);
  return titles.length === 0 ? "" : `可以问我这些方面：${titles.join("、")}。`;
}

function contactOf(document: PolicyDocument | null): string {
  const contact = document?.metadata.contact;
  return contact == null ? "" : `其他问题可以拨打${contact.phone}（${contact.name}）。`;
}

function suggestionsOf(document: PolicyDocument | null): string[] {
  const chapters = document?.provisions.filter(({ kind }) => kind === "chapter") ?? [];
  return chapters.slice(0, 3).map(({ title }) => `${title}有哪些内容？`);
}
