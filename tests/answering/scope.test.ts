import { describe, expect, it } from "vitest";
import { otherPeriodIn } from "../../src/answering/understanding/period-scope.ts";
import { otherRegionIn } from "../../src/answering/understanding/region-scope.ts";

const region = { name: "浙江省杭州市临安区", shortNames: ["临安", "临安区"] };
const documentText =
  "余杭、青山湖、临安三个收费站之间往返;浙江省科技型中小企业;申报杭州老字号;杭州市育儿补助实施办法";

describe("otherRegionIn", () => {
  it.each([
    ["余杭的高企奖励多少", "余杭"],
    ["萧山区有没有育儿补贴", "萧山区"],
    ["杭州市的高企政策是什么", "杭州市"],
    ["我在上海开公司有补贴吗", "上海"],
    ["省里有什么政策", "省里有什么政策"],
  ])("%s is about %s", (question, place) => {
    expect(otherRegionIn(question, region, documentText)).toBe(place);
  });

  it.each([
    "从余杭到临安的过路费免吗",
    "怎么申报杭州老字号",
    "浙江省科技型中小企业有奖励吗",
    "临安和余杭的政策一样吗",
    "装电梯有补贴吗",
    "我是贵州来的,孩子要上一年级,能读书不",
    "子女都在宁波,老人吃饭有没有安排",
    "自己在上海做会计,老家空房能不能盘活",
  ])("%s stays here", (question) => {
    expect(otherRegionIn(question, region, documentText)).toBeNull();
  });
});

describe("otherPeriodIn", () => {
  const validity = { from: "2024-01-01", until: "2024-12-31", statedIn: null };
  it.each([
    ["2025年高企奖励多少", "2025年"],
    ["23年的政策是什么", "23年"],
    ["明年的政策有啥变化", "明年的"],
    ["二〇二五年高企奖励多少", "二〇二五年"],
    ["2025年首次认定的高企有奖励吗", "2025年"],
    ["最新的政策是什么", "最新的政策"],
    ["今年新出的政策有哪些", "今年新出的政策"],
  ])("%s is about %s", (question, period) => {
    expect(otherPeriodIn(question, validity, "2026-11-24")).toContain(period);
  });

  it.each([
    "我们2023年认定的高企,还有奖励吗",
    "2024年建多少公里农村公路",
    "2023年和2024年比增长多少",
    "去年刚评上高企,有钱拿吗",
    "孩子2021年出生能上托育吗",
    "今年装电梯有补贴吗",
    "明年孩子上小学,随迁子女怎么入学",
  ])("%s stays in this one", (question) => {
    expect(otherPeriodIn(question, validity, "2026-11-24")).toBeNull();
  });
});
