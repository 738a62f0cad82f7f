import { describe, expect, test } from "vitest";
import * as z from "zod";
import { answerSchema } from "../../src/domain/answer.ts";
import { searchResultSchema } from "../../src/domain/ask.ts";
import { collect, readEvents } from "./server-sent-events.ts";
import { postJson, smallService } from "./small-service.ts";

const streaming = { accept: "text/event-stream" };

test("a stream is search results, deltas, one answer; the joined deltas are the answer's text", async () => {
  const { app } = smallService();
  const response = await app.request("/v1/ask", postJson({ question: "加装电梯找谁" }, streaming));
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  expect(response.headers.get("cache-control")).toBe("no-store");
  const events = await collect(readEvents(response));
  expect(events[0]?.event).toBe("search-results");
  expect(
    z.object({ results: z.array(searchResultSchema) }).parse(events[0]?.data).results.length,
  ).toBeGreaterThan(0);
  expect(new Set(events.slice(1, -1).map(({ event }) => event))).toEqual(new Set(["text-delta"]));
  const text = events.slice(1, -1).map(({ data }) => z.strictObject({ text: z.string() }).parse(data).text);
  const last = events.at(-1);
  expect(last?.event).toBe("answer");
  expect(text.join("")).toBe(answerSchema.parse(last?.data).answer);
});

test("the stream's answer is the JSON answer", async () => {
  const { app } = smallService();
  const body = { question: "加装电梯找谁", conversationId: "c1" };
  const events = await collect(readEvents(await app.request("/v1/ask", postJson(body, streaming))));
  const fromJson = answerSchema.parse(await (await app.request("/v1/ask", postJson(body))).json());
  expect(events.at(-1)?.data).toEqual({ ...fromJson, id: expect.any(String) });
});

describe("the Accept header chooses", () => {
  const { app } = smallService();
  test.each([
    [undefined, "application/json"],
    ["*/*", "application/json"],
    ["application/json", "application/json"],
    ["text/html", "application/json"],
    ["text/event-stream", "text/event-stream; charset=utf-8"],
    ["TEXT/EVENT-STREAM", "text/event-stream; charset=utf-8"],
    ["text/event-stream, application/json;q=0.5", "text/event-stream; charset=utf-8"],
    ["application/json, text/event-stream;q=0.5", "application/json"],
    ["text/event-stream;q=0, */*", "application/json"],
    [";;q=,,,", "application/json"],
  ])("%s → %s", async (accept, contentType) => {
    const headers: Record<string, string> = accept === undefined ? {} : { accept };
    const response = await app.request("/v1/ask", postJson({ question: "加装电梯" }, headers));
    expect(response.headers.get("content-type")).toBe(contentType);
    await response.text();
  });
});

test("a request that is refused is refused with a problem, not with a stream", async () => {
  const { app } = smallService();
  const response = await app.request("/v1/ask", postJson({ question: "" }, streaming));
  expect([response.status, response.headers.get("content-type")]).toEqual([
    422,
    "application/problem+json; charset=utf-8",
  ]);
});

test("a reader who leaves in mid-stream aborts the work, and the request is logged as ended", async () => {
  const aborted = Promise.withResolvers<void>();
  const { app, log } = smallService({ pieceMilliseconds: 20, onAbort: () => aborted.resolve() });
  const response = await app.request("/v1/ask", postJson({ question: "加装电梯找谁" }, streaming));
  const reader = response.body?.getReader();
  await reader?.read();
  await reader?.cancel();
  await aborted.promise;
  await expect.poll(() => log.lines.map(({ message }) => message)).toEqual(["request"]);
});

test("a slow reader holds the writing back instead of filling memory", async () => {
  let made = 0;
  const assistant = {
    ask: async () => {
      throw new Error("not asked");
    },
    async *stream() {
      for (;;) {
        made += 1;
        yield { type: "text-delta" as const, text: "字".repeat(1000) };
      }
    },
  };
  const { app } = smallService({ assistant });
  const response = await app.request("/v1/ask", postJson({ question: "高企" }, streaming));
  const reader = response.body?.getReader();
  await reader?.read();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(made).toBeLessThan(5);
  await reader?.cancel();
});
