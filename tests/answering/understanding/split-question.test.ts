import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitQuestion } from "../../../src/answering/understanding/split-question.ts";

function textsOf(message: string): string[] {
  return splitQuestion(message).map(({ text }) => text);
}

describe("several things in one message", () => {
  it.each([
    ["一个是开民宿,一个是办驾校,都有补助吗", ["开民宿有补助吗。", "办驾校有补助吗"]],
    ["前一个问题是托班,后一个问题是敬老院,这两个谁管", ["托班谁管。", "敬老院谁管"]],
    ["茶园和竹林这两样都归林业站管吗", ["茶园都归林业站管吗", "竹林都归林业站管吗"]],
    ["茶园和竹林都是农业局在管吗", ["茶园都是农业局在管吗", "竹林都是农业局在管吗"]],
    ["要办两件事,老人评补贴,孙子报托班,都问谁", ["老人评补贴问谁。", "孙子报托班问谁"]],
    ["茶园和竹林都有什么补助,分别找谁", ["茶园都有什么补助,分别找谁", "竹林都有什么补助,分别找谁"]],
    ["有两件事想问:第一个是装梯年限,第二个是托班收费", ["第一个是装梯年限", "第二个是托班收费"]],
    ["装监控补不补,货运码头谁管", ["装监控补不补,", "货运码头谁管"]],
  ])("%s", (message, texts) => {
    expect(textsOf(message)).toEqual(texts);
  });

  it.each([
    ["things that are compared", "茶园和竹林这两样哪个补得多"],
    ["two kinds of one thing", "省级和市级两种工作站都有补助吗"],
    ["whom the matter behind is for", "小企业和个体户都能申请出口保险吗"],
    ["what points to questions before", "前面两个问题,都归谁管"],
    ["chapters", "科技和民生两个领域预算各多少"],
    ["offices", "科技局和财政局两个单位管哪些"],
    ["what its first question counts", "这政策一共分几大块,每块名字叫啥"],
  ])("leaves %s together", (_, message) => {
    expect(textsOf(message)).toHaveLength(1);
  });

  it("never loses what is asked, whatever is told in turn", () => {
    const word = fc.string({
      unit: fc.constantFrom("茶", "园", "竹", "林", "驾", "校"),
      minLength: 2,
      maxLength: 6,
    });
    fc.assert(
      fc.property(word, word, (first, second) => {
        const texts = textsOf(`一个是${first},一个是${second},都有补助吗`).join("|");
        expect(texts).toContain(first);
        expect(texts).toContain(second);
        expect(texts).toContain("有补助吗");
      }),
    );
  });
});
