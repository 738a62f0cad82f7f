import { isClause, type Provision } from "../../domain/document.ts";
import type { AnsweringContext, AnsweringStep, Candidate, PartInProgress } from "../answering-context.ts";
import type { ConversationTurn } from "../conversation.ts";
import { findProvision } from "../provision-lookup.ts";
import type { Aspect, QuestionPart } from "../understanding/question.ts";

/** Completes what a message leaves unsaid because earlier turns said it. */
export const takeConversation: AnsweringStep = {
  name: "take-conversation",
  async run(context) {
    const history = await context.services.conversations.read(context.conversationId);
    return { history, parts: context.parts.map((part) => resolve(part, { ...context, history })) };
  },
};

function resolve(inProgress: PartInProgress, context: AnsweringContext): PartInProgress {
  const { part } = inProgress;
  const leansOnNothing = part.intent.kind !== "topic" && part.intent.kind !== "unspecific";
  const lastGrounded = context.history.findLast((turn) => turn.provisionIds.length > 0);
  const previous = context.history.at(-1);
  if (part.reference.kind === "neighbour") {
    const neighbour = neighbourClause(part.reference.which, lastGrounded, context);
    if (neighbour !== null) return pinTo(inProgress, [neighbour.id], null, context);
  }
  if (part.reference.kind === "ordinal" && lastGrounded !== undefined) {
    const { position } = part.reference;
    const id = lastGrounded.provisionIds.at(position === "last" ? -1 : position - 1);
    if (id !== undefined) return pinTo(inProgress, [id], lastGrounded, context);
  }
  if (leansOnNothing || previous === undefined) return inProgress;
  switch (part.reference.kind) {
    case "previous":
      return lastGrounded === undefined
        ? withTopic(inProgress, previous.topic, previous.aspects, "")
        : pinTo(inProgress, lastGrounded.provisionIds, lastGrounded, context);
    case "return": {
      const turn = turnAbout(part.reference.topic, context.history);
      return turn === null ? inProgress : pinTo(inProgress, turn.provisionIds, turn, context);
    }
    case "shift":
      return withTopic(inProgress, part.reference.topic, previous.aspects, previous.topic);
    case "correction":
      return withCorrection(inProgress, part.reference.topic, previous.aspects, context);
    default:
      return previous.isOpen
        ? withTopic(inProgress, part.topic, previous.aspects, previous.topic)
        : inProgress;
  }
}

function pinTo(
  inProgress: PartInProgress,
  provisionIds: readonly string[],
  turn: ConversationTurn | null,
  context: AnsweringContext,
): PartInProgress {
  const pinned = provisionIds.flatMap((id): Candidate[] => {
    const found = findProvision(context.documents, id);
    return found === null ? [] : [{ ...found, relevance: 1 }];
  });
  if (pinned.length === 0) return inProgress;
  const topic = inProgress.part.topic === "" ? (turn?.topic ?? "") : inProgress.part.topic;
  const inherited = turn?.isOpen === true ? turn.aspects : [];
  return { ...withTopic(inProgress, topic, inherited, turn?.topic ?? ""), pinned };
}

/** The clause beside the one cited last; the document's last one needs no earlier turn. */
function neighbourClause(
  which: "next" | "previous" | "last",
  turn: ConversationTurn | undefined,
  { documents }: AnsweringContext,
): Provision | null {
  const cited = turn?.provisionIds[0];
  const document = documents.find(({ id }) => cited?.startsWith(`${id}/`)) ?? documents[0];
  const clauses = document?.provisions.filter(isClause) ?? [];
  if (which === "last") return clauses.at(-1) ?? null;
  const position = clauses.findIndex(({ id }) => id === cited);
  const neighbour = position + (which === "next" ? 1 : -1);
  return position < 0 || neighbour < 0 ? null : (clauses[neighbour] ?? null);
}

/** What was asked before is still asked when the message names only a new topic. */
function withTopic(
  inProgress: PartInProgress,
  topic: string,
  inheritedAspects: readonly Aspect[],
  contextTopic: string,
): PartInProgress {
  const { part } = inProgress;
  const aspects = part.aspects.size > 0 ? part.aspects : new Set(inheritedAspects);
  const resolved: QuestionPart = { ...part, topic, focus: topic, aspects, intent: { kind: "topic" } };
  return { ...inProgress, part: resolved, contextTopic: contextTopic === topic ? "" : contextTopic };
}

/** What was taken back is neither searched for nor meant. */
function withCorrection(
  inProgress: PartInProgress,
  topic: string,
  inheritedAspects: readonly Aspect[],
  { services }: AnsweringContext,
): PartInProgress {
  const corrected = withTopic(inProgress, topic, inheritedAspects, "");
  return { ...corrected, part: { ...corrected.part, expansions: services.lexicon.expand(topic) } };
}

/** The latest earlier turn whose topic shares most of the words; the turn before the last when none are given. */
function turnAbout(topic: string, history: readonly ConversationTurn[]): ConversationTurn | null {
  const grounded = history.filter((turn) => turn.provisionIds.length > 0);
  if (topic === "") return grounded.at(-2) ?? grounded.at(-1) ?? null;
  const scored = grounded.map((turn) => ({ turn, shared: sharedPairs(topic, turn.topic) }));
  const best = scored.reduce<{ turn: ConversationTurn | null; shared: number }>(
    (top, entry) => (entry.shared >= top.shared && entry.shared > 0 ? entry : top),
    { turn: null, shared: 0 },
  );
  return best.turn;
}

function sharedPairs(left: string, right: string): number {
  let shared = 0;
  for (let at = 0; at + 2 <= left.length; at++) if (right.includes(left.slice(at, at + 2))) shared++;
  return shared;
}
