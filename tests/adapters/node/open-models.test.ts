import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openAssistant } from "../../../src/adapters/node/open-assistant.ts";
import { readSettings } from "../../../src/adapters/node/settings.ts";
import { askRequestSchema } from "../../../src/domain/ask.ts";
import { corpusWithFewQuestions } from "../../few-questions.ts";
import { honestly, type ModelServer, startModelServer } from "../openai/model-server.ts";

const secret = "sk-a-secret-0123";
const question = askRequestSchema.parse({ question: "首次认定的高新技术企业有奖励吗?" });
let corpus: string;
let data: string;
let server: ModelServer;
let warnings: string[];
beforeAll(async () => {
  corpus = await corpusWithFewQuestions();
});
afterAll(async () => {
  await rm(corpus, { recursive: true, force: true });
});
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), "tiaowen-models-"));
  server = await startModelServer();
  warnings = [];
});
afterEach(async () => {
  await server.stop();
  await rm(data, { recursive: true, force: true });
});

function open(environment: Record<string, string> = {}) {
  const settings = readSettings({
    CORPUS_DIR: corpus,
    DATA_DIR: data,
    VECTOR_INDEX: "exact",
    EMBEDDER: "openai-compatible",
    EMBEDDING_BASE_URL: `${server.url}/v1`,
    EMBEDDING_MODEL: "tiny",
    EMBEDDING_API_KEY: secret,
    ...environment,
  });
  return openAssistant(settings, { warn: (message) => warnings.push(message) });
}

async function citedBy({ assistant }: Awaited<ReturnType<typeof open>>): Promise<string[]> {
  return (await assistant.ask(question)).citations.map(({ clauseId }) => clauseId);
}

/** Requests for vectors of the corpus: those of questions are one text each. */
const corpusRequests = () => server.requests.filter(({ body }) => (body.input?.length ?? 0) > 1);

describe("an endpoint chosen by settings", () => {
  it("serves questions from the start, and the corpus is sent to it once", async () => {
    const first = await open();
    expect(first.rankingState()).toMatchObject({
      embedder: expect.stringContaining("/tiny@16"),
      problems: [],
    });
    expect(corpusRequests().length).toBeGreaterThan(10);
    expect(await citedBy(first)).toContain("lin-an-2024/18");

    server.behave(honestly);
    await open();
    expect(server.requests).toEqual([]);
    // Without the snapshot, the cache still knows every passage.
    await rm(join(data, "search-index.snapshot"));
    await open();
    expect(server.requests.filter(({ body }) => body.input?.some((text) => text.includes("\n")))).toEqual([]);
    expect(warnings).toEqual([]);
  });

  it("whose cache is damaged is asked again, with a warning", async () => {
    await open();
    await writeFile(join(data, "vectors.sqlite"), "damaged ".repeat(2_000));
    await rm(join(data, "search-index.snapshot"));
    server.behave(honestly);
    const again = await open();
    expect(corpusRequests().length).toBeGreaterThan(10);
    expect(again.rankingState().problems).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining("vectors.sqlite:向量缓存已损坏,重新建立")]);
  });

  it("that is down costs a warning at the start, and the answer comes", async () => {
    await server.stop();
    const assistant = await open();
    expect(await citedBy(assistant)).toContain("lin-an-2024/18");
    expect(warnings).toEqual([
      `EMBEDDING_BASE_URL:${server.url}/v1 连接不上(ECONNREFUSED)；改用内置向量模型`,
    ]);
    expect(assistant.rankingState().embedder).toMatch(/^trained-/);
    server = await startModelServer();
  });

  it("that begins to fail while questions come costs one warning, without question or key in it", async () => {
    const assistant = await open({ RERANK_URL: `${server.url}/rerank`, RERANK_MODEL: "tiny" });
    expect(assistant.rankingState()).toMatchObject({
      reranker: expect.stringMatching(/\/tiny$/),
      problems: [],
    });
    server.behave(({ body, headers }) => ({
      status: 401,
      body: {
        error: { message: `${headers.authorization} ${body.query ?? body.input}`, code: "invalid_api_key" },
      },
    }));
    expect(await citedBy(assistant)).toContain("lin-an-2024/18");
    expect(await citedBy(assistant)).toContain("lin-an-2024/18");
    expect(warnings).toEqual([
      `EMBEDDING_BASE_URL:${server.url}/v1 回答了 HTTP 401(invalid_api_key)；改用内置向量模型`,
      `RERANK_URL:${server.url}/rerank 回答了 HTTP 401(invalid_api_key)；保持原来的排序`,
    ]);
    expect(assistant.rankingState()).toMatchObject({
      embedder: expect.stringMatching(/^trained-/),
      reranker: null,
    });
  });
});

it("a model folder that lacks files costs a warning that names them, and the answer comes", async () => {
  await writeFile(join(data, "config.json"), "{}");
  const assistant = await open({ EMBEDDER: "onnx", ONNX_MODEL_DIR: data });
  expect(await citedBy(assistant)).toContain("lin-an-2024/18");
  expect(warnings).toEqual([
    expect.stringMatching(
      new RegExp(
        `^${data}:模型文件夹缺少 tokenizer\\.json、tokenizer_config\\.json、onnx/model\\.onnx 或 .+；改用内置向量模型$`,
      ),
    ),
  ]);
  expect(assistant.rankingState().problems).toMatchObject([{ code: "model_unavailable", at: data }]);
});
