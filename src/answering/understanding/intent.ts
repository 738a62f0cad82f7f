import * as z from "zod";
import { chapterReferences, clauseReferences } from "./clause-references.ts";
import documentIntentData from "./document-intents.json" with { type: "json" };
import type { Aspect, Intent } from "./question.ts";
import { type FrameReading, readFrames } from "./question-frames.ts";
import type { UnitMention } from "./unit-directory.ts";
import unsafeInputData from "./unsafe-input.json" with { type: "json" };

const patternList = z.array(z.string().min(1)).min(1);
const documentIntentNames = [
  "clause_count",
  "overview",
  "unit_list",
  "budget_total",
  "basis",
  "issue_date",
  "issuer",
] as const;
const documentIntents = z
  .strictObject({
    intents: z.array(z.strictObject({ intent: z.enum(documentIntentNames), patterns: patternList })),
    documentWords: patternList,
    dutyWords: patternList,
  })
  .parse(documentIntentData);
const unsafePatterns = z
  .strictObject({ patterns: patternList })
  .parse(unsafeInputData)
  .patterns.map((source) => new RegExp(source, "iu"));

const intentPatterns = documentIntents.intents.map(({ intent, patterns }) => ({
  intent,
  expressions: patterns.map((source) => new RegExp(source, "u")),
}));
const documentWords = new RegExp(documentIntents.documentWords.join("|"), "gu");
const dutyWords = new RegExp(documentIntents.dutyWords.join("|"), "gu");
const courtesies =
  /你好|您好|哈喽|嗨|hello|hi|在吗|在不在|有人吗|早上好|早安|早|上午好|中午好|下午好|晚上好|谢谢|多谢|谢啦|谢了|谢|感谢|辛苦|晓得|麻烦|好的|好嘞|好|行|嗯|哦|知道|明白|懂|清楚|再见|拜拜|拜|ok|收到|打扰|先这样|没事|没别的|没了|不用了?|可以/giu;
const courtesyRemainder = /[\p{P}\p{S}\s啊呀哈呢吧哦嘛了的您你我们侬就那这先也很太非常]/gu;

/** Once a question's frame is read, this much may be left over without being a topic. */
const remnantLength = 2;

export interface ChapterName {
  readonly number: number;
  /** Without numeral: 科技创新政策. */
  readonly title: string;
}

export interface IntentContext {
  readonly frames: FrameReading;
  readonly units: readonly UnitMention[];
  readonly chapters: readonly ChapterName[];
  /** Names of the document's own region, which add nothing to a question's topic. */
  readonly regionNames: readonly string[];
}

/** Which part of the document answers: most specific reading first. */
export function readIntent(text: string, context: IntentContext): Intent {
  if (unsafePatterns.some((pattern) => pattern.test(text))) return { kind: "unsafe" };
  if (isCourtesy(text)) return { kind: "greeting" };
  const numbers = clauseReferences(text);
  if (numbers.length > 0 && !isBackReference(text)) return { kind: "clause", numbers };
  const remaining = (without: RegExp | string): string => remainingTopic(text, without, context.regionNames);
  const documentIntent = documentIntentOf(text, context.regionNames);
  if (documentIntent !== null) return { kind: documentIntent };
  const chapters = chapterReferences(text);
  if (chapters.length > 0) return { kind: "chapter", numbers: chapters };
  const chapter = namedChapter(text, context, remaining);
  if (chapter !== null) return { kind: "chapter", numbers: [chapter] };
  if (context.units.length > 0 && asksForDuties(text, context)) {
    return { kind: "unit_duties", units: [...new Set(context.units.map((unit) => unit.name))] };
  }
  const topic = stripped(context.frames.topic, context.regionNames).replace(documentWords, " ").trim();
  if (context.frames.aspects.has("validity") && topic.length <= remnantLength) return { kind: "validity" };
  if (topic !== "") return { kind: "topic" };
  return { kind: "unspecific" };
}

/** 好的谢谢啊: nothing but politeness. */
function isCourtesy(text: string): boolean {
  const remainder = text.replace(courtesies, "").replace(courtesyRemainder, "");
  return remainder === "" && text.search(courtesies) >= 0;
}

/** 刚来临安,这份文件管哪几块: what comes before the comma matters less once the document is named. */
function documentIntentOf(text: string, regionNames: readonly string[]) {
  const lastPiece = text.split(/[,，]/u).findLast((piece) => /政策|文件|通知/u.test(piece));
  for (const words of lastPiece === undefined ? [text] : [text, lastPiece]) {
    for (const { intent, expressions } of intentPatterns) {
      const isAllThatIsAsked = (expression: RegExp): boolean =>
        expression.test(words) && remainingTopic(words, expression, regionNames) === "";
      if (expressions.some(isAllThatIsAsked)) return intent;
    }
  }
  return null;
}

/** 第一条 after 前面/刚才 counts what an answer listed, not the document's clauses. */
function isBackReference(text: string): boolean {
  return /(?:前面|上面|刚才|刚刚|你说的|列的)[^,。?]{0,6}第[一二三四五六七八九十\d]+[条款个项]/u.test(text);
}

function remainingTopic(text: string, without: RegExp | string, regionNames: readonly string[]): string {
  const { topic } = readFrames(text.replace(without, " "));
  return stripped(topic, regionNames).replace(documentWords, " ").trim();
}

function stripped(topic: string, regionNames: readonly string[]): string {
  return regionNames.reduce((text, name) => text.replaceAll(name, " "), topic).trim();
}

const listAspects: readonly Aspect[] = ["list", "content", "support"];

/** 科技创新政策有哪些: the question names a chapter's subject, nothing else, and wants to know what is in it. */
function namedChapter(
  text: string,
  context: IntentContext,
  remaining: (without: string) => string,
): number | null {
  const isGeneral =
    listAspects.some((aspect) => context.frames.aspects.has(aspect)) || context.frames.aspects.size === 0;
  for (const { number, title } of context.chapters) {
    for (const name of [title, title.replace(/(?:若干)?(?:政策|措施|意见|工作)$/u, "")]) {
      if (name.length >= 4 && text.includes(name) && remaining(name) === "" && isGeneral) return number;
    }
  }
  return null;
}

function asksForDuties(text: string, context: IntentContext): boolean {
  let rest = text;
  for (const { start, end } of context.units) {
    rest = rest.slice(0, start) + " ".repeat(end - start) + rest.slice(end);
  }
  const { aspects, topic } = readFrames(rest);
  const remaining = stripped(topic, context.regionNames)
    .replace(documentWords, " ")
    .replace(dutyWords, " ")
    .trim();
  return remaining.length <= remnantLength && !aspects.has("contact");
}
