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
  });
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
