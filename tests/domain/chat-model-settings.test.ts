import { describe, expect, it, test } from "vitest";
import { readChatModelSettings } from "../../src/domain/chat-model-settings.ts";
import type { TiaowenError } from "../../src/domain/errors.ts";

function failureOf(environment: Record<string, string>): TiaowenError {
  try {
    readChatModelSettings(environment);
  } catch (error) {
    return error as TiaowenError;
  }
  throw new Error("these settings were accepted");
}

test.each<[string, Record<string, string>]>([
  ["nothing is set", {}],
  ["a key that may be meant for another program", { OPENAI_API_KEY: "sk-1" }],
  ["an address that may be", { OPENAI_BASE_URL: "no address", OPENAI_MODEL: " " }],
])("no model is configured by %s", (_, environment) => {
  expect(readChatModelSettings(environment)).toBeNull();
});

describe("a model is configured", () => {
  it("by its name and a key, at the address that the key is for by default", () => {
    expect(readChatModelSettings({ OPENAI_MODEL: " gpt ", OPENAI_API_KEY: "sk-1", PATH: "/bin" })).toEqual({
      url: "https://api.openai.com/v1",
      model: "gpt",
      apiKey: "sk-1",
      timeoutSeconds: 60,
    });
  });

  it("or by its name and an address that asks for no key", () => {
    const environment = {
      OPENAI_MODEL: "qwen3:8b",
      OPENAI_BASE_URL: "http://127.0.0.1:11434/v1",
      OPENAI_TIMEOUT_SECONDS: "300",
    };
    expect(readChatModelSettings(environment)).toEqual({
      url: "http://127.0.0.1:11434/v1",
      model: "qwen3:8b",
      apiKey: null,
      timeoutSeconds: 300,
    });
  });
});

test.each<[string, Record<string, string>]>([
  ["OPENAI_API_KEY", {}],
  ["OPENAI_BASE_URL", { OPENAI_BASE_URL: "models.example/v1" }],
  ["OPENAI_TIMEOUT_SECONDS", { OPENAI_API_KEY: "sk-1", OPENAI_TIMEOUT_SECONDS: "0" }],
])("a setting that is missing or malformed is named: %s", (name, environment) => {
  expect(failureOf({ OPENAI_MODEL: "gpt", ...environment })).toMatchObject({
    code: "configuration_invalid",
    at: name,
    message: expect.stringMatching(new RegExp(`^设置 ${name} 不合法:`)),
  });
});

test.each([
  ["OPENAI_API_KEY", "sk-se cret"],
  ["OPENAI_BASE_URL", "https://user:secret@models.example/v1"],
])("a malformed %s is named without its value", (name, value) => {
  const failure = failureOf({ OPENAI_MODEL: "gpt", OPENAI_API_KEY: "sk-1", [name]: value });
  expect(failure.at).toBe(name);
  expect(JSON.stringify([failure.message, failure.cause])).not.toMatch(/se ?cret/);
});
