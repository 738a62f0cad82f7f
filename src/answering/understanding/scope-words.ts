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
    /** 明年还有吗, 去年的政策: a relative year means another period only together with a policy of its own. */
    relativePolicy: alternatives("u"),
    /** Another edition than the one at hand: 最新的政策, 新一轮, 上一版, 以前的标准. */
    otherEdition: alternatives("u"),
  }),
  region: z.strictObject({
    /** Before a place: where somebody or something goes or comes from: 跑上海, 去香港发债, 从余杭开车. */
    movement: alternatives("u"),
    /** After a place: part of somebody's story: 贵州来的, 在上海做会计, 子女都在宁波,老人…. */
    ownStory: alternatives("u"),
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
