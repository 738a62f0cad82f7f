import type { AnsweringContext, AnsweringStep, DraftCitation, PartInProgress } from "../answering-context.ts";
import { budgetClauses } from "../budgets.ts";
import type { Subject } from "../conversation.ts";
import { latestTurn } from "../focus.ts";
import { topicCoverage } from "../relevance/provision-wording.ts";
import type { QuestionPart } from "../understanding/question.ts";
import { isLight } from "../understanding/reference.ts";

/** Keeps what the next message may lean on. The text was masked by the first step. */
export const rememberTurn: AnsweringStep = {
  name: "remember-turn",
  async run(context) {
    const { services, conversationId, parts, draft } = context;
    await services.conversations.append(conversationId, {
      subjects: parts.flatMap((part) => subjectsOf(part, context)).filter(isWorthKeeping),
      citedIds: draft?.citations.map(({ provision }) => provision.id) ?? [],
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

function subjectsOf(inProgress: PartInProgress, context: AnsweringContext): Subject[] {
  const { part, evidence } = inProgress;
  const { parts, draft } = context;
  if (part.intent.kind === "unsafe" || part.intent.kind === "greeting") return [];
  const cited = draft?.citations.map(({ provision }) => provision.id) ?? [];
  if (cited.length === 0) return [{ topic: topicNotFound(inProgress, context), provisionIds: [] }];
  const own =
    parts.length === 1 || evidence?.kind === "structural"
      ? cited
      : evidence !== null && "candidates" in evidence
        ? evidence.candidates.map(({ provision }) => provision.id)
        : [];
  return splitByNames(part, own, context) ?? [{ topic: part.topic, provisionIds: own }];
}

const joiningWords = /和|跟|与|以及|还有|、/u;

/** 出口信保和农业保险: two things, where each of the provisions cited has the words of one of them. */
function splitByNames(
  { text, topic }: QuestionPart,
  ids: readonly string[],
  { services }: AnsweringContext,
): Subject[] | null {
  if (ids.length < 2 || !joiningWords.test(text)) return null;
  const names = topic
    .split(" ")
    .flatMap((piece) => piece.split(joiningWords))
    .filter((name) => name.length >= 2);
  if (names.length < 2) return null;
  const shareOf = (name: string, id: string): number =>
    topicCoverage(
      { topic: name, expansions: services.lexicon.expand(name) },
      services.wordings.get(id)?.text ?? "",
      (term) => services.search.idf(term),
    );
  const nameOf = (id: string): string | undefined => {
    const [first, second] = names
      .map((name) => ({ name, share: shareOf(name, id) }))
      .sort((left, right) => right.share - left.share);
    return first !== undefined && second !== undefined && first.share > second.share ? first.name : undefined;
  };
  const owners = Map.groupBy(ids, nameOf);
  const subjects = names.map((name) => ({ topic: name, provisionIds: owners.get(name) ?? [] }));
  const grounded = subjects.filter(({ provisionIds }) => provisionIds.length > 0);
  return owners.has(undefined) || grounded.length < 2 ? null : grounded;
}

/** A message no longer than this asked something more about what was spoken of, which stays. */
const fragmentLength = { ofWhatWasSpokenOf: 6, detail: 4 };

/** 余杭那边呢 asks for elsewhere, 要多少户同意 for a detail that is not there: what was spoken of stays. */
function topicNotFound(inProgress: PartInProgress, { question, history }: AnsweringContext): string {
  const { topic, reference } = inProgress.part;
  if (latestTurn(history) === null) return topic;
  if (reference.kind === "particular") return "";
  const { region, period } = question.outsideScope;
  if (region !== null || period !== null) {
    return reference.kind === "none" ? topic.replaceAll(region ?? period ?? "", "").trim() : "";
  }
  return isDetailNotFound(inProgress) ? "" : topic;
}

function isDetailNotFound({ part, evidence, focusIds, asksForDetail }: PartInProgress): boolean {
  if (part.otherMatters.length > 0) return false;
  const best = evidence !== null && "reading" in evidence ? evidence.reading?.candidates[0] : undefined;
  const isOfWhatWasSpokenOf = best !== undefined && focusIds.includes(best.provision.id);
  const { length } = part.topic;
  if (isOfWhatWasSpokenOf) return length <= fragmentLength.ofWhatWasSpokenOf;
  return length === 0 || (asksForDetail && length <= fragmentLength.detail);
}

/** The sum of all, or a chapter's part of it after that. */
function asksForBudgets({ parts, draft, history, documents, question }: AnsweringContext): boolean {
  const cited = draft?.citations ?? [];
  const isOfMoney = ({ intent }: QuestionPart): boolean =>
    intent.kind === "budget_total" || intent.kind === "chapter_budget";
  if (parts.some(({ part }) => isOfMoney(part) || isAboutSum(part, cited))) return true;
  const isBefore = latestTurn(history)?.asksForBudgets === true;
  if (isBefore && (question.outsideScope.region !== null || question.outsideScope.period !== null))
    return true;
  const budgets = new Set(documents.flatMap(budgetClauses));
  const isCited = cited.length > 0 && cited.every(({ provision }) => budgets.has(provision));
  return isCited && (isBefore || parts.some(({ part }) => asksForMoney(part) || part.aspects.has("figure")));
}

/** 这回一共拿多少钱出来, answered by what closes the document. */
function isAboutSum(part: QuestionPart, cited: readonly DraftCitation[]): boolean {
  return (
    cited.length > 0 && cited.every(({ provision }) => provision.kind === "closing") && asksForMoney(part)
  );
}

function asksForMoney({ aspects }: QuestionPart): boolean {
  return aspects.has("total") || aspects.has("amount");
}
