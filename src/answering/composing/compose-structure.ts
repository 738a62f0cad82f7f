import type { PolicyDocument } from "../../domain/document.ts";
import type { DraftAnswer } from "../answering-context.ts";
import { readDocumentWords } from "../understanding/document-words.ts";
import type { Intent } from "../understanding/question.ts";
import { composeBudgets, composeChapterBudgets } from "./compose-budgets.ts";
import { composeChapters, composeClauseCount, composeOverview } from "./compose-chapters.ts";
import { composeClauseList, composeMentions, composeTargets } from "./compose-clause-list.ts";
import { composeDuties, composeLeadUnits, composeUnitList } from "./compose-units.ts";
import { composeValidity } from "./compose-validity.ts";
import { answered, citeText, ofKind } from "./structure-answer.ts";
import { quoted } from "./wording.ts";

/**
 * Answers that follow from the document's structure: its parts, lists, totals, basis and validity.
 * @param text the question; what of it is asked comes first
 */
export function composeStructure(intent: Intent, document: PolicyDocument, text: string): DraftAnswer | null {
  const asked = readDocumentWords(text, []).words;
  switch (intent.kind) {
    case "chapter":
      return composeChapters(intent.numbers, document, asked);
    case "chapter_budget":
      return composeChapterBudgets(intent.numbers, document, asked);
    case "unit_duties":
      return composeDuties(intent, document, asked);
    case "clause_list":
      return composeClauseList(intent, document, asked);
    case "mention_list":
      return composeMentions(intent.words, document, asked);
    case "target_list":
      return composeTargets(document, asked);
    case "overview":
      return composeOverview(document, asked);
    case "clause_count":
      return composeClauseCount(document);
    case "unit_list":
      return composeUnitList(document, asked);
    case "lead_units":
      return composeLeadUnits(document);
    case "budget_total":
      return composeBudgets(document, intent.withParts, asked);
    case "basis":
      return composeBasis(document);
    case "issuer":
      return composeIssuer(document);
    case "issue_date":
      return composeIssueDate(document);
    case "validity":
      return composeValidity(document, intent.facets);
    default:
      return null;
  }
}

function composeBasis(document: PolicyDocument): DraftAnswer | null {
  const preamble = ofKind(document, "preamble")[0];
  if (preamble === undefined) return null;
  return answered(
    [{ text: `文件开头写明了制定依据：${quoted(preamble.text)}`, provisionIds: [preamble.id] }],
    [citeText(document, preamble)],
  );
}

function composeIssuer(document: PolicyDocument): DraftAnswer | null {
  const preamble = ofKind(document, "preamble")[0] ?? document.provisions[0];
  if (preamble === undefined || document.metadata.issuer === null) return null;
  const { issuer, documentNumber, title } = document.metadata;
  const number = documentNumber === null ? "公布的文本没有载明文号。" : `文号：${documentNumber}。`;
  return answered(
    [{ text: `《${title}》由${issuer}发布。${number}`, provisionIds: [preamble.id] }],
    [citeText(document, preamble)],
  );
}

function composeIssueDate(document: PolicyDocument): DraftAnswer | null {
  const preamble = ofKind(document, "preamble")[0] ?? document.provisions[0];
  if (preamble === undefined) return null;
  const { date, issuer } = document.metadata;
  const text = date === null ? "公布的文本没有载明发布日期。" : `发布日期：${date}。`;
  const draft = answered(
    [{ text: `${text}${issuer === null ? "" : `发布机关是${issuer}。`}`, provisionIds: [preamble.id] }],
    [citeText(document, preamble)],
  );
  return date === null ? { ...draft, status: "answered_partially" } : draft;
}
