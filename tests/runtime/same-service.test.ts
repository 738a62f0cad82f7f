import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { collect, readEvents } from "../http/server-sent-events.ts";
import { postJson } from "../http/small-service.ts";
import { type NodeApp, startNodeApp } from "./start-node-app.ts";
import { type LoggedLine, type RunningWorker, startWorker } from "./start-worker.ts";

let node: NodeApp;
let worker: RunningWorker;
beforeAll(async () => {
  [node, worker] = await Promise.all([startNodeApp(), startWorker(inject("workerDirectory"))]);
  await worker.request("/docs");
});
afterAll(() => worker.stop());

const comparedHeaders = [
  "content-type",
  "cache-control",
  "content-security-policy",
  "x-content-type-options",
  "etag",
  "allow",
  "retry-after",
];

/** Made anew for each response. */
const madeUp = /"(id|conversationId|requestId)":"[^"]*"/g;

async function seenBy(service: Pick<NodeApp, "request">, path: string, init?: RequestInit) {
  const response = await service.request(path, init);
  const { headers, status } = response;
  const body = (await response.text()).replaceAll(madeUp, '"$1":"…"');
  return { status, headers: comparedHeaders.map((name) => [name, headers.get(name)]), body };
}

async function expectSame(path: string, init?: RequestInit): Promise<void> {
  const [inNode, inWorker] = await Promise.all([seenBy(node, path, init), seenBy(worker, path, init)]);
  expect(inWorker).toEqual(inNode);
}

describe("every other call gives in workerd what it gives in Node", () => {
  test.for([
    "/healthz",
    "/v1/eligibility/schema",
    "/v1/documents",
    "/v1/documents/lin-an-2024",
    "/v1/documents/nowhere",
    "/v1/clauses/lin-an-2024/18",
    "/v1/clauses/lin-an-2024/chapter-2",
    "/v1/clauses/lin-an-2024/75",
    "/v1/clauses/lin-an-2024/%00",
    "/openapi.json",
    "/docs",
    "/nowhere",
    // The model and the index lie beside the Worker for the Worker alone.
    "/embedder.bin",
    "/search-index.snapshot",
    "/v1/ask",
  ])("GET %s", (path) => expectSame(path));

  test.for([
    { query: "高企", limit: 5 },
    { query: "长护险谁管", limit: 50 },
    { query: "公交", limit: 3, documentIds: ["lin-an-2024"] },
    { query: "公交", documentIds: ["nowhere"] },
    { query: "", limit: 5 },
    { query: "公交", limit: 0 },
  ])("search for %o: clauses, scores and why each ranked", (body) =>
    expectSame("/v1/search", postJson(body)),
  );

  test.for([
    { description: "我们是做软件的小公司,去年刚评上高企" },
    { description: "余杭的民宿", profile: { inDistrict: true }, skipped: ["firm"] },
    { profile: { highTech: "renewed", employees: 30 }, documentIds: ["lin-an-2024"] },
    { profile: { highTech: "perhaps", nothing: 1 } },
    { description: " " },
  ])("what %o may get", (body) => expectSame("/v1/eligibility", postJson(body)));

  test("the pages, with their tags and their policy", async () => {
    const page = await (await node.request("/")).text();
    const named = [...page.matchAll(/(?:href|src)="(\/[\w./-]+)"/g)].map(([, path = ""]) => path);
    expect(named.length).toBeGreaterThan(10);
    for (const path of ["/", ...named]) await expectSame(path);
    const { headers } = await worker.request("/");
    await expectSame("/", { headers: { "if-none-match": headers.get("etag") ?? "" } });
    await expectSame("/", { method: "DELETE" });
  });
});

describe("bad input is refused alike", () => {
  const deep = 100_000;
  test.for<[string, RequestInit]>([
    ["nothing", postJson("")],
    ["not JSON", postJson("{question: 1}")],
    ["an empty question", postJson({ question: " " })],
    ["only characters nobody sees", postJson({ question: "\u200b\u202e\0" })],
    ["a wrong type", postJson({ question: 18 })],
    ["too long a question", postJson({ question: "高".repeat(2001) })],
    ["1 MB", postJson({ question: "高".repeat(350_000) })],
    ["deep nesting", postJson(`{"question": "高企", "profile": ${"[".repeat(deep)}${"]".repeat(deep)}}`)],
    ["another media type", postJson({ question: "高企" }, { "content-type": "text/plain" })],
    ["bytes that are no UTF-8", { ...postJson(""), body: new Uint8Array([0x22, 0xff, 0xfe, 0x22]) }],
    ["an unknown document", postJson({ question: "高企", documentIds: ["nowhere"] })],
    ["NUL and control characters", postJson({ question: "高新\0技术\u0007企业\u001b有奖励吗" })],
    ["lone surrogates", postJson('{"question": "高新\\ud83d技术\\udc00企业有奖励吗"}')],
    ["full-width digits", postJson({ question: "第１８条" })],
    ["unknown fields", postJson({ question: "第18条", channel: "wechat" })],
    ["another method", { method: "PUT" }],
  ])("%s", ([_name, init]) => expectSame("/v1/ask", init));
});

describe("an answer as a stream", () => {
  test("comes in the same events, whose text is that of the answer", async () => {
    const body = { question: "首次认定的高新技术企业有奖励吗?", conversationId: "streamed" };
    const init = postJson(body, { accept: "text/event-stream" });
    await expectSame("/v1/ask", init);

    const response = await worker.request("/v1/ask", init);
    expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    const events = await collect(readEvents(response));
    expect(events[0]?.event).toBe("search-results");
    expect(events.at(-1)?.event).toBe("answer");
    const deltas = events.filter(({ event }) => event === "text-delta");
    const text = deltas.map(({ data }) => Reflect.get(Object(data), "text")).join("");
    expect(text).toBe(Reflect.get(Object(events.at(-1)?.data), "answer"));
    expect(text).not.toBe("");
  });

  test("leaves the Worker well when its reader goes", async () => {
    const leave = new AbortController();
    const response = await worker.request("/v1/ask", {
      ...postJson({ question: "第十八条全文" }, { accept: "text/event-stream" }),
      signal: leave.signal,
    });
    await response.body?.getReader().read();
    leave.abort();
    await expectSame("/v1/ask", postJson({ question: "第十八条全文" }));
  });
});

test("the log is JSON, one line a request, without anyone's words", async () => {
  const words = "蓝莓种植户补贴";
  const requestId = "logged-in-workerd";
  await worker.request("/v1/ask", postJson({ question: words }, { "x-request-id": requestId }));
  await expect.poll(() => linesWith(worker.logs(), requestId)).toHaveLength(1);
  expect(JSON.parse(linesWith(worker.logs(), requestId)[0]?.message ?? "")).toMatchObject({
    level: "info",
    msg: "request",
    method: "POST",
    route: "/v1/ask",
    status: 200,
  });
  const all = worker.logs();
  expect(all.filter(({ message }) => message.includes(words))).toEqual([]);
  expect(all.filter(({ level }) => level === "warn" || level === "error")).toEqual([]);
});

function linesWith(logs: readonly LoggedLine[], text: string): LoggedLine[] {
  return logs.filter(({ message }) => message.includes(text));
}
