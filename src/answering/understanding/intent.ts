import type { ChapterName } from "./chapter-names.ts";
import { clauseReferences } from "./clause-references.ts";
import { readDocumentIntent } from "./document-intent.ts";
import { readDocumentWords } from "./document-words.ts";
import type { Intent } from "./question.ts";
import type { FrameReading } from "./question-frames.ts";
import type { UnitMention } from "./unit-directory.ts";
import { dutiesOfUnits, dutiesOfUnknownUnit } from "./unit-duties.ts";
import { isUnsafe } from "./unsafe-input.ts";

export type { ChapterName };

const courtesies =
  /你好|您好|哈喽|嗨|hello|hi|在吗|在不在|有人吗|早上好|早安|早|上午好|中午好|下午好|晚上好|谢谢|多谢|谢啦|谢了|谢|感谢|辛苦|晓得|麻烦|好的|好嘞|好|行|嗯|哦|知道|明白|懂|清楚|再见|拜拜|拜|ok|收到|打扰|先这样|没事|没(?:有)?别的(?:事|问题)?|没了|记(?:一)?下了?|记住了?|考虑(?:一)?下|再联系|先挂了?|不用了?|可以/giu;
const courtesyRemainder = /[\p{P}\p{S}\s啊呀哈呢吧哦嘛啦了的您你我们侬就那这先也很太非常]/gu;

/** 你能回答什么问题, 你是谁: asked of the one that answers; what can be asked is said where nothing is answered. */
const asksForHelper =
  /^(?:请问)?你(?:们)?(?:能|可以|会|是|都)*(?:帮我?)?(?:回答|干|做|知道|解答|懂)?(?:些|点)?(?:谁|什么|啥|哪些|嘛|机器人|人工)(?:的)?(?:问题|事|东西|吗)?[呀啊呢吗??。!]*$/u;

export interface IntentContext {
  readonly frames: FrameReading;
  readonly units: readonly UnitMention[];
  readonly chapters: readonly ChapterName[];
  /** Names of the document's own region, which add nothing to a question's topic. */
  readonly regionNames: readonly string[];
}

/** Which part of the document answers: most specific reading first. */
export function readIntent(text: string, context: IntentContext): Intent {
  if (isUnsafe(text)) return { kind: "unsafe" };
  if (isCourtesy(text) || asksForHelper.test(text)) return { kind: "greeting" };
  const numbers = clauseReferences(text);
  if (numbers.length > 0 && !isBackReference(text)) return { kind: "clause", numbers };
  const { units, chapters, regionNames, frames } = context;
  const ofDocument = readDocumentIntent(text, chapters, regionNames);
  if (ofDocument !== null) return ofDocument;
  const ofUnits =
    units.length > 0
      ? dutiesOfUnits(text, units, chapters, regionNames)
      : dutiesOfUnknownUnit(text, frames.topic, regionNames);
  if (ofUnits !== null) return ofUnits;
  const reading = readDocumentWords(text, regionNames);
  const saysNothing = reading.remainder === "" && !reading.words.has("sum");
  if (frames.topic !== "" && !saysNothing) return { kind: "topic" };
  return frames.aspects.has("validity") ? { kind: "validity", facets: [] } : { kind: "unspecific" };
}

/** 好的谢谢啊: nothing but politeness. */
function isCourtesy(text: string): boolean {
  const remainder = text.replace(courtesies, "").replace(courtesyRemainder, "");
  return remainder === "" && text.search(courtesies) >= 0;
}

/** 第一条 after 前面/刚才 counts what an answer listed, not the document's clauses. */
function isBackReference(text: string): boolean {
  return /(?:前面|上面|刚才|刚刚|你说的|列的)[^,。?]{0,6}第[一二三四五六七八九十\d]+[条款个项]/u.test(text);
}
