import fc from "fast-check";
import { expect, test } from "vitest";
import { textBlocks } from "../../../src/http/pages/client/text-blocks.ts";

test("blank lines part paragraphs, line breaks stay in them", () => {
  expect(textBlocks("文件写明给予支持。\n\n(十八)健全机制:“给予奖励。”\n责任单位:区科技局")).toEqual([
    { kind: "paragraph", lines: ["文件写明给予支持。"] },
    { kind: "paragraph", lines: ["(十八)健全机制:“给予奖励。”", "责任单位:区科技局"] },
  ]);
});

test("lines that begin with a dash and a space are a list, also right below a paragraph", () => {
  expect(textBlocks("您问的是哪一项?\n- 认定奖励\n- 研发补助\n请说明。")).toEqual([
    { kind: "paragraph", lines: ["您问的是哪一项?"] },
    { kind: "list", items: ["认定奖励", "研发补助"] },
    { kind: "paragraph", lines: ["请说明。"] },
  ]);
});

test.each(["-5%以下", "<b>粗</b>", "# 标题", "1. 第一", "**重点**", "--- "])(
  "%j is text, not markup",
  (text) => {
    expect(textBlocks(text)).toEqual([{ kind: "paragraph", lines: [text.trim()] }]);
  },
);

test.each(["", "\n\n", "  \n \t\n"])("%j has no blocks", (text) => {
  expect(textBlocks(text)).toEqual([]);
});

test("no word is lost or moved, whatever the text", () => {
  const pieces = fc.constantFrom("企业", "- ", "-", "\n", "\n\n", " ", "。", "🏭");
  fc.assert(
    fc.property(fc.array(pieces), (parts) => {
      const text = parts.join("");
      const shown = textBlocks(text).flatMap((block) =>
        block.kind === "list" ? block.items.map((item) => `- ${item}`) : block.lines,
      );
      const words = (from: string) => from.replaceAll(/[\s-]/g, "");
      expect(words(shown.join(""))).toBe(words(text));
      expect(shown.every((line) => line.trim() === line || line === "- ")).toBe(true);
    }),
  );
});
