import type { AnsweringContext } from "../src/answering/answering-context.ts";
import type { Assistant } from "../src/domain/ask.ts";
import type { Observation, ObservedAnswer, Ranked } from "./observation.ts";
import type { Conversation } from "./question.ts";
import { type Trace, traceOf } from "./trace.ts";

/** Something that answers questions and is scored. */
export interface System {
  readonly name: string;
  /** For people who read the report. */
  readonly label: string;
  ask(
    question: string,
    conversationId: string,
  ): Promise<Omit<Observation, "question" | "milliseconds" | "failure">>;
}

/**
 * Asks through the stream, as callers do.
 * @param open makes an assistant that tells what its steps came to
 */
export function assistantSystem(
  open: (observe: (context: AnsweringContext) => void) => Assistant,
  { name, label }: Pick<System, "name" | "label"> = { name: "tiaowen", label: "条文" },
): System {
  let trace: Trace | null = null;
  const assistant = open((context) => {
    trace = traceOf(context);
  });
  return {
    name,
    label,
    async ask(question, conversationId) {
      trace = null;
      let ranked: readonly Ranked[] | null = null;
      let streamed = "";
      for await (const event of assistant.stream({ question, conversationId, mode: "extractive" })) {
        if (event.type === "search-results" && event.results.length > 0) {
          ranked = event.results.map(({ clauseId, explanation }) => ({ clauseId, explanation }));
        }
        if (event.type === "text-delta") streamed += event.text;
        if (event.type !== "answer") continue;
        if (streamed !== event.answer.answer) throw new Error("the streamed text is not the answer's");
        return { answer: event.answer, ranked, trace };
      }
      throw new Error("the stream ended without an answer");
    },
  };
}

/** One conversation after the other, so that latencies are those of a machine that is doing nothing else. */
export async function askAll(
  system: System,
  conversations: readonly Conversation[],
  onProgress: (asked: number) => void,
): Promise<Observation[]> {
  const observations: Observation[] = [];
  for (const conversation of conversations) {
    for (const question of conversation.turns) {
      const start = performance.now();
      const asked = await system
        .ask(question.question, conversation.id)
        .then((answered) => ({ ...answered, failure: null }))
        .catch((error: unknown) => ({
          answer: noAnswer,
          ranked: null,
          trace: null,
          failure: described(error),
        }));
      observations.push({ question, ...asked, milliseconds: performance.now() - start });
      onProgress(observations.length);
    }
  }
  return observations;
}

const noAnswer: ObservedAnswer = {
  status: "failed",
  reason: null,
  answer: "",
  citations: [],
  responsibleUnits: [],
  validity: { from: null, until: null, state: "unknown" },
};

function described(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
