import { findQuantities, type Quantity } from "../../domain/quantity.ts";

const amid = "(?:要|得|是|满|达到?|到|有|增|发|给)?$";
/** 是不是10万吨, 必须满三年: stand before what the asker takes the text to say. */
const claimedBefore = new RegExp(`(?:是不是|是否(?:是|为)?|必须|至少|最少|最多|最高|封顶|上限)${amid}`, "u");
/** 奖励50万; 补贴三个月没到 says nothing of how much. */
const grantBefore = new RegExp(`(?:奖励?|补助?|补贴|资助|免|减)(?:的|是|了|到|足|给)?${amid}`, "u");
/** 要三年后才能. */
const requiredBefore = /(?:要|得|须|满|需要?)(?:满|等|到|过)?$/u;
const requiredAfter = /^(?:以上|以?后|之?内|以下)?[^\p{P}]{0,4}才/u;
const confirmation = "(?:没错|对(?=$)|对[吧吗不么]|对不对|是吧|是吗|是不是|是不|吧|吗|么)";
/** 50家没错吧, 80公里,对吧; in 满三年了能申请吗 something else is asked. */
const confirmedAfter = new RegExp(
  `^(?:以上|以下|左右)?[^\\p{P}能可有会了还我拿领报的]{0,4}?[,，]*${confirmation}+[吧吗呢啊]?(?:$|[\\p{P}\\s])`,
  "u",
);
/** 那7.8亿是怎么花的. */
const takenForGranted =
  /^(?:都|是|重点|主要|具体)*(?:(?:怎么|咋|如何|怎样)(?:来|去)?(?:花|用|分|安排)|拿来|拿去|用来|用于|用到|花在|投到|投向|用在)/u;
/** 占一亩补一亩, 这两块怎么扶持, 两家一起牵头. */
const idiom = /^(?:第|一(?![万亿千百十])|[两二][^万亿千百十]{1,2}$)/u;
/** 50万对不对: 对 is no measure word there. */
const confirmingPair = /对(?=不对|[吧吗不么])/gu;

/** 四十个亿. */
const spokenMultiplier = /个(?=[亿万])/gu;

/** Quantities that the asker takes the text to state; one's own, 年收入15万能领吗, are none of them. */
export function claimedQuantities(text: string): Quantity[] {
  if (text.includes("还是")) return [];
  const clear = text.replace(confirmingPair, ",对").replace(spokenMultiplier, "");
  return findQuantities(clear).filter(({ kind, unit, baseUnit, span, printed }) => {
    const isCount = kind === "amount" || kind === "percentage" || (kind === "plain" && unit !== "");
    const before = clear.slice(0, span.start);
    const after = clear.slice(span.end);
    return (
      isCount &&
      !idiom.test(printed) &&
      (claimedBefore.test(before) ||
        ((baseUnit === "" || isMoneyOrShare(baseUnit)) && grantBefore.test(before)) ||
        confirmedAfter.test(after) ||
        takenForGranted.test(after) ||
        (requiredBefore.test(before) && requiredAfter.test(after)))
    );
  });
}

/** Money, a share or a discount, by the base unit. */
export function isMoneyOrShare(unit: string): boolean {
  return /元|%|折/u.test(unit);
}

/** 50亿 may be said of anything counted in such numbers. */
export function isLikeUnit(claim: Quantity, baseUnit: string): boolean {
  return claim.baseUnit === baseUnit || (claim.baseUnit === "" && baseUnit === "元");
}

/** People round: 四十亿 for 40.038亿元. */
const rounding = 0.01;

/** The same number, whatever it is counted in: 十万个名额 are 10万人, 七个点 are 7%. */
export function isStated(claim: Quantity, text: string): boolean {
  return findQuantities(text).some(
    ({ value, kind }) =>
      (kind === "amount" || kind === "percentage" || kind === "plain") &&
      Math.abs(value - claim.value) <= rounding * value,
  );
}
