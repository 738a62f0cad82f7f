import type { AnsweringStep } from "../answering-context.ts";

/** Keeps what the next message may lean on. The text was masked by the first step. */
export const rememberTurn: AnsweringStep = {
  name: "remember-turn",
  async run({ services, conversationId, parts, draft }) {
    await services.conversations.append(conversationId, {
      topic: parts
        .map(({ part }) => part.topic)
        .filter((topic) => topic !== "")
        .join(" "),
      aspects: [...new Set(parts.flatMap(({ part }) => [...part.aspects]))],
      provisionIds: draft?.citations.map(({ provision }) => provision.id) ?? [],
      isOpen: draft?.status === "needs_clarification",
    });
    return {};
  },
};
