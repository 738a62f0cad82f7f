import type { PolicyDocument } from "../../domain/document.ts";
import type { DraftAnswer } from "../answering-context.ts";
import { nameOf, quoted } from "./wording.ts";

/** Quotes where the document states its validity; that it has run out is said by the step that adds validity. */
export function composeValidity(document: PolicyDocument | undefined): DraftAnswer | null {
  const statedIn = document?.metadata.validity.statedIn ?? null;
  const provision = document?.provisions.find(({ text }) => statedIn !== null && text.includes(statedIn));
  if (document === undefined || provision === undefined || statedIn === null) return null;
  return {
    status: "answered",
    reason: null,
    blocks: [{ text: `${nameOf(provision)}写明：${quoted(statedIn)}`, provisionIds: [provision.id] }],
    citations: [{ document, provision, quote: statedIn }],
    responsibleUnits: [],
    suggestions: [],
  };
}
