import { describe, expect, it } from "vitest";
import { mentionsIn } from "../../../evals/scorers/mentions.ts";

const quantities = (text: string) => [...mentionsIn(text).quantities].sort();

describe("mentionsIn", () => {
  it("reads numbers with the beginning of their unit", () => {
    expect(quantities("新增65家,安排5.9亿元,占3.8%,0.18万亩")).toEqual([
      "0.18万亩",
      "3.8%",
      "5.9亿元",
      "65家",
    ]);
    expect(quantities("1—2场")).toEqual(["1", "2场"]);
    expect(quantities("1,200 万元")).toEqual(["1200万元"]);
    expect(quantities("**60**公里")).toEqual(["60公"]);
    expect(quantities("60%")).toEqual(["60%"]);
  });

  it("reads spelled amounts, terms and shares, but not articles and ordinals", () => {
    expect(quantities("奖励三十万元,三年内免百分之五十")).toEqual(["三十万元", "三年", "百分之五十"]);
    expect(quantities("任何一家企业,一年一次,以万元计,第三章")).toEqual([]);
    expect(quantities("一万元")).toEqual(["一万元"]);
  });

  it("tells references to clauses and chapters from quantities", () => {
    const { references, quantities: found } = mentionsIn("见第十八条、第18条、(二十)和第二章");
    expect([...references]).toEqual(["条18", "条20", "章2"]);
    expect(found.size).toBe(0);
  });
});
