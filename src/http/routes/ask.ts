import { createRoute } from "@hono/zod-openapi";
import type { Context } from "hono";
import { accepts } from "hono/accepts";
import * as z from "zod";
import { type Answer, answerSchema } from "../../domain/answer.ts";
import { type AskRequest, type Assistant, askRequestSchema } from "../../domain/ask.ts";
import { eventStream, type ServerSentEvent } from "../event-stream.ts";
import { refuseUnknownDocuments } from "../known-documents.ts";
import { defectFields } from "../logger.ts";
import { bodyProblems, tags } from "../openapi.ts";
import { problemBody, toProblemError } from "../problems.ts";
import { serving } from "../readiness.ts";
import { jsonBody, jsonRequest } from "../request-body.ts";
import type { RouteServices, ServiceApp } from "../service-app.ts";

const askRoute = createRoute({
  method: "post",
  path: "/v1/ask",
  operationId: "ask",
  tags: [tags.ask],
  summary: "提问,得到带条款依据的回答",
  description: `status 说明回答的性质:

- answered:文件回答了问题。
- answered_partially:文件支持,但问到的金额、条件或程序没有写;回答会说明哪些没写、该问哪个单位。
- needs_clarification:要先弄清所问的是哪一种,回答中列出可选的。
- unanswerable、blocked:不作回答,不带引用。reason 说明原因:out_of_scope 不是政策文件管的事;no_evidence 文件没有写;other_region 问的是别的地方;other_period 问的是别的时期;no_such_clause 没有这一条;unsafe_input 不宜回答的内容。

请求头 Accept: text/event-stream 时以服务器发送事件作答,依次为:

- search-results:{"results": […]},检索到的条款,元素同 POST /v1/search;
- text-delta:{"text": "…"},可有多个,接起来就是回答的 answer;
- answer:与 JSON 响应相同的完整对象,最后一个事件;
- error:出错时代替 answer,内容是问题对象。`,
  middleware: jsonBody,
  request: jsonRequest(askRequestSchema, { question: "新认定的高新技术企业有奖励吗?" }),
  responses: {
    200: {
      description: "回答",
      content: {
        "application/json": { schema: answerSchema },
        "text/event-stream": { schema: z.string().describe("服务器发送事件") },
      },
    },
    ...bodyProblems,
  },
});

export function addAskRoutes(app: ServiceApp, services: RouteServices): void {
  const { log, metrics, readiness } = services;
  app.openapi(askRoute, async (c) => {
    const { assistant, corpus } = serving(readiness);
    const request = c.req.valid("json");
    refuseUnknownDocuments(request.documentIds, corpus);
    const abort = abortWith(c.req.raw.signal);
    if (!prefersEvents(c)) {
      const answer = await assistant.ask(request, abort.signal);
      metrics.countAnswer(answer.status);
      return c.json(answer, 200);
    }

    const requestId = c.get("requestId");
    const ended = Promise.withResolvers<void>();
    c.set("streamEnd", ended.promise);
    const events = answerEvents(assistant, request, {
      signal: abort.signal,
      onAnswer: ({ status }) => metrics.countAnswer(status),
      onDefect: (error) => {
        log.error("answer stream failed", { requestId, ...defectFields(error) });
        return problemBody(toProblemError(error), requestId);
      },
    });
    const body = eventStream(events, (readerLeft) => {
      if (readerLeft) abort.abort();
      ended.resolve();
    });
    return c.body(body, 200, {
      "Content-Type": `${eventMediaType}; charset=utf-8`,
      // Proxies of the nginx family hold small chunks back unless told not to.
      "X-Accel-Buffering": "no",
    });
  });
}

const eventMediaType = "text/event-stream";

function prefersEvents(c: Context): boolean {
  const json = "application/json";
  return accepts(c, { header: "Accept", supports: [json, eventMediaType], default: json }) === eventMediaType;
}

/** An abort of our own: the server's signal may carry a plain string as its reason, which is no error to throw. */
function abortWith(signal: AbortSignal): AbortController {
  const controller = new AbortController();
  if (signal.aborted) controller.abort();
  else signal.addEventListener("abort", () => controller.abort(), { once: true });
  return controller;
}

interface AnswerStreamHooks {
  readonly signal: AbortSignal;
  readonly onAnswer: (answer: Answer) => void;
  /** @returns the problem that the caller is told */
  readonly onDefect: (error: unknown) => unknown;
}

async function* answerEvents(
  assistant: Assistant,
  request: AskRequest,
  { signal, onAnswer, onDefect }: AnswerStreamHooks,
): AsyncGenerator<ServerSentEvent> {
  try {
    for await (const event of assistant.stream(request, signal)) {
      switch (event.type) {
        case "search-results":
          yield { event: event.type, data: { results: event.results } };
          break;
        case "text-delta":
          yield { event: event.type, data: { text: event.text } };
          break;
        case "answer":
          onAnswer(event.answer);
          yield { event: event.type, data: event.answer };
          return;
      }
    }
    throw new Error("The assistant's stream ended without an answer");
  } catch (error) {
    if (signal.aborted) return;
    yield { event: "error", data: onDefect(error) };
  }
}
