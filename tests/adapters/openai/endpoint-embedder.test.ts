import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openEndpointEmbedder } from "../../../src/adapters/openai/endpoint-embedder.ts";
import type { TiaowenError } from "../../../src/domain/errors.ts";
import type { EndpointEmbedderSettings } from "../../../src/search/model-settings.ts";
import { noVectorCache, type VectorCache } from "../../../src/search/vector-cache.ts";
import { describeEmbedder } from "../../contracts/embedder.ts";
import { type Behaviour, embeddings, honestly, type ModelServer, startModelServer } from "./model-server.ts";

const secret = "sk-a-secret-0123";
const words = "我们公司去年评上了";
let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer();
});
beforeEach(() => server.behave(honestly));
afterAll(() => server.stop());

function settings(changes: Partial<EndpointEmbedderSettings> = {}): EndpointEmbedderSettings {
  return {
    kind: "openai-compatible",
    url: `${server.url}/v1`,
    model: "tiny",
    apiKey: secret,
    timeoutSeconds: 1,
    dimensions: null,
    batchSize: 10,
    characterLimit: 2_000,
    templates: { question: "{text}", passage: "{text}" },
    ...changes,
  };
}

function memoryCache(): VectorCache & { readonly kept: Map<string, Float32Array> } {
  const kept = new Map<string, Float32Array>();
  return {
    kept,
    read: async (keys) => new Map([...kept].filter(([key]) => keys.includes(key))),
    write: async (vectors) => {
      for (const [key, vector] of vectors) kept.set(key, vector);
    },
  };
}

const open = (changes: Partial<EndpointEmbedderSettings> = {}, cache: VectorCache = noVectorCache) =>
  openEndpointEmbedder(settings(changes), cache);

async function failureOf(work: Promise<unknown>): Promise<TiaowenError> {
  return await work.then(
    () => {
      throw new Error("this was to fail");
    },
    (error: TiaowenError) => error,
  );
}

describeEmbedder("OpenAI-compatible", async () => ({ embedder: await open() }));

describe("what is asked", () => {
  it("is the protocol's, with the key, in batches", async () => {
    const embedder = await open({ batchSize: 4 });
    server.behave(honestly);
    await embedder.embed(
      Array.from({ length: 10 }, (_, index) => `第${index}条`),
      "passage",
    );
    expect(server.requests.map(({ body }) => body.input?.length)).toEqual([4, 4, 2]);
    expect(server.requests[0]).toMatchObject({
      path: "/v1/embeddings",
      headers: { authorization: `Bearer ${secret}` },
      body: { model: "tiny", encoding_format: "float" },
    });
    expect(server.requests[0]?.body).not.toHaveProperty("dimensions");
  });

  it("has no key where none is set, and dimensions where they are", async () => {
    const embedder = await open({ apiKey: null, dimensions: 8 });
    expect(embedder.dimensions).toBe(8);
    expect(server.requests[0]?.headers).not.toHaveProperty("authorization");
    expect(server.requests[0]?.body.dimensions).toBe(8);
  });

  it("is put into the templates and cut to its limit; a text that stands there twice is asked for once", async () => {
    const templates = { question: "query: {text}", passage: "passage: {text}" };
    const embedder = await open({ templates, characterLimit: 5 });
    server.behave(honestly);
    await embedder.embed(["一二三四五六七", "一二三四五"], "passage");
    await embedder.embed(["一二三四五六七"], "question");
    expect(server.requests.map(({ body }) => body.input)).toEqual([
      ["passage: 一二三四五"],
      ["query: 一二三四五"],
    ]);
  });
});

describe("the name", () => {
  it("hangs on all that changes vectors, and on no secret", async () => {
    const { fingerprint } = await open();
    expect(fingerprint).toMatch(/^openai-compatible:127\.0\.0\.1:\d+\/tiny@16-[0-9a-f]{16}$/);
    expect((await open({ apiKey: "another" })).fingerprint).toBe(fingerprint);
    const others = await Promise.all([
      open({ model: "other" }),
      open({ dimensions: 8 }),
      open({ characterLimit: 100 }),
      open({ templates: { question: "q {text}", passage: "{text}" } }),
    ]);
    expect(new Set([fingerprint, ...others.map((other) => other.fingerprint)]).size).toBe(5);
  });
});

describe("the cache", () => {
  it("spares passages their second call, to this model alone", async () => {
    const cache = memoryCache();
    const first = await (await open({}, cache)).embed(["公交", "电梯"], "passage");
    server.behave(honestly);
    const again = await open({}, cache);
    expect(await again.embed(["电梯", "公交", "电梯"], "passage")).toEqual([first[1], first[0], first[1]]);
    expect(server.requests).toEqual([]);
    await (await open({ model: "other" }, cache)).embed(["公交"], "passage");
    expect(server.requests).toHaveLength(2);
  });

  it("keeps no question", async () => {
    const cache = memoryCache();
    const embedder = await open({}, cache);
    const { size } = cache.kept;
    await embedder.embed([words], "question");
    expect(cache.kept.size).toBe(size);
  });

  it("keeps what came before a failure", async () => {
    const cache = memoryCache();
    const embedder = await open({ batchSize: 1 }, cache);
    server.behave((request) => (request.body.input?.[0] === "丁" ? { status: 400 } : honestly(request)));
    await failureOf(embedder.embed(["甲", "乙", "丙", "丁"], "passage"));
    server.behave(honestly);
    await embedder.embed(["甲", "乙", "丙", "丁"], "passage");
    expect(server.requests.map(({ body }) => body.input)).toEqual([["丁"]]);
  });

  it("with vectors of another dimension is noticed", async () => {
    const cache = memoryCache();
    const embedder = await open({}, cache);
    for (const key of cache.kept.keys()) cache.kept.set(key, new Float32Array(3));
    const failure = await failureOf(embedder.embed(["条文"], "passage"));
    expect(failure.message).toContain("3 维,应为 16 维");
  });
});

describe("an endpoint in trouble", () => {
  it.each<[string, number, Record<string, string>]>([
    ["is busy", 429, { "retry-after-ms": "20" }],
    ["has an error", 500, { "retry-after-ms": "20" }],
    ["is starting", 503, { "retry-after-ms": "20" }],
  ])("that %s is asked again", async (_, status, headers) => {
    const embedder = await open();
    server.behave((request, attempt) => (attempt < 3 ? { status, headers } : honestly(request)));
    expect(await embedder.embed(["公交"], "passage")).toHaveLength(1);
    expect(server.requests).toHaveLength(3);
  });

  it("is asked again when it said", async () => {
    const embedder = await open();
    server.behave((request, attempt) =>
      attempt === 1 ? { status: 429, headers: { "retry-after": "1" } } : honestly(request),
    );
    const started = performance.now();
    await embedder.embed(["公交"], "passage");
    expect(performance.now() - started).toBeGreaterThan(950);
  });

  it.each<[string, Behaviour]>([
    ["that hangs", () => ({ hangs: true })],
    ["that says to come back in half a minute", () => ({ status: 429, headers: { "retry-after": "30" } })],
  ])("%s keeps a question no longer than its time", async (_, behaviour) => {
    const embedder = await open();
    server.behave(behaviour);
    const started = performance.now();
    const failure = await failureOf(embedder.embed([words], "question"));
    expect(performance.now() - started).toBeLessThan(1_900);
    expect(failure.message).toBe(`${server.url}/v1 在 1 秒内没有回答`);
  });

  const oneVector = { index: 0, embedding: new Array(16).fill(1) };
  it.each<[string, string, Behaviour]>([
    [
      "no such key",
      "回答了 HTTP 401(invalid_api_key)",
      () => ({
        status: 401,
        body: { error: { message: `Incorrect API key: ${secret}`, code: "invalid_api_key" } },
      }),
    ],
    [
      "words of its own",
      "回答了 HTTP 400",
      ({ body }) => ({ status: 400, body: { error: body.input?.[0] } }),
    ],
    ["a page", "不合约定", () => ({ headers: { "content-type": "text/html" }, body: "<html>login</html>" })],
    ["half a JSON", "不是 JSON", () => ({ body: '{"data": [' })],
    ["NaN", "不是 JSON", () => ({ body: '{"data": [{"index": 0, "embedding": [NaN, 1]}]}' })],
    ["null for NaN", "不合约定", () => ({ body: { data: [{ index: 0, embedding: [null, 1] }] } })],
    [
      "numbers beyond all bounds",
      "不合约定",
      () => ({ body: '{"data": [{"index": 0, "embedding": [1e999]}]}' }),
    ],
    ["nothing", "不合约定", () => ({ body: {} })],
    ["no numbers", "不合约定", () => ({ body: { data: [{ index: 0, embedding: [] }] } })],
    ["half a batch", "对 2 段文字给了 1 个结果", () => ({ body: { data: [oneVector] } })],
    [
      "too many",
      "给了 3 个结果",
      () => ({ body: { data: [0, 1, 2].map((index) => ({ ...oneVector, index })) } }),
    ],
    ["one twice", "序号对得上的有 1 个", () => ({ body: { data: [oneVector, oneVector] } })],
    [
      "another dimension",
      "给的向量是 8 维,应为 16 维",
      ({ body }) => ({ body: { data: embeddings({ ...body, dimensions: 8 }) } }),
    ],
  ])(
    "that answers with %s is told apart, and neither question nor key repeated",
    async (_, told, behaviour) => {
      const embedder = await open();
      server.behave(behaviour);
      const failure = await failureOf(embedder.embed([words, "公交"], "question"));
      expect(failure).toMatchObject({ code: "model_unavailable", at: "EMBEDDING_BASE_URL" });
      expect(failure.message).toContain(told);
      expect(failure.message).toContain(server.url);
      expect(failure.message).not.toMatch(new RegExp(`${words}|${secret}`));
    },
  );

  it("that gives vectors in another order has them put in order", async () => {
    const embedder = await open();
    const inOrder = await embedder.embed(["公交", "电梯", "奖励"], "question");
    server.behave(({ body }) => ({ body: { data: embeddings(body).reverse() } }));
    expect(await embedder.embed(["公交", "电梯", "奖励"], "question")).toEqual(inOrder);
  });

  it("that is down, or wrong from the first, is told when it is opened", async () => {
    const gone = await startModelServer();
    await gone.stop();
    const down = await failureOf(open({ url: gone.url }));
    expect(down).toMatchObject({
      code: "model_unavailable",
      at: "EMBEDDING_BASE_URL",
      message: `${gone.url} 连接不上(ECONNREFUSED)`,
    });
    server.behave(({ body }) => ({ body: { data: embeddings({ ...body, dimensions: 8 }) } }));
    expect((await failureOf(open({ dimensions: 32 }))).message).toContain("8 维,应为 32 维");
  });
});
