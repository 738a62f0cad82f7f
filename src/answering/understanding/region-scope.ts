import type { DocumentMetadata } from "../../domain/metadata.ts";
import { readDocumentIntent } from "./document-intent.ts";
import { type PlaceMention, placesIn } from "./places.ts";

/** Before a place, words that make it where somebody or something goes or comes from: 跑上海, 去香港发债, 从余杭开车. */
const movement =
  /(?:去|到|跑|往|从|赴|飞|运|销|卖到|发往|来自|开往|送|向|出口到?|跟|与|和|引进|招引|引入|收购|参加|户口(?:在|是)?|老家(?:在|是)?)$/u;

/** After a place, words that make it part of somebody's story: 贵州来的, 在上海做会计, 子女都在宁波,老人…. */
const ownStory = new RegExp(
  [
    "^(?:区|市|县|省|站|那边|那里)?(?:(?:到|至)(?!底|期|今|现在|时候)|来的|来|人(?![才员社民均力])|籍|户口|牌|老家)",
    "^(?:市|省|那边|那里)?(?:做(?!什么)|上班|工作|打工|读书|上大学|毕业|当兵|回来|搬|嫁|交了|交过|干了|混了|盯|跑业务|念书|念大学|(?:种|住|修|学|带|管|忙)(?:了|着|过)|待了|住了|开[^,。?]{1,8}的[,，])",
    "^(?:市|省)?[,，。](?=.{4,})|^的[,，。](?=.{4,})",
    "^(?:那边)?有(?:个|位|家)|^(?:朋友|老板|客户|客商|商人|亲戚|同学|专家|教授|老师|工人|员工|师傅|民工|老乡)",
    "^的[\\u4e00-\\u9fff]{2,6}?(?:跑来|来|想来|要来|搬来|过来)",
    "^(?:大学|理工|师范|医科|交通大学)|^(?:收费站|站|口|下高速|下(?=[,。?]|$)|上高速)",
  ].join("|"),
  "u",
);

/** 国家的政策执行没: a higher level's policy, but carried out here. */
const carriedOut = /配套|落实|执行|入选|认定|评上/u;

type Region = NonNullable<DocumentMetadata["region"]>;

/** Words after an ancestor's name that show its own policy is meant: 杭州市的政策, 省里有没有. */
const ownPolicyOfAncestor =
  /^(?:市|省)?(?:级|里|本级|这边|那边)?(?:的|有没有|有什么|有哪些|有|也|出台|发布|出的|对)?[^,。?]{0,12}?(?:政策|补贴|奖励|补助|规定|标准|文件|多少|怎么|吗)/u;
/** 市里的育儿补助标准, 国家层面有什么补贴: somebody else's policy, unless the district's own is named beside it. */
const colloquialAncestors = new RegExp(
  [
    "(?:省里|市里|国家|省级|市级|国家级|中央|(?:省|市|国家)(?:级)?层面)(?:的|给|有没有|有什么|有哪些|也|出台)(?:了|的)?(?:政策|补贴|补助|奖励|文件|规定)",
    "(?:省里|市里)的[^,。?]{2,8}?(?:标准|政策|办法)(?=$|[?吗呢是有怎多])",
    "(?:国家|省里|市里)(?:的规定|的标准|规定)(?!的)[^,。?]{0,8}(?:多少|什么|怎么|怎样|几)|全(?:国|省)统一(?:的)?(?:规定|标准)",
    "(?<![跟和与同比])(?:隔壁|邻近|周边|别的|其他|其它)(?:区县?|县|市|城市)(?!场|民|级)",
    "(?:省里|市里|国家)给[^,。?]{0,8}?(?:多少|什么|哪些|啥|几)",
  ].join("|"),
  "u",
);
const ownLevel = /区里|我区|本区|区级|咱们?区|我们区|全区|我们这(?:边|儿|里)|咱们?这(?:边|儿|里)?/u;

/**
 * The place outside a document's region that a question is about, as the asker spells it; null when it names none,
 * names the document's own region too, or the place stands in the document in the same words (a toll station, a
 * programme's name).
 */
export function otherRegionIn(question: string, region: Region, documentText: string): string | null {
  const places = placesIn(question);
  if (region.shortNames.some((name) => question.includes(name)) || namesOwnLevel(question, places))
    return null;
  if (readDocumentIntent(question, [], []) !== null) return null;
  const colloquial = carriedOut.test(question) ? undefined : colloquialAncestors.exec(question)?.[0];
  if (colloquial !== undefined && !documentText.includes(colloquial)) return colloquial;
  for (const { spelling, name, start, end } of places) {
    const after = question.slice(end);
    if (movement.test(question.slice(0, start)) || ownStory.test(after)) continue;
    if (isPartOfDocumentWords(question, start, spelling, documentText)) continue;
    const isAncestor = region.name.includes(name);
    if (!isAncestor || ownPolicyOfAncestor.test(after)) return spelling;
  }
  return null;
}

/** 区里, but not that of 余杭区里. */
function namesOwnLevel(question: string, places: readonly PlaceMention[]): boolean {
  const withoutPlaces = places.reduce(
    (text, { start, end }) => text.slice(0, start) + "。".repeat(end - start) + text.slice(end),
    question,
  );
  return ownLevel.test(withoutPlaces);
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
