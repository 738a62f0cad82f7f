import * as z from "zod";
import { parseChineseNumber } from "../../domain/chinese-numerals.ts";
import { findQuantities } from "../../domain/quantity.ts";
import { readDocumentWords } from "./document-words.ts";
import type { Reference } from "./question.ts";
import { readFrames } from "./question-frames.ts";
import patternData from "./reference-patterns.json" with { type: "json" };

const expressions = z
  .array(z.string().min(1))
  .min(1)
  .transform((sources) => sources.map((source) => new RegExp(source, "u")));
const everyOccurrence = z
  .array(z.string().min(1))
  .min(1)
  .transform((sources) => sources.map((source) => new RegExp(source, "gu")));
const patterns = z
  .strictObject({
    acknowledgement: expressions,
    opening: expressions,
    deixis: everyOccurrence,
    light: z.array(z.string().min(1)).min(1),
    singular: expressions,
    particular: expressions,
    pointed: expressions,
    several: expressions,
    severalAlone: expressions,
    topicShift: expressions,
    correction: expressions,
    ordinal: expressions,
    return: expressions,
    more: expressions,
    neighbour: expressions,
    confirmsUnit: expressions,
    namedUnit: expressions,
  })
  .parse(patternData);
/** 派单, 先跑, 一下子给: whole pieces that add nothing to what was said before. */
const lightPiece = new RegExp(`^(?:${patterns.light.join("|")})+$`, "u");

/**
 * How a message leans on the turns before it. Only the conversation decides whether there is anything to lean on.
 */
export function readReference(text: string): Reference {
  const said = withoutAcknowledgement(text);
  const { right, wrong } = groupsOf(patterns.correction, said) ?? {};
  if (right !== undefined) {
    return {
      kind: "correction",
      topic: readFrames(right).topic,
      wrong: wrong === undefined ? null : readFrames(wrong).topic,
    };
  }
  if (firstMatch(patterns.opening, said) !== null) return { kind: "opening" };
  return (
    readCount(said) ??
    readNeighbour(said) ??
    readOrdinal(said) ??
    readReturn(said) ??
    readContinuation(said, ownTopic(said))
  );
}

/** A message without what only leads over to it: 好的, 对了, 换个话题. */
export function withoutPreliminaries(text: string): string {
  const said = withoutAcknowledgement(text);
  const rest = patterns.opening.reduce((words, expression) => words.replace(expression, ""), said);
  return rest === "" ? text : rest;
}

const choice =
  /^(?:我?(?:选|要|问的是|说的是|是))?第?(?<number>[一二两三四五六七八九十\d]{1,2})(?:个|条|项|号|种)?(?:那个|吧|呢|的)?[。.、,,!]?$/u;

/** 2, 选二, 第二: the number of what was offered, and nothing else. */
export function readChoice(text: string): number | null {
  const number = choice.exec(text)?.groups?.["number"];
  return number === undefined ? null : parseChineseNumber(number);
}

/** 归教育局吗, 这个派卫健局对吗: asks whether a unit is the one, and not what it does. */
export function confirmsUnit(text: string): boolean {
  return firstMatch(patterns.confirmsUnit, text) !== null;
}

/** Whether a topic says nothing that could be looked up: 派单, 先跑, 给. */
export function isLight(topic: string): boolean {
  return topic.split(" ").every((piece) => piece.length <= 1 || lightPiece.test(piece));
}

/** The pieces of a topic that could be looked up. */
export function contentOf(topic: string): string {
  return topic
    .split(" ")
    .filter((piece) => !isLight(piece))
    .join(" ");
}

/** What a message says of its own, without what only points back. */
function ownTopic(said: string): string {
  const words = patterns.deixis.reduce((text, expression) => text.replaceAll(expression, " "), said);
  return readFrames(words).topic;
}

function withoutAcknowledgement(text: string): string {
  let said = text;
  for (const expression of patterns.acknowledgement) said = said.replace(expression, "");
  return said === "" ? text : said;
}

function readCount(said: string): Reference | null {
  const alone = firstMatch(patterns.severalAlone, said);
  const match =
    firstMatch(patterns.several, said) ?? (alone !== null && isAllThatIsSaid(alone, said) ? alone : null);
  if (match === null) return null;
  const { count, kind } = match.groups ?? {};
  return {
    kind: "several",
    count:
      count === undefined ? defaultCount(match[0]) : (parseChineseNumber(count) ?? (count === "仨" ? 3 : 2)),
    of: kind === undefined ? "matters" : "kinds",
  };
}

/** 以上几个 are three at most, 这个和前一个 two. */
function defaultCount(words: string): number {
  return /几|些/u.test(words) ? 3 : 2;
}

function readNeighbour(said: string): Reference | null {
  const match = firstMatch(patterns.neighbour, said);
  if (match === null || !isAllThatIsSaid(match, said)) return null;
  const { listedNext, listedPrevious, next, previous } = match.groups ?? {};
  const mayBeListed = listedNext !== undefined || listedPrevious !== undefined;
  if (listedNext !== undefined || next !== undefined)
    return { kind: "neighbour", which: "next", mayBeListed };
  const which = listedPrevious !== undefined || previous !== undefined ? "previous" : "last";
  return { kind: "neighbour", which, mayBeListed };
}

function readOrdinal(said: string): Reference | null {
  const match = firstMatch(patterns.ordinal, said);
  if (match === null || !isAllThatIsSaid(match, said)) return null;
  const { last, first, former, latter, ordinal } = match.groups ?? {};
  if (former !== undefined) return { kind: "ordinal", position: "former" };
  if (latter !== undefined) return { kind: "ordinal", position: "latter" };
  if (last !== undefined) return { kind: "ordinal", position: "last" };
  const position = first === undefined ? parseChineseNumber(ordinal ?? "") : 1;
  return position === null ? null : { kind: "ordinal", position };
}

function readReturn(said: string): Reference | null {
  const groups = groupsOf(patterns.return, said);
  if (groups === null) return null;
  const { topic } = readFrames(groups["topic"] ?? "");
  const isFirst = groups["first"] !== undefined;
  if (!isLight(topic)) return { kind: "return", topic, isFirst };
  const words = (groups["topic"] ?? "").replace(/的?(?:事情?|问题|话题)$/u, "");
  if (groups["back"] !== undefined && readDocumentWords(words, []).supportKinds.length > 0) {
    return { kind: "return", topic: words, isFirst };
  }
  return isFirst || groups["back"] !== undefined
    ? { kind: "return", topic: "", isFirst }
    : { kind: "previous", isSingular: true };
}

function readContinuation(said: string, own: string): Reference {
  const shift = groupsOf(patterns.topicShift, said)?.["topic"];
  const more = firstMatch(patterns.more, said);
  const asksForMore = more !== null && isAllThatIsSaid(more, said);
  const namesNothing = isLight(own) && (shift === undefined || own === "");
  if (asksForMore || namesNothing || isFigureAlone(said)) {
    return { kind: "previous", isSingular: firstMatch(patterns.singular, said) !== null };
  }
  const particular = groupsOf(patterns.particular, said);
  if (particular !== null) {
    const { topic = "", loose } = particular;
    return { kind: "particular", topic: readFrames(topic).topic, isBound: loose === undefined };
  }
  if (firstMatch(patterns.pointed, said) !== null) return { kind: "pointed", topic: own };
  return shift === undefined ? { kind: "none" } : { kind: "shift", topic: own };
}

/** 是90张对吧 says a figure and not what of. */
function isFigureAlone(said: string): boolean {
  const figures = findQuantities(said).filter(({ kind }) => kind === "amount" || kind === "percentage");
  const rest = figures.reduce((words, { printed }) => words.replace(printed, " "), said);
  return figures.length > 0 && isLight(ownTopic(rest));
}

/** 第二个展开讲讲, 前一个归教育局吗 say no more than which; 第一个孩子有补贴吗 speaks of a child. */
function isAllThatIsSaid(match: RegExpExecArray, said: string): boolean {
  const rest = patterns.namedUnit.reduce(
    (words, unit) => words.replace(unit, " "),
    said.replace(match[0], " "),
  );
  return isLight(readFrames(rest).topic);
}

function groupsOf(expressions: readonly RegExp[], text: string): Record<string, string | undefined> | null {
  const match = firstMatch(expressions, text);
  return match === null ? null : (match.groups ?? {});
}

function firstMatch(expressions: readonly RegExp[], text: string): RegExpExecArray | null {
  for (const expression of expressions) {
    const match = expression.exec(text);
    if (match !== null) return match;
  }
  return null;
}
