import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openEndpointChatModel } from "../../../src/adapters/openai/endpoint-chat-model.ts";
import type { ChatRequest } from "../../../src/domain/chat-model.ts";
import { type Behaviour, chatReply, type ModelServer, startModelServer } from "./model-server.ts";

const secret = "sk-a-secret-0123";
const words = "我们公司去年评上了";
const request: ChatRequest = {
  messages: [
    { role: "system", content: "只输出 JSON" },
    { role: "user", content: words },
  ],
  format: "json",
};
let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer();
});
beforeEach(() => server.behave(() => chatReply('{"questions":[]}')));
afterAll(() => server.stop());

const open = (apiKey: string | null = secret) =>
  openEndpointChatModel(
    { url: `${server.url}/v1/`, model: "tiny", apiKey, timeoutSeconds: 1 },
    { retries: 2, attemptSeconds: 0.6, totalSeconds: 2 },
  );

const failureOf = (model = open()): Promise<unknown> =>
  model.complete(request).then(
    () => {
      throw new Error("this was to fail");
    },
    (error: unknown) => error,
  );

describe("what is asked", () => {
  it("is the protocol's and nothing that some endpoint refuses, with the key", async () => {
    await open().complete(request);
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]).toMatchObject({
      path: "/v1/chat/completions",
      headers: { authorization: `Bearer ${secret}` },
    });
    expect(server.requests[0]?.body).toEqual({
      model: "tiny",
      messages: request.messages,
      response_format: { type: "json_object" },
    });
  });

  it("has no key where none is set, and no format where text will do", async () => {
    await open(null).complete({ ...request, format: "text" });
    expect(server.requests[0]?.headers).not.toHaveProperty("authorization");
    expect(server.requests[0]?.body).not.toHaveProperty("response_format");
  });

  it.each([400, 422])(
    "is asked without a format where the endpoint refuses it by %i, and ever after",
    async (status) => {
      server.behave(({ body }) => (body.response_format ? { status } : chatReply("{}")));
      const model = open();
      expect((await model.complete(request)).text).toBe("{}");
      expect((await model.complete(request)).text).toBe("{}");
      expect(server.requests.map(({ body }) => body.response_format !== undefined)).toEqual([
        true,
        false,
        false,
      ]);
    },
  );

  it("keeps the format where the endpoint refuses for another reason", async () => {
    const model = open();
    server.behave(() => ({ status: 400, body: { error: { code: "data_inspection_failed" } } }));
    expect(await failureOf(model)).toMatchObject({
      message: `${server.url}/v1 回答了 HTTP 400(data_inspection_failed)`,
    });
    server.behave(() => chatReply("{}"));
    await model.complete(request);
    expect(server.requests[0]?.body).toHaveProperty("response_format");
  });
});

describe("what comes", () => {
  it("is what the model said, with how it ended and what it cost", async () => {
    const tokens = { sent: 100, received: 10 };
    expect(await open().complete(request)).toEqual({ text: '{"questions":[]}', isCut: false, tokens });
    server.behave(() => chatReply('{"quest', "length"));
    expect(await open().complete(request)).toEqual({ text: '{"quest', isCut: true, tokens });
  });

  it.each<[string, Behaviour]>([
    ["a tool's call", () => chatReply(null, "tool_calls")],
    ["no content", () => ({ body: { choices: [{ message: { role: "assistant" } }] } })],
  ])("is empty for %s", async (_, behaviour) => {
    server.behave(behaviour);
    expect((await open().complete(request)).text).toBe("");
  });

  it("has no count of tokens where the endpoint gives none that can be read", async () => {
    server.behave(() => ({ body: { choices: [{ message: { content: "{}" } }], usage: { total: "7" } } }));
    expect(await open().complete(request)).toEqual({ text: "{}", isCut: false, tokens: null });
  });
});

describe("an endpoint in trouble", () => {
  const soon = { "retry-after-ms": "20" };
  it.each<[string, Behaviour]>([
    ["is busy", () => ({ status: 429, headers: soon })],
    ["has an error", () => ({ status: 500, headers: soon })],
    ["hangs", () => ({ hangs: true })],
    ["stalls in the middle of its answer", () => ({ headers: { "content-length": "900" }, body: "{" })],
  ])("that %s is asked again", async (_, behaviour) => {
    server.behave((asked, attempt) => (attempt < 2 ? behaviour(asked, attempt) : chatReply("{}")));
    expect((await open().complete(request)).text).toBe("{}");
    expect(server.requests).toHaveLength(2);
  });

  it.each<[string, string, Behaviour]>([
    ["is busy for good", "回答了 HTTP 429", () => ({ status: 429, headers: soon })],
    ["fails for good", "回答了 HTTP 500", () => ({ status: 500, headers: soon })],
    ["hangs for good", "在 2 秒内没有回答", () => ({ hangs: true })],
    ["stalls for good", "在 2 秒内没有回答", () => ({ headers: { "content-length": "900" }, body: "{" })],
    [
      "knows no such key",
      "回答了 HTTP 401(invalid_api_key)",
      () => ({ status: 401, body: { error: { message: `Bad key ${secret}`, code: "invalid_api_key" } } }),
    ],
    [
      "knows no such model",
      "回答了 HTTP 404",
      ({ body }) => ({ status: 404, body: { error: body.messages } }),
    ],
    ["gives a page", "不合约定", () => ({ headers: { "content-type": "text/html" }, body: "<html>" })],
    ["gives half a JSON", "不是 JSON", () => ({ body: '{"choices": [' })],
    ["gives nothing", "不合约定", () => ({ body: "" })],
    ["gives no choice", "不合约定", () => ({ body: { choices: [] } })],
    ["speaks otherwise", "不合约定", () => ({ body: { choices: [{ text: words }] } })],
  ])("that %s is told, and neither words nor key repeated", async (_, told, behaviour) => {
    server.behave(behaviour);
    const failure = await failureOf();
    expect(failure).toMatchObject({ code: "model_unavailable", at: "OPENAI_BASE_URL" });
    const message = failure instanceof Error ? failure.message : "";
    expect(message).toContain(`${server.url}/v1`);
    expect(message).toContain(told);
    expect(message).not.toMatch(new RegExp(`${words}|${secret}`));
  });

  it("that is down is told", async () => {
    const gone = await startModelServer();
    await gone.stop();
    const settings = { url: gone.url, model: "tiny", apiKey: secret, timeoutSeconds: 1 };
    const model = openEndpointChatModel(settings, { retries: 0, attemptSeconds: 1 });
    expect(await failureOf(model)).toMatchObject({ message: `${gone.url} 连接不上(ECONNREFUSED)` });
  });
});
