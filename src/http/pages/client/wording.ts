import type { Answer, AnswerStatus, Citation } from "../../../domain/answer.ts";
import type { ClauseKind, UnitRole } from "../../../domain/document.ts";
import type { Validity, ValidityState } from "../../../domain/validity.ts";

export const statusLabels: Readonly<Record<AnswerStatus, string>> = {
  answered: "已回答",
  answered_partially: "部分回答：文件没有写全",
  needs_clarification: "请再说明一下",
  unanswerable: "无法回答",
  blocked: "不能处理",
};

export const validityLabels: Readonly<Record<ValidityState, string>> = {
  in_force: "有效",
  expired: "已过期",
  not_yet: "尚未生效",
  unknown: "有效期未写明",
};

export const clauseKindLabels: Readonly<Record<ClauseKind, string>> = {
  support: "可申领的支持",
  guarantee: "要素保障",
  government_target: "政府工作目标",
  service: "公共服务",
  pass_through: "落实上级政策",
};

export const unitRoleLabels: Readonly<Record<UnitRole, string>> = {
  responsible: "责任单位",
  lead: "牵头单位",
  support: "配合单位",
};

/** Whose words an answer is made of, shown with every answer and copied with it. */
export function provenance({ generatedBy, citations }: Answer): { label: string; note: string } | null {
  if (generatedBy.mode === "generative") {
    return { label: "AI 生成", note: "由人工智能依据所列条款写成，请以原文为准" };
  }
  return citations.length === 0 ? null : { label: "原文摘录", note: "引号内为文件原句，未经改写" };
}

/** `2024年1月1日`, `2024年5月`. */
export function dateText(isoDate: string): string {
  const [year = "", month, day] = isoDate.split("-").map((part) => String(Number(part)));
  return `${year}年${month === undefined ? "" : `${month}月`}${day === undefined ? "" : `${day}日`}`;
}

/** `2024年1月1日至12月31日`: the year is said once where it is one. */
export function periodText({ from, until }: Validity): string {
  if (from !== null && until !== null) {
    const isOneYear = from.slice(0, 4) === until.slice(0, 4);
    return `${dateText(from)}至${isOneYear ? dateText(until).slice(5) : dateText(until)}`;
  }
  if (until !== null) return `至${dateText(until)}`;
  return from === null ? "" : `自${dateText(from)}起`;
}

/** What a reader has to know before he relies on a document; null when it is simply in force. */
export function validityNotice(validity: Validity): string | null {
  const period = periodText(validity);
  switch (validity.state) {
    case "in_force":
      return null;
    case "expired":
      return `有效期为${period}，现已过期。回答只说明当时的规定，现行政策请向责任单位核实。`;
    case "not_yet":
      return `有效期为${period}，尚未生效。`;
    case "unknown":
      return "文件没有写明有效期，是否仍在执行请向责任单位核实。";
  }
}

/** A cited provision in one line. What carries no number is named by what it is. */
export function citationName({ clauseLabel, title, chapter, clauseId }: Citation): string {
  if (clauseLabel !== null) return `${clauseLabel}${title}`;
  if (clauseId.endsWith("/preamble")) return "文件开头";
  if (clauseId.endsWith("/closing")) return "文件结尾";
  return chapter ?? title;
}

/** An answer to paste elsewhere: it keeps its sources and the label of how it was made. */
export function copyText(answer: Answer): string {
  const sources = answer.citations.map(
    (citation, index) => `${index + 1}. 《${citation.documentTitle}》${citationName(citation)}`,
  );
  const mark = provenance(answer);
  return [
    mark === null ? answer.answer : `【${mark.label}】${answer.answer}`,
    sources.length === 0 ? "" : `依据：\n${sources.join("\n")}`,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}
