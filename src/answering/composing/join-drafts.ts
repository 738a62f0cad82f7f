import type { AnswerStatus } from "../../domain/answer.ts";
import { formatChineseNumber } from "../../domain/chinese-numerals.ts";
import type { DraftAnswer, DraftBlock, DraftCitation } from "../answering-context.ts";

const suggestionLimit = 3;

/** One answer of several, in the order asked, citations and units once. */
export function joinDrafts(drafts: readonly DraftAnswer[]): DraftAnswer {
  const [only] = drafts;
  if (only === undefined) throw new RangeError("a message has at least one part");
  const blocked = drafts.find((draft) => draft.status === "blocked");
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
