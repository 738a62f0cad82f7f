import { describe, expect, it } from "vitest";
import { parseArguments, select } from "../../evals/arguments.ts";
import { sampleConversations } from "./fixtures/answers.ts";

describe("arguments", () => {
  it("default to everything, nothing shown of the held-out half", () => {
    expect(parseArguments([])).toMatchObject({ json: false, gate: false, showHeldOut: false });
    expect(parseArguments(["--json", "--show-held-out"])).toMatchObject({ json: true, showHeldOut: true });
  });

  it("allow retrieval to be measured with its own arguments alone", () => {
    const chosen = parseArguments(["--retrieval", "data", "--questions", "asked.jsonl", "--json"]);
    expect(chosen).toMatchObject({ retrieval: "data", questions: "asked.jsonl", json: true });
  });

  it("are refused by name", () => {
    expect(() => parseArguments(["--kind", "riddle"])).toThrow(/--kind 应为以下之一:figure/);
    expect(() => parseArguments(["--gate", "--filter", "firm"])).toThrow(/--gate 只能对全部题目/);
    expect(() => parseArguments(["--update-reference", "--kind", "unit"])).toThrow(
      /--update-reference 要测全部题目/,
    );
    expect(() => parseArguments(["--update-reference", "--quick"])).toThrow(/--update-reference/);
    expect(() => parseArguments(["--retrieval", "data", "--quick"])).toThrow(/--retrieval 只能与/);
    expect(() => parseArguments(["--questions", "asked.jsonl"])).toThrow(/--questions 要与 --retrieval 同用/);
    expect(() => parseArguments(["--retrieval", "data", "--gate"])).toThrow(/--retrieval 只能与/);
    expect(() => parseArguments(["--fast"])).toThrow(/--fast/);
  });

  it("select by id and by kind, dialogues whole", () => {
    const ids = (chosen: Parameters<typeof select>[1]) =>
      select(sampleConversations(), chosen).map(({ id }) => id);
    expect(ids({ filter: "hotline" })).toEqual(["hotline-001", "hotline-002"]);
    expect(ids({ kind: "unit" })).toEqual(["dialogue-001", "hotline-001"]);
    expect(ids({ filter: "hotline", kind: "unit" })).toEqual(["hotline-001"]);
    expect(ids({})).toHaveLength(13);
  });
});
