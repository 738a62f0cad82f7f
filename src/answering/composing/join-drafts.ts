import type { AnswerStatus } from "../../domain/answer.ts";
import { formatChineseNumber } from "../../domain/chinese-numerals.ts";
import type { DraftAnswer, DraftBlock, DraftCitation } from "../answering-context.ts";

const suggestionLimit = 3;
const fewParts = 3;

/** One answer of several, in the order asked, citations and units once. */
export function joinDrafts(parts: readonly DraftAnswer[]): DraftAnswer {
  const blocked = parts.find((draft) => draft.status === "blocked");
  const drafts = worthSaying(parts);
  const [only] = drafts;
  if (only === undefined) throw new RangeError("a message has at least one part");
  if (drafts.length === 1 || blocked !== undefined) return blocked ?? only;
  const status = joinedStatus(drafts.map((draft) => draft.status));
  return {
    status,
    reason: isGrounded(status) ? null : (drafts.find(({ reason }) => reason !== null)?.reason ?? null),
    blocks: drafts.flatMap(({ blocks }, index): DraftBlock[] => [
      { text: `【第${formatChineseNumber(index + 1)}问】`, provisionIds: [] },
      ...blocks,
    ]),
    citations: distinctCitations(drafts.flatMap(({ citations }) => citations)),
    responsibleUnits: [...new Set(drafts.flatMap(({ responsibleUnits }) => responsibleUnits))],
    suggestions: [...new Set(drafts.flatMap(({ suggestions }) => suggestions))].slice(0, suggestionLimit),
  };
}

/**
 * One refusal says as much as several, and so does one answer that is the answer to all; beside many answers a refusal
 * says no more than why.
 */
function worthSaying(parts: readonly DraftAnswer[]): readonly DraftAnswer[] {
  if (new Set(parts.map(({ blocks }) => JSON.stringify(blocks))).size === 1) return parts.slice(0, 1);
  const refusals = parts.filter(({ status }) => status === "unanswerable");
  if (refusals.length === parts.length) {
    return [refusals.find(({ reason }) => reason === "no_evidence") ?? refusals[0]].filter(
      (one) => one !== undefined,
    );
  }
  return parts.length > fewParts
    ? parts.map((part) => (refusals.includes(part) ? withReasonAlone(part) : part))
    : parts;
}

/** What can be asked instead, and whom to call, stand on lines of their own. */
function withReasonAlone(refusal: DraftAnswer): DraftAnswer {
  const blocks = refusal.blocks.map((block) => ({ ...block, text: block.text.split("\n")[0] ?? "" }));
  return { ...refusal, blocks, suggestions: [] };
}

function isGrounded(status: AnswerStatus): boolean {
  return status === "answered" || status === "answered_partially";
}

function joinedStatus(statuses: readonly AnswerStatus[]): AnswerStatus {
  const first = statuses[0] ?? "unanswerable";
  if (statuses.every((status) => status === first)) return first;
  if (statuses.some(isGrounded)) return "answered_partially";
  return statuses.includes("needs_clarification") ? "needs_clarification" : "unanswerable";
}

function distinctCitations(citations: readonly DraftCitation[]): DraftCitation[] {
  const byProvision = new Map<string, DraftCitation>();
  for (const citation of citations) {
    if (!byProvision.has(citation.provision.id)) byProvision.set(citation.provision.id, citation);
  }
  return [...byProvision.values()];
}
