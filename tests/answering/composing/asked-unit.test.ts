import { describe, expect, it } from "vitest";
import { asksForOtherThanMoney, isNumberAsked } from "../../../src/answering/composing/asked-unit.ts";

describe("the number that a question asks for", () => {
  it.each(["今年新建几座水库", "多少家企业参展", "增速定了几个点"])("%s: asked", (text) => {
    expect(isNumberAsked(text)).toBe(true);
  });

  it.each(["拉几家一起搞研发支不支持", "好几年没修的路什么时候修", "几个村凑钱买楼算飞地吗"])(
    "%s: told in passing",
    (text) => {
      expect(isNumberAsked(text)).toBe(false);
    },
  );

  it.each([
    ["水泥路今年补多少公里", true],
    ["一共拿出多少亩地", true],
    ["一户补多少钱", false],
    ["能报几成", false],
    ["能拿到多少", false],
  ])("%s: of other things than money %s", (text, isOther) => {
    expect(asksForOtherThanMoney(text)).toBe(isOther);
  });
});
