import * as z from "zod";
import data from "./scope-words.json" with { type: "json" };

const alternatives = (flags: string) =>
  z
    .array(z.string().min(1))
    .min(1)
    .transform((sources) => new RegExp(sources.join("|"), flags));

const scopeWordsSchema = z.strictObject({
  period: z.strictObject({
    /** 2025年, 25年, 二〇二五年, 两千零二十五年, and 2025 alone before a word that it does not count. */
    yearMention: alternatives("gu"),
    /** After a year that is over, words that tell the asker's own history and not which year's policy is meant. */
    ownHistory: alternatives("u"),
    /** After a year, words that tell when the message was written or what made the asker write it. */
    message: alternatives("u"),
    /** After a year that is over, words that make it the policy's; one that its clause only tells in passing is not. */
    policyOfYear: alternatives("u"),
    /** 明年还作不作数: asks whether this document lasts, not what another one says. */
    stillInForce: alternatives("u"),
    /** 明年还有吗, 去年的政策: a relative year means another period only together with a policy of its own. */
    relativePolicy: alternatives("u"),
    /** Another edition than the one at hand: 最新的政策, 新一轮, 上一版, 以前的标准. */
    otherEdition: alternatives("u"),
  }),
  region: z.strictObject({
    /** Before a place: where somebody or something goes or comes from: 跑上海, 去香港发债, 从余杭开车. */
    movement: alternatives("u"),
    /** Before a place: where somebody has moved to, and asks from: 公司搬到富阳了. */
    newHome: alternatives("u"),
    /** Before a place: where somebody comes from: 老家在衢州. */
    roots: alternatives("u"),
    /** Before a place: where somebody else is than the one who asks: 客户都在义乌, 总部在深圳. */
    relations: alternatives("u"),
    /** After a place: part of somebody's story: 贵州来的, 子女都在宁波,老人…. */
    ownStory: alternatives("u"),
    /** After a place: what somebody does there; asked of in the same breath, 义乌做电商有补贴吗, only after 在. */
    activity: alternatives("u"),
    /** After a place: its policy is asked for by name: 余杭区的高企奖励多少. */
    asksOfPlace: alternatives("u"),
    /** 那边, 当地: the place that was told of before is asked about. */
    thatPlace: alternatives("gu"),
    /** After an ancestor's name: its own policy is meant: 杭州市的政策, 省里有没有. */
    ownPolicyOfAncestor: alternatives("u"),
    /** 市里的育儿补助标准, 国家层面有什么补贴, 隔壁县: somebody else's policy without a name. */
    unnamedOthers: alternatives("u"),
    /** 国家的政策执行没: a higher level's policy, but carried out here. */
    carriedOut: alternatives("u"),
    /** 区里, 我们这边: the district's own is meant beside it. */
    ownLevel: alternatives("u"),
  }),
});

export const scopeWords = scopeWordsSchema.parse(data);
