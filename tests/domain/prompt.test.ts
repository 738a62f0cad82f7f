import { describe, expect, it } from "vitest";
import { fillPrompt, parsePrompt } from "../../src/domain/prompt.ts";

const expected = { system: [], "ask-again": ["fault", "material"] } as const;
const good =
  "---\nversion: 12\n---\n\n# system\n\n规则:\n\n- 一\n## 小标题\n\n# ask-again\n{{fault}},见{{material}}\n";

describe("parsePrompt", () => {
  it("reads the version and the sections", () => {
    const read = {
      name: "draft",
      version: 12,
      sections: { system: "规则:\n\n- 一\n## 小标题", "ask-again": "{{fault}},见{{material}}" },
    };
    expect(parsePrompt("draft", good, expected)).toEqual(read);
    expect(parsePrompt("draft", `\uFEFF${good.replaceAll("\n", "\r\n")}`, expected)).toEqual(read);
  });

  it.each<[string, string, string]>([
    ["no version", good.replace("version: 12", "date: 12"), "version"],
    ["a version that is no number", good.replace("12", "two"), "version"],
    ["a section missing", good.replace("# ask-again", "# other"), "缺少“# ask-again”"],
    ["an empty section", good.replace(/规则[^#]*## 小标题/, ""), "缺少“# system”"],
    ["a section that nothing asks for", `${good}# extra\n多余`, "“# extra”没有用处"],
    ["a section twice", `${good}# system\n再来`, "“# system”出现了两次"],
    ["words before the first section", good.replace("# system", "前言\n# system"), "第一节之前"],
    ["a placeholder missing", good.replace("{{material}}", ""), "缺少 {{material}}"],
    ["a placeholder that nothing fills", good.replace("{{fault}}", "{{fault}}{{falut}}"), "{{falut}} 不知"],
  ])("refuses %s", (_, text, message) => {
    expect(() => parsePrompt("draft", text, expected)).toThrow(
      expect.objectContaining({
        code: "configuration_invalid",
        at: "prompts/draft.md",
        message: expect.stringContaining(message),
      }),
    );
  });
});

it("fillPrompt fills all at once, and leaves what a value holds as it is", () => {
  expect(fillPrompt("{{fault}},见{{material}}", { fault: "{{material}} $& $1", material: "甲" })).toBe(
    "{{material}} $& $1,见甲",
  );
});
