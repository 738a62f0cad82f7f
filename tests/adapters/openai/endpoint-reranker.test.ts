import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { openEndpointReranker } from "../../../src/adapters/openai/endpoint-reranker.ts";
import { type Behaviour, honestly, type ModelServer, startModelServer } from "./model-server.ts";

const secret = "sk-a-secret-0123";
const documents = ["公交票价优惠", "加装电梯", "电梯补贴与公交"];
let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer();
});
beforeEach(() => server.behave(honestly));
afterAll(() => server.stop());

const open = () =>
  openEndpointReranker({
    url: `${server.url}/v1/rerank?version=2`,
    model: "tiny",
    apiKey: secret,
    timeoutSeconds: 1,
  });

it("asks as the protocol says and gives scores in the documents' order", async () => {
  const scores = await open().score("电梯", documents);
  expect(scores).toEqual([0, 1, 1]);
  expect(server.requests).toHaveLength(1);
  expect(server.requests[0]).toMatchObject({
    path: "/v1/rerank?version=2",
    headers: { authorization: `Bearer ${secret}` },
    body: { model: "tiny", query: "电梯", documents, top_n: 3 },
  });
});

it("is named by host and model", () => {
  expect(open().fingerprint).toBe(`${new URL(server.url).host}/tiny`);
});

it("asks again when the endpoint is busy", async () => {
  server.behave((request, attempt) =>
    attempt === 1 ? { status: 429, headers: { "retry-after-ms": "20" } } : honestly(request),
  );
  expect(await open().score("电梯", documents)).toHaveLength(3);
});

const result = (index: number, relevance_score: unknown) => ({ index, relevance_score });
it.each<[string, string, Behaviour]>([
  ["hangs", "在 1 秒内没有回答", () => ({ hangs: true })],
  ["refuses", "回答了 HTTP 403", () => ({ status: 403, body: { error: { message: secret } } })],
  ["gives too few", "给了 1 个结果", () => ({ body: { results: [result(0, 1)] } })],
  [
    "gives one twice",
    "对得上的有 1 个",
    () => ({ body: { results: [0, 0, 0].map((index) => result(index, 1)) } }),
  ],
  [
    "gives others",
    "对得上的有 2 个",
    () => ({ body: { results: [0, 1, 7].map((index) => result(index, 1)) } }),
  ],
  [
    "gives no numbers",
    "不合约定",
    () => ({ body: { results: [0, 1, 2].map((index) => result(index, null)) } }),
  ],
  ["speaks otherwise", "不合约定", () => ({ body: { output: { results: [] } } })],
])("an endpoint that %s is told apart, without the question or the key", async (_, told, behaviour) => {
  server.behave(behaviour);
  await expect(open().score("电梯怎么申请", documents)).rejects.toMatchObject({
    code: "model_unavailable",
    at: "RERANK_URL",
    message: expect.stringContaining(told),
  });
  const failure = await open()
    .score("电梯怎么申请", documents)
    .catch((error: Error) => error.message);
  expect(failure).not.toMatch(/电梯|sk-a/);
  expect(failure).toContain(`${server.url}/v1/rerank`);
});
