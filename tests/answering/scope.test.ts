import fc from "fast-check";
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
    ["我公司搬到德清了,研发补助怎么拿", "德清"],
    ["儿子在上海工作,那边的育儿补贴多少", "上海"],
    ["我住临安,想问余杭区的高企奖励是多少", "余杭区"],
    ["老家贵州乡下的低保标准是多少", "贵州"],
    ["义乌做直播电商的有补贴吗", "义乌"],
    ["滨江的民宿给奖励吗", "滨江"],
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
    "客户都在义乌和广州,我们想建海外仓,能支持吗",
    "我们台州商会来投资,用能保障吗",
    "技术卖给绍兴的厂,所得税能少交吗",
    "老板是温州人,在太湖源新开了民宿,有奖励吗",
    "在昌化开店,货从余杭进,有补贴吗",
    "同行在别的区领过补助,我们有没有",
    "小区靠近滨江公园,能装电梯吗",
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
    ["2023年的政策,研发补助怎么说", "2023年"],
    ["2024年的领过了,2025年还给不给", "2025年"],
    ["去年财政给教育安排了多少", "去年"],
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
    "2021年拿的证书,这次重新认定有奖励吗",
    "厂子2017年就上规了,研发投入补助有吗",
    "2026年11月3日来电:长护险参保多少人",
    "我2026年3月才看到这个通知,它什么时候到期的",
    "过了明年元旦还作不作数,厂里想晚点办",
    "跟2023年比,高企要新增多少家",
    "听说明年能报辅导,上市奖励怎么给",
  ])("%s stays in this one", (question) => {
    expect(otherPeriodIn(question, validity, "2026-11-24")).toBeNull();
  });
});

describe("any message", () => {
  const word = fc.constantFrom(
    "余杭",
    "临安",
    "昌化",
    "那边",
    "我在",
    "2025年",
    "2022年",
    "明年",
    "的",
    "奖励",
    "多少",
    "还有效吗",
    ",",
    "?",
    "搬到",
    "老家",
  );
  const validity = { from: "2024-01-01", until: "2024-12-31", statedIn: null };

  it("is told of a place or time only in its own words", () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 10 }), (words) => {
        const text = words.join("");
        expect(text).toContain(otherRegionIn(text, region, documentText) ?? "");
        expect(text).toContain(otherPeriodIn(text, validity, "2026-11-24") ?? "");
      }),
    );
  });
});
