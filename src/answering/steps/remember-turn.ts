import type { AnsweringContext, AnsweringStep, PartInProgress } from "../answering-context.ts";
import { budgetClauses } from "../budgets.ts";
import type { Subject } from "../conversation.ts";
import { latestTurn } from "../focus.ts";
import { isLight } from "../understanding/reference.ts";

/** Keeps what the next message may lean on. The text was masked by the first step. */
export const rememberTurn: AnsweringStep = {
  name: "remember-turn",
  async run(context) {
    const { services, conversationId, parts, draft } = context;
    await services.conversations.append(conversationId, {
      subjects: parts.map((part) => subjectOf(part, context)).filter(isWorthKeeping),
      aspects: [...new Set(parts.flatMap(({ part }) => [...part.aspects]))],
      asksForBudgets: asksForBudgets(context),
      isOpen: draft?.status === "needs_clarification",
    });
    return {};
  },
};

function isWorthKeeping({ topic, provisionIds }: Subject): boolean {
  return provisionIds.length > 0 || !isLight(topic);
}

function subjectOf({ part, evidence }: PartInProgress, context: AnsweringContext): Subject {
  const { parts, draft } = context;
  if (part.intent.kind === "unsafe" || part.intent.kind === "greeting")
    return { topic: "", provisionIds: [] };
  const cited = draft?.citations.map(({ provision }) => provision.id) ?? [];
  if (cited.length === 0)
    return { topic: topicWithoutScope(part.reference.kind, part.topic, context), provisionIds: [] };
  const own =
    parts.length === 1 || evidence?.kind === "structural"
      ? cited
      : evidence !== null && "candidates" in evidence
        ? evidence.candidates.map(({ provision }) => provision.id)
        : [];
  return { topic: part.topic, provisionIds: own };
}

/** 余杭那边呢 asks for elsewhere and then goes on about here: what was spoken of stays. */
function topicWithoutScope(reference: string, topic: string, { question }: AnsweringContext): string {
  const { region, period } = question.outsideScope;
  if (region === null && period === null) return topic;
  if (reference !== "none") return "";
  return topic.replaceAll(region ?? period ?? "", "").trim();
}

function asksForBudgets({ parts, draft, history, documents, question }: AnsweringContext): boolean {
  if (parts.some(({ part }) => part.intent.kind === "budget_total")) return true;
  if (latestTurn(history)?.asksForBudgets !== true) return false;
  if (question.outsideScope.region !== null || question.outsideScope.period !== null) return true;
  const budgets = new Set(documents.flatMap(budgetClauses));
  const cited = draft?.citations ?? [];
  return cited.length > 0 && cited.every(({ provision }) => budgets.has(provision));
}
