import type { AnsweringContext, Evidence, PartInProgress } from "../src/answering/answering-context.ts";
import { relevanceModel } from "../src/answering/relevance/relevance-model.ts";

/** What the pipeline found and decided on its way to an answer. Provisions by id, best first. */
export interface Trace {
  readonly parts: readonly PartTrace[];
  /** Answerability from which a question is answered. */
  readonly answerThreshold: number;
}

/** One question of the message. */
export interface PartTrace {
  /** What was taken for asked; only a `topic` is searched for. */
  readonly intent: string;
  readonly topic: string;
  /** Taken from the conversation instead of a search, else null. */
  readonly pinned: readonly string[] | null;
  readonly retrieved: readonly string[];
  /** `sufficient`, `insufficient`…: what the evidence was judged to be; `none` where none was judged. */
  readonly evidence: Evidence["kind"] | "none";
  /** Why it was judged insufficient. */
  readonly reason: string | null;
  /** Taken as evidence. */
  readonly chosen: readonly string[];
  /** 0 to 1, the score that decides; null where nothing was judged by it. */
  readonly answerability: number | null;
  /** Everything retrieved, by how probable it is that it answers. */
  readonly judged: readonly { readonly clauseId: string; readonly relevance: number }[];
}

export function traceOf({ parts }: Pick<AnsweringContext, "parts">): Trace {
  return { parts: parts.map(partTrace), answerThreshold: relevanceModel.asked.answerThreshold };
}

function partTrace({ part, pinned, hits, evidence }: PartInProgress): PartTrace {
  const idsOf = (found: readonly { readonly provision: { readonly id: string } }[]) =>
    found.map(({ provision }) => provision.id);
  const reading = evidence !== null && "reading" in evidence ? evidence.reading : null;
  return {
    intent: part.intent.kind,
    topic: part.topic,
    pinned: pinned === null ? null : idsOf(pinned),
    retrieved: idsOf(hits),
    evidence: evidence?.kind ?? "none",
    reason: evidence?.kind === "insufficient" ? evidence.reason : null,
    chosen: evidence !== null && "candidates" in evidence ? idsOf(evidence.candidates) : [],
    answerability: reading?.answerability ?? null,
    judged: (reading?.candidates ?? []).map(({ provision, relevance }) => ({
      clauseId: provision.id,
      relevance,
    })),
  };
}
