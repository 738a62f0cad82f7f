import { expect, test } from "vitest";
import { readWorkerSettings } from "../../../src/adapters/workers/worker-settings.ts";

test("settings are read as in Node; bindings beside them are not looked at", () => {
  const builtIn = { embedder: { kind: "built-in" }, reranker: null };
  expect(readWorkerSettings({ ASSETS: {} })).toEqual({ ...builtIn, corsOrigins: [] });
  expect(readWorkerSettings({ CORS_ORIGINS: "https://a.example, *", EMBEDDER: "" })).toEqual({
    ...builtIn,
    corsOrigins: ["https://a.example", "*"],
  });
  expect(
    readWorkerSettings({
      EMBEDDER: "openai-compatible",
      EMBEDDING_BASE_URL: "https://models.example/v1",
      EMBEDDING_MODEL: "bge-m3",
      EMBEDDING_API_KEY: "secret",
    }),
  ).toMatchObject({ embedder: { kind: "openai-compatible", model: "bge-m3", apiKey: "secret" } });
});

test.each([
  ["CORS_ORIGINS", "https://a.example/path"],
  ["CORS_ORIGINS", 18],
  // A Worker has no folder and runs no native code.
  ["EMBEDDER", "onnx"],
  ["EMBEDDING_API_KEY", { secret: "name" }],
])("%s=%o is refused, and the setting named", (name, value) => {
  expect(() => readWorkerSettings({ [name]: value })).toThrow(
    expect.objectContaining({ code: "configuration_invalid", at: name }),
  );
});
