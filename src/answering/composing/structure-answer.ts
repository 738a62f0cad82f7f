import type { PolicyDocument, Provision } from "../../domain/document.ts";
import type { DraftAnswer, DraftBlock, DraftCitation } from "../answering-context.ts";
import { nameOf, quoted, unitsSentence } from "./wording.ts";

export function answered(
  blocks: readonly DraftBlock[],
  citations: readonly DraftCitation[],
  responsibleUnits: readonly string[] = [],
  suggestions: readonly string[] = [],
): DraftAnswer {
  return { status: "answered", reason: null, blocks, citations, responsibleUnits, suggestions };
}

export function ofKind(document: PolicyDocument, kind: Provision["kind"]): Provision[] {
  return document.provisions.filter((provision) => provision.kind === kind);
}

/** Cites the whole text, or the title of what has none. */
export function citeText(document: PolicyDocument, provision: Provision): DraftCitation {
  return { document, provision, quote: provision.text !== "" ? provision.text : provision.title };
}

export function listOf(provisions: readonly Provision[]): string {
  return provisions.map((provision) => `- ${nameOf(provision)}`).join("\n");
}

/** (七)、(三十二), for those who want no more. */
export function labelsOf(provisions: readonly Provision[]): string {
  return provisions.map((provision) => provision.label ?? nameOf(provision)).join("、");
}

/** 第(十八)条的全文是什么: what can be asked next of the first of these. */
export function furtherQuestions(clauses: readonly Provision[], limit: number): string[] {
  return clauses.slice(0, limit).map((clause) => `第${clause.label}条的全文是什么？`);
}

/** A chapter, who leads it and its introduction. */
export function headBlock(chapter: Provision): DraftBlock {
  const units = chapter.units.length === 0 ? "" : `（${unitsSentence(chapter.units)}）`;
  const text = chapter.text === "" ? "" : `：${quoted(chapter.text)}`;
  return { text: `${nameOf(chapter)}${units}${text}`, provisionIds: [chapter.id] };
}
