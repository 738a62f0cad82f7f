import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  claimedQuantities,
  isMoneyOrShare,
  isStated,
} from "../../../src/answering/understanding/claimed-quantities.ts";
import { findQuantities } from "../../../src/domain/quantity.ts";

function claimed(text: string): string[] {
  return claimedQuantities(text).map(({ printed }) => printed);
}

describe("quantities that the asker takes the text to state", () => {
  it.each([
    ["床位今年要新增120张吗", "120张"],
    ["公路养护70公里,没错吧", "70公里"],
    ["奖励40万对不对", "40万"],
    ["保障的是不是9万吨标准煤", "9万吨标准煤"],
    ["要满五年后才能申请吗", "五年"],
    ["那8.1亿元是怎么花的", "8.1亿元"],
  ])("%s: %s", (text, printed) => {
    expect(claimed(text)).toEqual([printed]);
  });

  it.each([
    "家里年收入12万能领吗",
    "我们公司有30个人,能报高企吗",
    "公司成立满三年了能申请吗",
    "占一亩补一亩吗",
    "这两块区里怎么扶持",
    "补一成还是补七成",
    "护理补贴三个月没到账了",
    "是两家一起牵头吗",
  ])("%s: none, it is the asker's own or no figure at all", (text) => {
    expect(claimed(text)).toEqual([]);
  });

  it.each([
    ["增长六个点,对吧", "服务业增加值增速6%以上", true],
    ["是不是三十个亿", "支持总额为30.04亿元", true],
    ["增长八个点,对吧", "服务业增加值增速6%以上", false],
  ])("%s of %s: %s", (question, text, expected) => {
    expect(claimedQuantities(question).map((claim) => isStated(claim, text))).toEqual([expected]);
  });

  it.each(["元", "美元", "%", "折"])("%s is money or a share", (unit) => {
    expect(isMoneyOrShare(unit)).toBe(true);
  });

  it.each(["", "家", "亩", "公里"])("%s is neither money nor a share", (unit) => {
    expect(isMoneyOrShare(unit)).toBe(false);
  });

  it("tells what is to be confirmed from what is one's own, whatever the number", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 99_999 }),
        fc.constantFrom("亩", "张", "家", "公里", "万元", "%", "座"),
        (count, unit) => {
          expect(claimed(`今年的目标是不是${count}${unit}`)).toEqual([`${count}${unit}`]);
          expect(claimed(`目标${count}${unit},对吧`)).toEqual([`${count}${unit}`]);
          expect(claimed(`我自己有${count}${unit}可以申请吗`)).toEqual([]);
        },
      ),
    );
  });

  it("finds no quantity that is not in the text, in any text", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom("是不是", "50", "家", "吧", "对不对", "对", "三年", "才", "要", ",", "奖励"),
          {
            maxLength: 12,
          },
        ),
        (pieces) => {
          const text = pieces.join("");
          const all = findQuantities(text).map(({ value }) => value);
          expect(claimedQuantities(text).filter(({ value }) => !all.includes(value))).toEqual([]);
        },
      ),
    );
  });
});
