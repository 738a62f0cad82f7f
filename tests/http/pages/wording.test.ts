import { describe, expect, test } from "vitest";
import type { Answer, Citation } from "../../../src/domain/answer.ts";
import {
  citationName,
  copyText,
  periodText,
  provenance,
  validityNotice,
} from "../../../src/http/pages/client/wording.ts";

const citation: Citation = {
  clauseId: "shi-li-2024/18",
  documentId: "shi-li-2024",
  documentTitle: "若干政策",
  clauseNumber: 18,
  clauseLabel: "(十八)",
  chapter: "二、科技创新政策",
  title: "健全培育机制",
  quote: "给予奖励。",
  responsibleUnits: ["区科技局"],
};

const answer: Answer = {
  id: "1",
  conversationId: "1",
  status: "answered",
  reason: null,
  answer: "文件写明给予支持。",
  citations: [citation],
  responsibleUnits: ["区科技局"],
  validity: { from: "2024-01-01", until: "2024-12-31", state: "expired" },
  suggestions: [],
  generatedBy: { mode: "extractive", model: null },
};

describe("a copied answer", () => {
  test("keeps its label and its sources", () => {
    expect(copyText(answer)).toBe(
      "【原文摘录】文件写明给予支持。\n\n依据：\n1. 《若干政策》(十八)健全培育机制",
    );
  });

  test("says that a model wrote it", () => {
    const generated: Answer = { ...answer, generatedBy: { mode: "generative", model: "m" } };
    expect(copyText(generated)).toMatch(/^【AI 生成】/);
  });

  test("of a refusal is the refusal", () => {
    const refusal: Answer = { ...answer, status: "unanswerable", reason: "no_evidence", citations: [] };
    expect([provenance(refusal), copyText(refusal)]).toEqual([null, "文件写明给予支持。"]);
  });
});

test.each([
  [citation, "(十八)健全培育机制"],
  [{ ...citation, clauseLabel: null, clauseId: "shi-li-2024/chapter-2" }, "二、科技创新政策"],
  [
    { ...citation, clauseLabel: null, clauseId: "shi-li-2024/preamble", title: "", chapter: null },
    "文件开头",
  ],
  [{ ...citation, clauseLabel: null, clauseId: "shi-li-2024/closing", title: "", chapter: null }, "文件结尾"],
])("a citation is named as a reader would find it", (cited, name) => {
  expect(citationName(cited)).toBe(name);
});

test.each([
  ["2024-01-01", "2024-12-31", "2024年1月1日至12月31日"],
  ["2024-05-01", "2026-04-30", "2024年5月1日至2026年4月30日"],
  ["2024-05-01", null, "自2024年5月1日起"],
  [null, "2024-12-31", "至2024年12月31日"],
  [null, null, ""],
])("a period from %s until %s", (from, until, text) => {
  expect(periodText({ from, until, state: "unknown" })).toBe(text);
});

test("only a document in force needs no notice", () => {
  const states = ["in_force", "expired", "not_yet", "unknown"] as const;
  const notices = states.map((state) => validityNotice({ from: "2024-01-01", until: "2024-12-31", state }));
  expect(notices.map((notice) => notice === null)).toEqual([true, false, false, false]);
});
