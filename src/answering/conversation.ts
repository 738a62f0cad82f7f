import type { Aspect } from "./understanding/question.ts";

/** What is kept of one turn: enough to read the next message, with personal information masked. */
export interface ConversationTurn {
  readonly topic: string;
  readonly aspects: readonly Aspect[];
  /** Cited provisions, in the order in which the answer named them. */
  readonly provisionIds: readonly string[];
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
