import { beforeEach, expect, it } from "vitest";
import { TiaowenError } from "../../src/domain/errors.ts";
import { Availability } from "../../src/search/availability.ts";

let now: number;
let warnings: string[];
let asked: number;
let availability: Availability;
beforeEach(() => {
  now = 1_000;
  warnings = [];
  asked = 0;
  availability = new Availability({
    meanwhile: "改用内置向量模型",
    warn: (message) => warnings.push(message),
    clock: () => now,
  });
});

const works = async () => {
  asked++;
  return "vector";
};
const fails = async () => {
  asked++;
  throw new TiaowenError("model_unavailable", "https://models.example 连接不上", {
    at: "EMBEDDING_BASE_URL",
  });
};

it("hands on what the model gives", async () => {
  expect(await availability.attempt(works)).toBe("vector");
  expect(availability.problem).toBeNull();
  expect(warnings).toEqual([]);
});

it("says once what went wrong, and leaves the model alone for half a minute", async () => {
  expect(await availability.attempt(fails)).toBeNull();
  now += 29_000;
  expect(await availability.attempt(works)).toBeNull();
  expect(asked).toBe(1);
  expect(availability.problem).toMatchObject({
    code: "model_unavailable",
    at: "EMBEDDING_BASE_URL",
    message: "https://models.example 连接不上；改用内置向量模型",
  });
  now += 2_000;
  expect(await availability.attempt(fails)).toBeNull();
  expect(asked).toBe(2);
  expect(warnings).toEqual(["EMBEDDING_BASE_URL:https://models.example 连接不上；改用内置向量模型"]);
});

it("says once that the model answers again", async () => {
  await availability.attempt(fails);
  now += 31_000;
  expect(await availability.attempt(works)).toBe("vector");
  expect(availability.problem).toBeNull();
  expect(await availability.attempt(works)).toBe("vector");
  expect(warnings.slice(1)).toEqual(["EMBEDDING_BASE_URL 恢复正常"]);
});

it("says once what many questions ran into at the same time", async () => {
  expect(await Promise.all([fails, fails, fails].map((ask) => availability.attempt(ask)))).toEqual([
    null,
    null,
    null,
  ]);
  expect(warnings).toHaveLength(1);
});

it("takes whatever is thrown", async () => {
  await availability.attempt(() => Promise.reject("no error at all"));
  expect(availability.problem).toMatchObject({ message: "no error at all；改用内置向量模型", at: null });
});
