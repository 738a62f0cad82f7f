import * as z from "zod";
import type { DocumentMetadata } from "../../domain/metadata.ts";
import regionData from "./regions.json" with { type: "json" };

const regionsSchema = z.strictObject({
  places: z.array(
    z.strictObject({
      name: z.string().min(2),
      aliases: z.array(z.string().min(2)),
      within: z.string().nullable(),
    }),
  ),
});

interface PlaceName {
  readonly spelling: string;
  readonly name: string;
}

/** Longest first, so that 余杭区 is not read as 余杭. */
const placeNames: readonly PlaceName[] = regionsSchema
  .parse(regionData)
  .places.flatMap(({ name, aliases }) => [name, ...aliases].map((spelling) => ({ spelling, name })))
  .sort((left, right) => right.spelling.length - left.spelling.length);

/** Before a place, words that make it where somebody or something goes or comes from: 跑上海, 去香港发债, 从余杭开车. */
const movement = /(?:去|到|跑|往|从|赴|飞|运|销|卖到|发往|来自|开往|送|出口到?|跟|与|和)$/u;

/** After a place, words that make it part of somebody's story: 贵州来的, 在上海做会计, 子女都在宁波,老人…. */
const ownStory =
  /^(?:市|省|那边|那里)?(?:来的|来|人(?![才员社民均力])|籍|户口|老家|做(?!什么)|上班|工作|打工|读书|上大学|毕业|当兵|回来|搬|嫁|交了|交过)|^(?:市|省)?[,，。](?=.{4,})/u;

type Region = NonNullable<DocumentMetadata["region"]>;

/** Words after an ancestor's name that show its own policy is meant: 杭州市的政策, 省里有没有. */
const ownPolicyOfAncestor =
  /^(?:市|省)?(?:级|里|本级|这边|那边)?(?:的|有没有|有什么|有哪些|有|也|出台|发布|出的|对)?[^,。?]{0,12}?(?:政策|补贴|奖励|补助|规定|标准|文件|多少|怎么|吗)/u;
const colloquialAncestors =
  /(?:省里|市里|省级|市级|国家级?)(?:的|有没有|有什么|也|出台)+(?:政策|补贴|奖励|文件|规定)/u;

/**
 * The place outside a document's region that a question is about, as the asker spells it; null when it names none,
 * names the document's own region too, or the place stands in the document in the same words (a toll station, a
 * programme's name).
 */
export function otherRegionIn(question: string, region: Region, documentText: string): string | null {
  if (region.shortNames.some((name) => question.includes(name))) return null;
  const colloquial = colloquialAncestors.exec(question)?.[0];
  if (colloquial !== undefined && !documentText.includes(colloquial)) return colloquial;
  for (const { spelling, name } of placeNames) {
    for (
      let at = question.indexOf(spelling);
      at >= 0;
      at = question.indexOf(spelling, at + spelling.length)
    ) {
      const after = question.slice(at + spelling.length);
      if (movement.test(question.slice(0, at)) || ownStory.test(after)) continue;
      if (isPartOfDocumentWords(question, at, spelling, documentText)) continue;
      const isAncestor = region.name.includes(name);
      if (!isAncestor || ownPolicyOfAncestor.test(after)) return spelling;
    }
  }
  return null;
}

/** 杭州老字号, 浙江省科技型…: the name is the beginning of words that the document itself uses. */
function isPartOfDocumentWords(
  question: string,
  at: number,
  spelling: string,
  documentText: string,
): boolean {
  const following = question.slice(at, at + spelling.length + 2);
  return following.length === spelling.length + 2 && documentText.includes(following);
}
