import { parseChineseNumber } from "../../domain/chinese-numerals.ts";
import type { Reference } from "./question.ts";
import { continuationPatterns, readFrames } from "./question-frames.ts";

/** How a message leans on the turns before it. Only the conversation decides whether there is anything to lean on. */
export function readReference(text: string, topic: string): Reference {
  const correction = firstMatch(continuationPatterns.correction, text)?.groups?.["right"];
  if (correction !== undefined) return { kind: "correction", topic: readFrames(correction).topic };
  const neighbour = firstMatch(continuationPatterns.neighbour, text)?.groups;
  if (neighbour !== undefined) return { kind: "neighbour", which: neighbourOf(neighbour) };
  const ordinal = firstMatch(continuationPatterns.ordinal, text);
  if (ordinal !== null) {
    const position = positionOf(ordinal.groups ?? {});
    if (position !== null) return { kind: "ordinal", position };
  }
  const returning = firstMatch(continuationPatterns.return, text)?.groups?.["topic"];
  if (returning !== undefined) return { kind: "return", topic: readFrames(returning).topic };
  const isPronoun = firstMatch(continuationPatterns.pronouns, text) !== null;
  if (topic === "" || firstMatch(continuationPatterns.more, text) !== null) return { kind: "previous" };
  const shift = firstMatch(continuationPatterns.topicShift, text)?.groups?.["topic"];
  if (shift !== undefined) return { kind: "shift", topic };
  return isPronoun ? { kind: "shift", topic } : { kind: "none" };
}

function neighbourOf(groups: Record<string, string | undefined>): "next" | "previous" | "last" {
  if (groups["next"] !== undefined) return "next";
  return groups["previous"] !== undefined ? "previous" : "last";
}

function positionOf(groups: Record<string, string | undefined>): number | "last" | null {
  if (groups["last"] !== undefined) return "last";
  if (groups["first"] !== undefined) return 1;
  return groups["ordinal"] === undefined ? null : parseChineseNumber(groups["ordinal"]);
}

function firstMatch(expressions: readonly RegExp[], text: string): RegExpExecArray | null {
  for (const expression of expressions) {
    const match = expression.exec(text);
    if (match !== null) return match;
  }
  return null;
}
