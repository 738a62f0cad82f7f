import { createHash } from "node:crypto";
import type { Conversation } from "./question.ts";

export const splitNames = ["development", "held_out", "both"] as const;
export type SplitName = (typeof splitNames)[number];

/**
 * The half a conversation belongs to. It hangs on the id alone, so adding questions moves none of the others;
 * a dialogue's turns stay together.
 */
export function halfOf(conversationId: string): "development" | "held_out" {
  const firstByte = createHash("sha256").update(conversationId).digest()[0] ?? 0;
  return firstByte % 2 === 0 ? "development" : "held_out";
}

export function inSplit(conversationId: Conversation["id"], split: SplitName): boolean {
  return split === "both" || halfOf(conversationId) === split;
}
