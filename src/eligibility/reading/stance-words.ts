import * as z from "zod";
import data from "./stance-words.json" with { type: "json" };

const list = z.array(z.string().min(1)).min(1);
const pattern = z.string().transform((source) => new RegExp(source));

const stanceWordsSchema = z.strictObject({
  denials: list.describe("Before what is denied: 不是, 没有"),
  lookalikes: list.describe("Longer words that only look like a denial or a plan: 不仅, 不锈钢, 想问"),
  questions: list.describe("Before what is asked, not said: 是不是"),
  plans: list.describe("Before what is meant or supposed, not done: 准备, 如果"),
  plansAfter: list.describe("Behind what is only under way: 申报中"),
  resumes: list.describe("Behind something denied: from here on it is said again"),
  others: list.describe("Before what is said of somebody else"),
  othersAre: pattern.describe(
    "Behind such a word, where something is said of them: 客户是…, but not 客户赖账",
  ),
  thirdPartyBefore: list.describe("Before a firm that is another one: 在一家高企"),
  thirdParty: list.describe("Between such a word and the firm"),
  worksBehind: list.describe("Behind a firm that somebody is employed by: 在杭州一家高企上班"),
  doesToMe: list.describe("Behind a firm that is another one: 物流公司把我…"),
  denialsAfter: list.describe("Behind what is denied: 高企没评上"),
  denialAfterEnds: pattern.describe("What may follow a denial behind its word up to the next mark"),
  self: list.describe("Before what somebody says of themselves: 我们是, 开了"),
  blocks: list.describe("Between such a word and another that is then said of somebody else: 我们找银行"),
  servesBefore: list.describe("With a word behind it, said of those one works for: 给高企做账"),
  servesBehind: list.describe("The word behind it"),
  bareAfter: list.describe("Behind a word that opens the text and says who writes: 农户想…"),
  topicAfter: pattern.describe("Behind what is only asked about: 高企有什么补贴"),
});

export const stanceWords = stanceWordsSchema.parse(data);

/** Source of a regular expression for any of the words, the longest first. */
export function anyOf(words: readonly string[]): string {
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return `(?:${escaped.toSorted((left, right) => right.length - left.length).join("|")})`;
}
