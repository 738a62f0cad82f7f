import * as z from "zod";
import data from "./measure-words.json" with { type: "json" };

const list = z.array(z.string().min(1)).min(1);

const measureWordsSchema = z.strictObject({
  actors: list.describe("What the name of someone who can receive something ends with"),
  audienceOpeners: list.describe("对…给予: before those who receive"),
  notAudienceOpeners: list.describe("Words that only begin like an opener"),
  connectives: list,
  encouragements: list.describe("支持…, 鼓励…: before those who are to do something"),
  givingVerbs: list.describe("Verbs whose last occurrence gives, whatever the audience did before"),
  otherGrantVerbs: list,
  sumVerbs: list.describe("Nouns that are verbs before a sum: 奖励20万元"),
  schemeVerbs: list.describe("落实…补贴: before a subsidy that goes on"),
  preferences: list,
  actorVerbs: list.describe("What follows the name of those who receive and says what they did"),
  undertakings: list.describe("鼓励创建…: a verb where no one is named"),
  qualifiers: list.describe("Conditions that stand before a noun without 的"),
  costs: list.describe("What is paid for, not who is paid"),
  manners: list.describe("Words between those who receive and the verb"),
  mannerOpeners: list.describe("根据…, 按…: a measure of what is given"),
  conditionOpeners: list.describe("A later part that begins so is a condition"),
  laterPartOpeners: list.describe("A later part that begins so is no longer about who receives"),
  inclusions: list.describe("将…纳入: after those who are taken into a list"),
  limits: list.describe("Words of a part that limits a measure to one claim"),
});

export const words = measureWordsSchema.parse(data);

/** Source of a regular expression for any of the words, the longest first. */
export function anyOf(candidates: readonly string[]): string {
  const escaped = candidates
    .toSorted((left, right) => right.length - left.length)
    .map((word) => word.replace(/[()]/g, "\\$&"));
  return `(?:${escaped.join("|")})`;
}

/** Sources of regular expressions for how a part of a sentence begins. */
const connective = `\\s*${anyOf(words.connectives)}?`;
const audienceOpener = `(?!${anyOf(words.notAudienceOpeners)})${anyOf(words.audienceOpeners)}`;

/** 对A…, with 对 as the match. */
export const forWhom: string = audienceOpener;
export const beginsForWhom: RegExp = new RegExp(`^${connective}${audienceOpener}`);
export const beginsEncouraging: RegExp = new RegExp(`^${connective}${anyOf(words.encouragements)}`);
export const beginsScheme: RegExp = new RegExp(`^${connective}${anyOf(words.schemeVerbs)}好?`);
