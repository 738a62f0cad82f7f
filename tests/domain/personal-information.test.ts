import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskPersonalInformation } from "../../src/domain/personal-information.ts";

describe("maskPersonalInformation", () => {
  it.each([
    ["我身份证11010519491231002X能办吗", "我身份证〔身份证号〕能办吗"],
    ["打我电话13812345678", "打我电话〔手机号〕"],
    ["电话 +86 138-1234-5678 谢谢", "电话 〔手机号〕 谢谢"],
    ["座机0571-63721234", "座机〔电话〕"],
    ["卡号6222 0212 3456 7890 128", "卡号〔银行卡号〕"],
    ["邮箱 zhang.san@example.com", "邮箱 〔邮箱〕"],
    ["我的车浙A12345走高速", "我的车〔车牌号〕走高速"],
    ["我叫王小明,想问托育", "我叫〔姓名〕,想问托育"],
  ])("masks %s", (text, expected) => {
    expect(maskPersonalInformation(text)).toBe(expected);
  });

  it.each([
    "区财政2024年预算安排13.828亿元",
    "浙政发〔2024〕4号和杭政函〔2024〕16号",
    "浙A牌照的1类客车",
    "我叫了个外卖",
    "110105194912310021 的校验码不对,不是身份证号",
    "拨打12345",
  ])("leaves %s as it is", (text) => {
    expect(maskPersonalInformation(text)).toBe(text);
  });

  it("masks every valid identity number", () => {
    const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const identity = fc
      .tuple(
        fc.integer({ min: 110000, max: 659999 }),
        fc.integer({ min: 1920, max: 2020 }),
        fc.integer({ min: 1, max: 999 }),
      )
      .map(([area, year, order]) => {
        const digits = `${area}${year}0615${String(order).padStart(3, "0")}`;
        const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
        return digits + "10X98765432".charAt(sum % 11);
      });
    fc.assert(
      fc.property(identity, (number) => !maskPersonalInformation(`证号${number}。`).includes(number)),
    );
  });
});
