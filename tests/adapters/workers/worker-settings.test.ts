import { expect, test } from "vitest";
import { readWorkerSettings } from "../../../src/adapters/workers/worker-settings.ts";

test("origins are read as in Node; bindings beside them are not looked at", () => {
  expect(readWorkerSettings({ ASSETS: {} })).toEqual({ corsOrigins: [] });
  expect(readWorkerSettings({ CORS_ORIGINS: "https://a.example, *" })).toEqual({
    corsOrigins: ["https://a.example", "*"],
  });
});

test.each([["https://a.example/path"], [18]])("%o is refused, and the setting named", (CORS_ORIGINS) => {
  expect(() => readWorkerSettings({ CORS_ORIGINS })).toThrow(
    expect.objectContaining({ code: "configuration_invalid", at: "CORS_ORIGINS" }),
  );
});
