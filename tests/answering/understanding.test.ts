import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chapterReferences, clauseReferences } from "../../src/answering/understanding/clause-references.ts";
import { readFrames } from "../../src/answering/understanding/question-frames.ts";
import { readReference } from "../../src/answering/understanding/reference.ts";
import { splitQuestion } from "../../src/answering/understanding/split-question.ts";
import { createUnitDirectory } from "../../src/answering/understanding/unit-directory.ts";

describe("readFrames", () => {
  it.each([
    ["高企奖多少钱", "高企", ["amount"]],
    ["老小区装电梯找谁", "老小区装电梯", ["unit"]],
    ["民宿有补助没", "民宿", ["support"]],
    ["新能源车购置税还减免吗", "新能源车购置税", ["support"]],
    ["二胎生了去哪里领", "二胎生", ["procedure"]],
    ["高标准农田是哪个部门负责的", "高标准农田", ["unit"]],
    ["这个怎么申请", "", ["procedure"]],
  ])("%s is about 「%s」", (question, topic, aspects) => {
    const reading = readFrames(question);
    expect(reading.topic).toBe(topic);
    for (const aspect of aspects) expect([...reading.aspects]).toContain(aspect);
  });

  it("takes out, and never adds", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        for (const piece of readFrames(text).topic.split(" ")) expect(text).toContain(piece);
      }),
    );
  });
});

describe("splitQuestion", () => {
  it.each([
    ["高企有奖励吗?找哪个部门?", ["高企有奖励吗? 找哪个部门?"]],
    ["高企有奖励吗?农村公路养护多少公里?", ["高企有奖励吗?", "农村公路养护多少公里?"]],
    ["我在工业区开厂。去年刚上规。能拿什么补贴?", ["我在工业区开厂。 去年刚上规。 能拿什么补贴?"]],
    ["高企有奖励吗,另外装电梯找谁", ["高企有奖励吗", "另外装电梯找谁"]],
    ["低保", ["低保"]],
  ])("%s", (message, questions) => {
    expect(splitQuestion(message).map(({ text }) => text)).toEqual(questions);
  });
});

describe("references", () => {
  it.each([
    ["第十八条说什么", [18]],
    ["(十八)讲的啥", [18]],
    ["18条内容", [18]],
    ["第 3 条和第七十四条", [3, 74]],
    ["民营经济32条是什么", []],
    ["打通3条断头路", []],
  ])("%s names clauses %j", (question, numbers) => {
    expect(clauseReferences(question)).toEqual(numbers);
  });

  it("reads chapters", () => {
    expect(chapterReferences("第二部分讲什么,第八章呢")).toEqual([2, 8]);
  });

  it.each([
    ["那公交呢", { kind: "shift", topic: "公交" }],
    ["这个找谁", { kind: "previous", isSingular: true }],
    ["好的,那找谁", { kind: "previous", isSingular: false }],
    ["派单派哪", { kind: "previous", isSingular: false }],
    ["这笔钱谁出", { kind: "previous", isSingular: true }],
    ["其中养老那条", { kind: "pointed", topic: "养老" }],
    ["这两条责任单位一样吗", { kind: "several", count: 2, of: "matters" }],
    ["两种差多少", { kind: "several", count: 2, of: "kinds" }],
    ["这条跟前面那条是一个部门吗", { kind: "several", count: 2, of: "matters" }],
    ["这俩都归财政局吗", { kind: "several", count: 2, of: "matters" }],
    ["两种给的一样多不", { kind: "several", count: 2, of: "kinds" }],
    ["两个孩子都能上学吗", { kind: "none" }],
    ["就是90万对吧", { kind: "previous", isSingular: false }],
    ["一次性给还是按年", { kind: "previous", isSingular: false }],
    ["往哪派", { kind: "previous", isSingular: false }],
    ["有没有提到签字比例", { kind: "particular", topic: "签字比例", isBound: true }],
    ["也就是说投得多给得多", { kind: "particular", topic: "投得多给得多", isBound: true }],
    ["拖拉机算不算", { kind: "particular", topic: "拖拉机", isBound: true }],
    ["说错了,不是景区,是民宿", { kind: "correction", topic: "民宿", wrong: "景区" }],
    ["不是,我问的是幼儿园", { kind: "correction", topic: "幼儿园", wrong: null }],
    ["前面第一个再讲细点", { kind: "ordinal", position: 1 }],
    ["最后一个呢", { kind: "ordinal", position: "last" }],
    ["前一个归谁", { kind: "ordinal", position: "former" }],
    ["前一个归教育局对吗", { kind: "ordinal", position: "former" }],
    ["后面那份念一遍", { kind: "ordinal", position: "latter" }],
    ["第一个孩子有补贴吗", { kind: "none" }],
    ["下一条", { kind: "neighbour", which: "next", mayBeListed: false }],
    ["再往前一条归谁", { kind: "neighbour", which: "previous", mayBeListed: false }],
    ["后面那条归谁", { kind: "neighbour", which: "next", mayBeListed: true }],
    ["回到刚才高企那个", { kind: "return", topic: "高企", isFirst: false }],
    ["说回补贴,归谁", { kind: "return", topic: "补贴", isFirst: false }],
    ["最开始问的电梯找谁", { kind: "return", topic: "电梯", isFirst: true }],
    ["对了,上市有支持吗", { kind: "opening" }],
    ["装电梯有补贴吗", { kind: "none" }],
  ])("%s leans on what was said: %j", (message, reference) => {
    expect(readReference(message)).toEqual(reference);
  });
});

describe("createUnitDirectory", () => {
  const directory = createUnitDirectory(["区科技局", "区人力社保局", "市公安局临安分局"], {
    units: [
      { name: "区人力社保局", aliases: ["人社局", "社保局"] },
      { name: "市公安局临安分局", aliases: ["公安局"] },
      { name: "区别处局", aliases: ["科技"] },
    ],
  });
  it.each([
    ["区科技局负责什么", ["区科技局"]],
    ["科技局和人社局", ["区科技局", "区人力社保局"]],
    ["公安局临安分局", ["市公安局临安分局"]],
    ["科技创新", []],
  ])("%s names %j", (text, names) => {
    expect(directory.mentions(text).map(({ name }) => name)).toEqual(names);
  });

  it("leaves out an alias of two units", () => {
    const ambiguous = createUnitDirectory(["甲单位局", "乙单位局"], {
      units: [
        { name: "甲单位局", aliases: ["单位局"] },
        { name: "乙单位局", aliases: ["单位局"] },
      ],
    });
    expect(ambiguous.mentions("单位局")).toEqual([]);
  });
});
