import { describe, expect, it } from "vitest";
import { parseQuestions, QuestionsInvalid } from "../../evals/question.ts";
import { provisions, sampleConversations } from "./fixtures/answers.ts";

const valid = {
  id: "firm-001",
  question: "秘密的问题",
  persona: "firm",
  kind: "figure",
  gold: ["1"],
  units: ["区财政局"],
  figures: ["5.9亿元"],
  status: ["answered"],
};

function faultsOf(text: string, name = "firm.jsonl"): readonly string[] {
  try {
    parseQuestions([{ name, text }], provisions);
  } catch (error) {
    if (error instanceof QuestionsInvalid) return error.faults;
    throw error;
  }
  return [];
}

const faultsOfLine = (changes: object) => faultsOf(JSON.stringify({ ...valid, ...changes }));

describe("parseQuestions", () => {
  it("reads questions and dialogues, with whole provision ids and defaults", () => {
    const conversations = sampleConversations();
    expect(conversations).toHaveLength(13);
    const dialogue = conversations.find(({ id }) => id === "dialogue-001");
    expect(
      dialogue?.turns.map(({ id, conversationId, persona, gold }) => [id, conversationId, persona, gold]),
    ).toEqual([
      ["dialogue-001/1", "dialogue-001", "citizen", ["lin-an-2024/3"]],
      ["dialogue-001/2", "dialogue-001", "citizen", ["lin-an-2024/3"]],
    ]);
    expect(faultsOfLine({})).toEqual([]);
    expect(faultsOf("\n\r\n")).toEqual([]);
  });

  it("names file, line and id of every fault at once, and never the question", () => {
    const faults = faultsOf(
      [
        JSON.stringify(valid),
        "{",
        JSON.stringify({ ...valid, id: "firm-002", gold: ["99", "chapter-9"] }),
        JSON.stringify({ ...valid, id: "firm-003", persona: "alien" }),
        JSON.stringify(valid),
      ].join("\n"),
    );
    expect(faults).toEqual([
      "firm.jsonl:2 不是 JSON",
      "firm.jsonl:3 firm-002: gold lin-an-2024/99 不在语料中",
      "firm.jsonl:3 firm-002: gold lin-an-2024/chapter-9 不在语料中",
      "firm.jsonl:3 firm-002: figures 5.9亿元 在 gold 条款中都没有",
      "firm.jsonl:3 firm-002: units 区财政局 不是任何 gold 条款的责任单位",
      expect.stringMatching(/^firm\.jsonl:4 firm-003: persona: /),
      "firm.jsonl:5 firm-001: 编号与 firm.jsonl:1 相同",
    ]);
    expect(faults.join()).not.toContain("秘密");
  });

  it("refuses unknown fields, malformed provision ids and a missing status", () => {
    expect(faultsOfLine({ golden: ["1"] })).toEqual([expect.stringContaining("golden")]);
    expect(faultsOfLine({ gold: ["lin-an-2024/1"] })).toEqual([expect.stringContaining("gold.0")]);
    expect(faultsOfLine({ status: [] })).toEqual([expect.stringContaining("status")]);
  });

  it("refuses what contradicts itself", () => {
    expect(faultsOfLine({ status: ["unanswerable"], reason: "no_evidence" })).toEqual([
      expect.stringContaining("只有拒答才对"),
    ]);
    expect(faultsOfLine({ reason: "no_evidence" })).toEqual([expect.stringContaining("拒答不对")]);
    expect(faultsOfLine({ gold: ["1", "1"] })).toEqual([expect.stringContaining("gold lin-an-2024/1 重复")]);
  });

  it("checks each turn of a dialogue, and ids across files", () => {
    const { id, persona, ...turn } = valid;
    const dialogue = JSON.stringify({ id, persona, turns: [turn, { ...turn, figures: ["6亿元"] }] });
    expect(faultsOf(dialogue, "dialogues-b.jsonl")).toEqual([
      "dialogues-b.jsonl:1 firm-001/2: figures 6亿元 在 gold 条款中都没有",
    ]);
    const files = [
      { name: "firm.jsonl", text: JSON.stringify(valid) },
      { name: "hotline.jsonl", text: JSON.stringify(valid) },
    ];
    expect(() => parseQuestions(files, provisions)).toThrow(
      "hotline.jsonl:1 firm-001: 编号与 firm.jsonl:1 相同",
    );
  });
});
