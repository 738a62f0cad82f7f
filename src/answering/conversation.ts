import type { Aspect } from "./understanding/question.ts";

/** One thing a turn was about, with personal information masked. */
export interface Subject {
  readonly topic: string;
  /** Cited for it; empty where the documents say nothing of it. */
  readonly provisionIds: readonly string[];
}

/** What is kept of one turn: enough to read the next message. */
export interface ConversationTurn {
  /** In the order asked; none where the turn only greeted or thanked, or was not to be answered. */
  readonly subjects: readonly Subject[];
  /** All provisions cited, in the order in which the answer listed them. */
  readonly citedIds: readonly string[];
  readonly aspects: readonly Aspect[];
  /** It asked for the money of the whole document: what is named next is a part of that sum. */
  readonly asksForBudgets: boolean;
  /** The answer asked which of the cited provisions was meant. */
  readonly isOpen: boolean;
}

export interface ConversationStore {
  /** Oldest first; empty for a conversation that is unknown or forgotten. */
  read(conversationId: string): Promise<readonly ConversationTurn[]>;
  append(conversationId: string, turn: ConversationTurn): Promise<void>;
}

/** @property lifetime milliseconds after its last turn, default two hours. @property capacity conversations, default 10,000. */
export interface ConversationLimits {
  readonly turns?: number;
  readonly lifetime?: number;
  readonly capacity?: number;
}

/** Conversations in memory, the least recently used forgotten first. */
export function createInMemoryConversations(
  now: () => Date,
  limits: ConversationLimits = {},
): ConversationStore {
  const { turns: turnLimit = 12, lifetime = 7_200_000, capacity = 10_000 } = limits;
  const conversations = new Map<string, { turns: readonly ConversationTurn[]; usedAt: number }>();
  const recall = (id: string): readonly ConversationTurn[] => {
    const known = conversations.get(id);
    return known !== undefined && now().getTime() - known.usedAt <= lifetime ? known.turns : [];
  };
  return {
    async read(conversationId) {
      return recall(conversationId);
    },
    async append(conversationId, turn) {
      const turns = [...recall(conversationId), turn].slice(-turnLimit);
      conversations.delete(conversationId);
      conversations.set(conversationId, { turns, usedAt: now().getTime() });
      const oldest = conversations.keys().next();
      if (conversations.size > capacity && !oldest.done) conversations.delete(oldest.value);
    },
  };
}
