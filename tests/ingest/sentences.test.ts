import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitAtSemicolons, splitSentences } from "../../src/ingest/sentences.ts";

function texts(text: string): string[] {
  return splitSentences(text, 0).map((sentence) => sentence.text);
}

describe("splitSentences", () => {
  it.each([
    [
      "对首次认定的,给予奖励;对重新认定的,给予奖励。全年65家。",
      ["对首次认定的,给予奖励;对重新认定的,给予奖励。", "全年65家。"],
    ],
    [
      "落实“够格就给。不够不给”的做法。推进实施!好吗?",
      ["落实“够格就给。不够不给”的做法。", "推进实施!", "好吗?"],
    ],
    ["包括(一)甲。(二)乙(丙。丁)戊。", ["包括(一)甲。", "(二)乙(丙。丁)戊。"]],
    ["修改为:“给予奖励。”另行通知。", ["修改为:“给予奖励。”", "另行通知。"]],
    ["他说:“给予奖励。”\n第二段", ["他说:“给予奖励。”", "第二段"]],
    ["未合上的(括号。仍然断句。", ["未合上的(括号。", "仍然断句。"]],
    ["每亩补贴120元.按规定执行.增长5.5%.", ["每亩补贴120元.", "按规定执行.", "增长5.5%."]],
    ["  两端的空白。  ", ["两端的空白。"]],
    ["", []],
  ])("splits %j", (text, expected) => expect(texts(text)).toEqual(expected));

  it("gives spans that return the text, whatever the text", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."。;!?(（“”)）《》\n 甲乙1."), maxLength: 60 }),
        (text) => {
          const source = `前缀${text}`;
          const sentences = splitSentences(text, 2);
          for (const { text: sentence, span } of sentences)
            expect(source.slice(span.start, span.end)).toBe(sentence);
          const joined = sentences.map((sentence) => sentence.text).join("");
          expect(joined.replace(/\s/gu, "")).toBe(text.replace(/\s/gu, ""));
        },
      ),
    );
  });
});

describe("splitAtSemicolons", () => {
  it("takes a sentence apart where its parts stand alone", () => {
    const [sentence] = splitSentences("前。对首次认定的,给予奖励;对重新认定的(含;号),给予奖励。", 0).slice(1);
    if (sentence === undefined) throw new Error("no sentence");
    expect(splitAtSemicolons(sentence)).toEqual([
      { text: "对首次认定的,给予奖励;", span: { start: 2, end: 14 } },
      { text: "对重新认定的(含;号),给予奖励。", span: { start: 14, end: 31 } },
    ]);
  });
});
