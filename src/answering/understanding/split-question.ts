import * as z from "zod";
import { chapterReferences, clauseReferences } from "./clause-references.ts";
import { readDocumentIntent } from "./document-intent.ts";
import { readDocumentWords } from "./document-words.ts";
import type { Aspect } from "./question.ts";
import { isQuestioning, readFrames } from "./question-frames.ts";
import splitWords from "./split-words.json" with { type: "json" };

const patterns = z
  .array(z.string().min(1))
  .min(1)
  .transform((sources) => sources.join("|"));
const words = z
  .strictObject({
    /** Open a further question. */
    connectives: patterns,
    /** End a question that another may follow without a mark. */
    closings: patterns,
    asking: patterns,
    /** 前几年, 什么都没有: look like asking and tell. */
    telling: patterns,
    /** Open what goes on about the question before. */
    leaning: patterns,
    /** Topics that can be looked up only together with the question before. */
    dependentTopics: patterns,
  })
  .parse(splitWords);

const listMark = "\\d{1,2}[.、)](?!\\d)";
/** Between sentences, before the items of a list and before words that open a further question. */
const separators = new RegExp(
  `(?<=[。!?;\\n])|[,、 ]*(?=${words.connectives})|(?<![\\d.])(?=${listMark})`,
  "u",
);
const numbers = new RegExp(`(?<![\\d.])${listMark}`, "gu");
const listItem = new RegExp(
  `^(?:${listMark}|其?[一二三四五]是|其[一二三四]|第[一二三四]个?(?:问题|件事)?是)`,
  "u",
);
/** 高企有奖励吗找谁办: a second question follows a closed one without any mark between. */
const closedQuestion = new RegExp(`(?<=[吗呢](?=.{4,}))|(?<=${words.closings})\\s+(?=\\S{4,})`, "u");
const asking = new RegExp(words.asking, "u");
const telling = new RegExp(words.telling, "gu");
const leaning = new RegExp(`^(?:${words.leaning})`, "u");
const dependentTopic = new RegExp(`^(?:${words.dependentTopics}| )+$`, "u");
const respective =
  /^(?<topics>.{2,40}?)(?<tail>(?:都[^,，]{1,12}[,，]?)?(?:分别|各自|各)(?:是|由|归|找|该|有|要|能|给|奖|补|安排|的).+)$/u;
/** 农创客和土特产这两样都是谁管: things that are counted after they are named. */
const counted =
  /^(?<topics>[^,，]{2,30}?)(?:这)?[两二三四五2-5](?:样|类|个|种|项|者|件)(?:东西|事情?|人|企业|补贴|奖励)?(?<tail>.{3,})$/u;
/** 一个是托育,一个是护理补贴,这两个谁管: one predicate for things that are told one by one. */
const toldInTurn =
  /(?:(?:前面?|头|第)?一个?(?:问题|事情?|件事)?(?:问的)?是)(?<first>[^,，;。]{2,30})[,，;](?:(?:另|还有)?一个?|后(?:面)?(?:一|那)?个?|第?二个?)(?:问题|事情?|件事)?(?:问的)?是(?<second>[^,，;。]{2,30})[,，;](?<tail>(?:(?:请问)?(?:这|那|它)(?:两|俩|二|几|些|们)[个件样项者种]?(?:事情?)?|都|分别|各自|各).{2,})$/u;
/** 想问两件事: how many questions follow. */
const announcement =
  /^(?:你好|您好)?[,，]?[^,，:：。?前刚这那上后都]{0,8}?[两俩二三四几](?:个|件|样)?(?:事情?|问题|情况)(?:想?(?:请?问|咨询)(?:一下)?)?[,，:：。]/u;
/** Behind such an announcement: 老人评补贴,孙子报托班,都问谁. */
const announced =
  /^(?<first>[^,，;。]{2,30})[,，;、](?<second>[^,，;。]{2,30})[,，;](?<tail>(?:(?:请问)?(?:这|那|它)(?:两|俩|二|几|些|们)[个件样项者种]?(?:事情?)?|都|分别|各自|各).{2,})$/u;
/** 茶园和竹林都归谁管: the things are named before 都, and what is asked of them behind it names nothing else. */
const all = /^(?<topics>[^,，]{4,30}?)(?<tail>都.{2,})$/u;
const unitName = /[\p{Script=Han}]{2,8}?(?:局|办|委|部门)(?!理)/gu;
const togetherWord =
  /^(?:请问)?(?:(?:这|那|它)(?:两|俩|二|几|些|们)[个件样项者种]?(?:事情?)?)?(?:都|分别|各自|各)?/u;
/** 省级 of 省级、国家级工作站两种 is no thing by itself. */
const attribute = /[级型类式]$/u;
/** 哪个多, 有什么区别: asks of the things together. */
const compares = /哪个|区别|不同|一样|相比|一起|共同|关系|还是/u;
/** Of the story told before a question, the end tells what it is about; the rest of a long one tells of other things. */
const longestStory = 120;

export interface SplitQuestion {
  /** With the sentences that tell the story behind it. */
  readonly text: string;
  /** The asking sentences alone. */
  readonly asking: string;
}

/**
 * The questions of a message, in order. Sentences that tell a story are kept with the question that follows (or,
 * at the end, with the one before); a question without a topic of its own belongs to the one before it.
 */
export function splitQuestion(text: string): SplitQuestion[] {
  const pieces = splitToldInTurn(text)
    .flatMap((piece) => piece.split(separators))
    .flatMap((piece) => piece.split(closedQuestion))
    .flatMap(splitAtCommas)
    .flatMap(splitRespective)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== "");
  const questions: SplitQuestion[] = [];
  let story = "";
  for (const piece of pieces) {
    const last = questions.at(-1);
    if (!isQuestion(piece)) {
      story = `${story}${piece} `.slice(-longestStory);
    } else if (last !== undefined && story === "" && goesOnAbout(piece, last.text)) {
      questions[questions.length - 1] = { text: `${last.text} ${piece}`, asking: `${last.asking} ${piece}` };
    } else {
      questions.push({ text: story + piece, asking: piece });
      story = "";
    }
  }
  const last = questions.at(-1);
  if (last === undefined) return [{ text, asking: text }];
  if (story !== "") questions[questions.length - 1] = { ...last, text: `${last.text} ${story.trim()}` };
  return questions;
}

/** Whether the asker counts the questions: ①… ②…, 1. … 2. … */
export function isNumbered(text: string): boolean {
  return (text.match(numbers) ?? []).length > 1;
}

function isQuestion(piece: string): boolean {
  if (listItem.test(piece)) return true;
  return asksSomething(piece) || (isQuestioning(piece) && readFrames(piece).topic !== "");
}

/** 装电梯找谁,低保又找谁: another question begins where what was asked so far and what follows could each be asked. */
function splitAtCommas(piece: string): string[] {
  const clauses = piece.split(/(?<=[,，])|(?<=\p{Script=Han} )(?=\p{Script=Han})/u);
  const groups: string[] = [];
  let group = "";
  let isAsked = false;
  for (const [index, clause] of clauses.entries()) {
    const next = clauses.slice(index).find(asksSomething);
    if (isAsked && next !== undefined && standsAlone(group) && opensAnother(next, group)) {
      groups.push(group);
      group = "";
      isAsked = false;
    }
    group += clause;
    isAsked ||= asksSomething(clause);
  }
  return [...groups, group];
}

function asksSomething(clause: string): boolean {
  return asking.test(clause.replace(/[,，。!?;\s]+$/u, "").replace(telling, " "));
}

/** Whether words could be looked up; 怎么申请, 要什么材料, 跟首次一样吗 could not without the question before. */
function standsAlone(words: string): boolean {
  if (leaning.test(words)) return false;
  const { topic } = readFrames(words);
  const isTopic = topic.length >= 2 && !dependentTopic.test(topic);
  const { remainder } = readDocumentWords(words, []);
  return (isTopic && remainder !== "" && !dependentTopic.test(remainder)) || isAboutDocument(words);
}

/** 总盘子多大 behind a matter asks of that matter's money, and not of the whole document's. */
function goesOnAbout(words: string, before: string): boolean {
  const isWhole = isAboutDocument(words);
  const isNamed = readDocumentWords(words, []).words.has("definite") || isAboutDocument(before);
  return isWhole ? !isNamed : !standsAlone(words);
}

/**
 * After a mere comma most questions go on about the same matter (数贸会第几届,要翻几番). Another matter is named first
 * and at some length, or asked of in the same way as the first.
 */
function opensAnother(words: string, group: string): boolean {
  if (!standsAlone(words)) return false;
  const { topic, aspects } = readFrames(words);
  const before = readFrames(group).aspects;
  const isParallel = parallelAspects.some(
    (alike) => alike.some((aspect) => aspects.has(aspect)) && alike.some((aspect) => before.has(aspect)),
  );
  const isNamedFirst = words.trimStart().startsWith(topic.split(" ")[0] ?? "");
  const isLong = topic.replaceAll(" ", "").length >= (isParallel ? 2 : longMatter);
  return (isNamedFirst && isLong) || (isAboutDocument(words) && isAboutDocument(group));
}

const longMatter = 4;
const parallelAspects: readonly (readonly Aspect[])[] = [["amount", "support"], ["unit"]];

function isAboutDocument(words: string): boolean {
  return readDocumentIntent(words, [], []) !== null;
}

function splitToldInTurn(message: string): string[] {
  const text = message.replace(announcement, "");
  const found = toldInTurn.exec(text) ?? (text === message ? null : announced.exec(text));
  const { first, second, tail } = found?.groups ?? {};
  if (first === undefined || second === undefined || tail === undefined) return [text];
  const predicate = tail.replace(togetherWord, "");
  return [`${first}${predicate}。`, `${second}${predicate}`];
}

/**
 * 研发补助和出口信保分别找谁: one question for each of the things named, but clauses and chapters are read together,
 * and so is what is compared.
 */
function splitRespective(piece: string): string[] {
  const isOfThings = !compares.test(piece) && !isAboutDocument(piece) && !namesPartsOrUnits(piece);
  const found = respective.exec(piece) ?? (isOfThings ? (counted.exec(piece) ?? allNamed(piece)) : null);
  const { topics, tail } = found?.groups ?? {};
  if (topics === undefined || tail === undefined || namesParts(topics)) return [piece];
  const named = topics.split(/和|跟|与|以及|还有|、/u).filter((topic) => readFrames(topic).topic.length >= 2);
  const isOfOneThing = named.some((topic) => attribute.test(topic));
  return named.length > 1 && !isOfOneThing ? named.map((topic) => `${topic}${tail}`) : [piece];
}

function allNamed(piece: string): RegExpExecArray | null {
  const found = all.exec(piece);
  const asked = (found?.groups?.["tail"] ?? "").replace(unitName, "");
  return readFrames(asked).topic.length <= 1 || readDocumentWords(asked, []).topic === "" ? found : null;
}

function namesPartsOrUnits(text: string): boolean {
  const { words } = readDocumentWords(text, []);
  return words.has("part") || words.has("unit") || words.has("fiscal");
}

function namesParts(text: string): boolean {
  return clauseReferences(text).length > 0 || chapterReferences(text).length > 0;
}
