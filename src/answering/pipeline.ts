import type { AskRequest } from "../domain/ask.ts";
import { todayInChina } from "../domain/validity.ts";
import type { AnsweringContext, AnsweringServices, AnsweringStep } from "./answering-context.ts";

/** @returns a context in which nothing but the request is known. */
export function startContext(request: AskRequest, services: AnsweringServices): AnsweringContext {
  const { documentIds } = request;
  return {
    services,
    request,
    conversationId: request.conversationId ?? services.createId(),
    today: todayInChina(services.now()),
    documents: services.corpus.documents.filter(({ id }) => documentIds?.includes(id) ?? true),
    history: [],
    text: request.question,
    question: { text: request.question, parts: [], outsideScope: { region: null, period: null } },
    parts: [],
    draft: null,
  };
}

/** Each step sees what the steps before it found. */
export async function runSteps(
  start: AnsweringContext,
  steps: readonly AnsweringStep[],
  signal?: AbortSignal,
): Promise<AnsweringContext> {
  let context = start;
  for (const step of steps) {
    signal?.throwIfAborted();
    context = { ...context, ...(await step.run(context)) };
  }
  return context;
}
