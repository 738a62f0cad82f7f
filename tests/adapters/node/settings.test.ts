import { describe, expect, test } from "vitest";
import { readSettings } from "../../../src/adapters/node/settings.ts";
import { TiaowenError } from "../../../src/domain/errors.ts";

function failureOf(environment: Record<string, string>): TiaowenError {
  try {
    readSettings(environment);
  } catch (error) {
    if (error instanceof TiaowenError) return error;
  }
  throw new Error("These settings were accepted");
}

test("nothing set gives the defaults", () => {
  expect(readSettings({})).toEqual({
    port: 8787,
    host: "127.0.0.1",
    corpusDirectory: "corpus",
    dataDirectory: ".data",
    logLevel: "info",
    corsOrigins: [],
    vectorIndex: "hnsw",
    shutdownGraceSeconds: 10,
    embedder: { kind: "built-in" },
    reranker: null,
  });
});

test("what is set is taken; what is empty is not set; what is not ours is not looked at", () => {
  const settings = readSettings({
    PORT: " 0 ",
    HOST: "",
    CORPUS_DIR: "/srv/corpus",
    DATA_DIR: "/srv/data",
    LOG_LEVEL: "debug",
    CORS_ORIGINS: "https://a.example, http://localhost:5173,",
    VECTOR_INDEX: "exact",
    SHUTDOWN_GRACE_SECONDS: "0",
    PATH: "/usr/bin",
  });
  expect(settings).toEqual({
    port: 0,
    host: "127.0.0.1",
    corpusDirectory: "/srv/corpus",
    dataDirectory: "/srv/data",
    logLevel: "debug",
    corsOrigins: ["https://a.example", "http://localhost:5173"],
    vectorIndex: "exact",
    shutdownGraceSeconds: 0,
    embedder: { kind: "built-in" },
    reranker: null,
  });
});

test("models are chosen with what they need", () => {
  const templates = { question: "{text}", passage: "{text}" };
  expect(
    readSettings({
      EMBEDDER: "openai-compatible",
      EMBEDDING_BASE_URL: "https://models.example/v1",
      EMBEDDING_MODEL: "bge-m3",
      EMBEDDING_API_KEY: "secret-1",
      EMBEDDING_DIMENSIONS: "256",
      EMBEDDING_QUESTION_TEMPLATE: "query: {text}",
      RERANK_URL: "http://127.0.0.1:8000/rerank",
      RERANK_MODEL: "bge-reranker-v2-m3",
    }),
  ).toMatchObject({
    embedder: {
      kind: "openai-compatible",
      url: "https://models.example/v1",
      model: "bge-m3",
      apiKey: "secret-1",
      dimensions: 256,
      batchSize: 10,
      characterLimit: 2000,
      timeoutSeconds: 3,
      templates: { ...templates, question: "query: {text}" },
    },
    reranker: {
      url: "http://127.0.0.1:8000/rerank",
      model: "bge-reranker-v2-m3",
      apiKey: null,
      timeoutSeconds: 3,
    },
  });
  expect(readSettings({ EMBEDDER: "onnx", ONNX_MODEL_DIR: "/srv/bge" }).embedder).toEqual({
    kind: "onnx",
    folder: "/srv/bge",
    pooling: null,
    templates,
  });
});

describe("what a choice needs and has not is named", () => {
  const endpoint = { EMBEDDER: "openai-compatible", EMBEDDING_BASE_URL: "https://models.example/v1" };
  test.each<[string, Record<string, string>]>([
    ["EMBEDDING_BASE_URL", { EMBEDDER: "openai-compatible", EMBEDDING_MODEL: "bge-m3" }],
    ["EMBEDDING_MODEL", endpoint],
    ["ONNX_MODEL_DIR", { EMBEDDER: "onnx" }],
    ["RERANK_MODEL", { RERANK_URL: "https://models.example/rerank" }],
    ["RERANK_URL", { RERANK_MODEL: "bge-reranker-v2-m3" }],
  ])("%s", (name, environment) => {
    const failure = failureOf(environment);
    expect(failure).toMatchObject({ code: "configuration_invalid", at: name });
    expect(failure.message).toMatch(new RegExp(`^设置 ${name} 不合法:设了 .+ 就要给出,现在没有设置$`));
  });
});

test.each([
  ["EMBEDDING_API_KEY", "sk-se cret"],
  ["RERANK_API_KEY", "密钥secret"],
  ["EMBEDDING_BASE_URL", "https://user:secret@models.example"],
  ["RERANK_URL", "ftp://user:secret@models.example"],
])("a malformed %s is named without its value", (name, value) => {
  const failure = failureOf({ RERANK_MODEL: "a", RERANK_URL: "https://models.example", [name]: value });
  expect(failure.at).toBe(name);
  expect(failure.message).toMatch(/现有的值不显示$/);
  expect(JSON.stringify([failure.message, failure.cause])).not.toMatch(/se ?cret/);
});

describe("a malformed setting is one line that names it", () => {
  test.each([
    ["PORT", "abc"],
    ["PORT", "-1"],
    ["PORT", "65536"],
    ["PORT", "80.5"],
    ["PORT", "8787 8788"],
    ["PORT", "99999999999"],
    ["LOG_LEVEL", "loud"],
    ["VECTOR_INDEX", "HNSW"],
    ["SHUTDOWN_GRACE_SECONDS", "soon"],
    ["SHUTDOWN_GRACE_SECONDS", "3601"],
    ["EMBEDDER", "openai"],
    ["EMBEDDING_BASE_URL", "models.example/v1"],
    ["EMBEDDING_DIMENSIONS", "0"],
    ["EMBEDDING_BATCH_SIZE", "2049"],
    ["EMBEDDING_MAX_CHARACTERS", "99"],
    ["EMBEDDING_TIMEOUT_SECONDS", "0"],
    ["EMBEDDING_PASSAGE_TEMPLATE", "passage: text"],
    ["ONNX_POOLING", "max"],
    ["RERANK_TIMEOUT_SECONDS", "61"],
    ["CORS_ORIGINS", "www.example.gov.cn"],
    ["CORS_ORIGINS", "https://a.example/"],
    ["CORS_ORIGINS", "https://a.example,https://b.example/path"],
  ])("%s=%s", (name, value) => {
    const failure = failureOf({ [name]: value });
    expect(failure).toMatchObject({ code: "configuration_invalid", at: name });
    expect(failure.message).toMatch(new RegExp(`^设置 ${name} 不合法:应为.+,现为 ${JSON.stringify(value)}$`));
  });

  test("several are as many lines", () => {
    const { message, at } = failureOf({ PORT: "x", VECTOR_INDEX: "y", CORS_ORIGINS: "a,b" });
    expect(message.split("\n")).toHaveLength(3);
    expect(at).toBe("PORT、CORS_ORIGINS、VECTOR_INDEX");
  });
});
