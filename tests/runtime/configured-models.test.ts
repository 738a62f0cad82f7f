import { afterEach, expect, inject, test } from "vitest";
import { answerSchema } from "../../src/domain/answer.ts";
import { readinessSchema } from "../../src/http/routes/health.ts";
import { postJson } from "../http/small-service.ts";
import { failingKey } from "./build-bundle.ts";
import { type RunningWorker, startWorker } from "./start-worker.ts";

const question = { question: "首次认定的高新技术企业有奖励吗?" };
const variables = inject("configuredVariables");
const running: RunningWorker[] = [];
afterEach(async () => {
  for (const worker of running.splice(0)) await worker.stop();
});

async function start(workerDirectory: string, added: Record<string, string> = {}): Promise<RunningWorker> {
  const worker = await startWorker(workerDirectory, { ...variables, ...added });
  running.push(worker);
  return worker;
}

async function citedBy(worker: RunningWorker): Promise<string[]> {
  const response = await worker.request("/v1/ask", postJson(question));
  expect(response.status).toBe(200);
  return answerSchema.parse(await response.json()).citations.map(({ clauseId }) => clauseId);
}

async function readinessOf(worker: RunningWorker) {
  return readinessSchema.parse(await (await worker.request("/readyz")).json());
}

test("a Worker asks the embedder it was built with, and a reranker, about each question", async () => {
  const worker = await start(inject("configuredWorkerDirectory"));
  const found = await worker.request("/v1/search", postJson({ query: "老旧小区加装电梯", limit: 1 }));
  expect(await found.json()).toMatchObject({
    results: [{ clauseId: "lin-an-2024/72", explanation: { reranked: { score: expect.any(Number) } } }],
  });
  expect(await citedBy(worker)).toContain("lin-an-2024/18");
  expect(await readinessOf(worker)).toMatchObject({
    state: "ready",
    embedder: expect.stringMatching(/^openai-compatible:127\.0\.0\.1:\d+\/tiny@16-/),
    reranker: expect.stringMatching(/\/tiny$/),
    degraded: false,
    problems: [],
  });
});

test("one that was built without it says so, and serves by the built-in one", async () => {
  const worker = await start(inject("workerDirectory"));
  expect(await citedBy(worker)).toContain("lin-an-2024/18");
  expect(await readinessOf(worker)).toMatchObject({
    state: "ready",
    embedder: expect.stringMatching(/^trained-/),
    degraded: true,
    problems: [
      { code: "model_unavailable", at: "EMBEDDER", message: expect.stringContaining("npm run build:worker") },
    ],
  });
});

test("one whose endpoint refuses answers all the same, says why once, and keeps its key to itself", async () => {
  const worker = await start(inject("configuredWorkerDirectory"), { EMBEDDING_API_KEY: failingKey });
  expect(await citedBy(worker)).toContain("lin-an-2024/18");
  expect(await citedBy(worker)).toContain("lin-an-2024/18");
  const readiness = await readinessOf(worker);
  expect(readiness).toMatchObject({ embedder: expect.stringMatching(/^trained-/), degraded: true });
  expect(readiness.problems[0]?.message).toContain("HTTP 401");
  const told = worker.logs().filter(({ message }) => message.includes("HTTP 401"));
  expect(told).toHaveLength(1);
  expect(JSON.stringify([readiness, worker.logs()])).not.toContain(failingKey);
});
