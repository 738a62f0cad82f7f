import type { Answer } from "../../../domain/answer.ts";
import { createEventStreamParser, type StreamEvent } from "./event-stream-parser.ts";
import { CallError, refusal } from "./failure.ts";
import { call } from "./policy-api.ts";

export interface AskHandlers {
  /** Clauses that the search brought, before there is any text. */
  readonly onSearchResults: (count: number) => void;
  readonly onText: (text: string) => void;
}

export interface AskOptions {
  readonly question: string;
  /** Null begins a conversation. */
  readonly conversationId: string | null;
  readonly signal: AbortSignal;
}

/** A stream that is silent for longer has been lost on the way. */
const silenceLimitMilliseconds = 45_000;

/**
 * Asks and follows the answer as it comes.
 * @throws CallError, or the platform's AbortError when `signal` aborts
 */
export async function ask(options: AskOptions, handlers: AskHandlers): Promise<Answer> {
  const silence = watchSilence(options.signal);
  try {
    const { question, conversationId } = options;
    const response = await call("/v1/ask", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "text/event-stream" },
      body: JSON.stringify(conversationId === null ? { question } : { question, conversationId }),
      signal: silence.signal,
    });
    return await readAnswer(response, handlers, silence.heard);
  } catch (error) {
    if (options.signal.aborted) throw error;
    if (silence.signal.aborted) throw new CallError({ kind: "timeout" }, error);
    throw error instanceof CallError ? error : new CallError({ kind: "interrupted" }, error);
  } finally {
    silence.end();
  }
}

async function readAnswer(response: Response, handlers: AskHandlers, heard: () => void): Promise<Answer> {
  const reader = response.body?.getReader();
  const parser = createEventStreamParser();
  for (let read = await reader?.read(); read?.value !== undefined; read = await reader?.read()) {
    heard();
    for (const event of parser.push(read.value)) {
      const answer = takeEvent(event, handlers);
      if (answer !== null) return answer;
    }
  }
  throw new CallError({ kind: "interrupted" });
}

/** @returns the answer when the event is the one that carries it */
function takeEvent({ event, data }: StreamEvent, handlers: AskHandlers): Answer | null {
  if (event === "search-results") {
    const { results }: { results: readonly unknown[] } = JSON.parse(data);
    handlers.onSearchResults(results.length);
  } else if (event === "text-delta") {
    const { text }: { text: string } = JSON.parse(data);
    handlers.onText(text);
  } else if (event === "error") {
    const problem: { status: number } = JSON.parse(data);
    throw new CallError(refusal(problem, problem.status, null));
  } else if (event === "answer") {
    const answer: Answer = JSON.parse(data);
    return answer;
  }
  return null;
}

interface Silence {
  readonly signal: AbortSignal;
  readonly heard: () => void;
  readonly end: () => void;
}

function watchSilence(outer: AbortSignal): Silence {
  const controller = new AbortController();
  const abort = () => controller.abort();
  let timer = setTimeout(abort, silenceLimitMilliseconds);
  outer.addEventListener("abort", abort, { once: true });
  return {
    signal: controller.signal,
    heard() {
      clearTimeout(timer);
      timer = setTimeout(abort, silenceLimitMilliseconds);
    },
    end() {
      clearTimeout(timer);
      outer.removeEventListener("abort", abort);
    },
  };
}
