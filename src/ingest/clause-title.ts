import type { TextSpan } from "../domain/text-span.ts";
import { officialWords } from "./official-words.ts";
import { fullStop } from "./sentences.ts";

/** Where a clause's title and body stand; an empty `title` span lies at the start of the body. */
export interface TitleAndBody {
  readonly title: TextSpan;
  readonly bodyStart: number;
}

/**
 * Parts a clause's text into title and body. In order:
 * 1. a title in brackets right behind the number: 第三条(管理职责), 第三条【支持对象】;
 * 2. a first line that ends without a full stop, the body being what follows (a colon at its end is dropped);
 * 3. the first sentence, if it reads as a title: short, no comma, no words of a rule (应当, 给予, 是指…), not beginning
 *    with 本, 对, 为了…;
 * 4. such words before a colon or a wide space.
 * Where most clauses of a document have titles, as `titled` says, the first sentence may be longer, have commas, or be
 * all there is; where most have none (statutes), a first sentence is a sentence.
 * A clause without any of these has no title.
 * @param text where the clause's text stands behind its number, units at its end excluded
 */
export function splitTitle(source: string, text: TextSpan, titled: boolean): TitleAndBody {
  const start = skipSpace(source, text.start, text.end);
  const content = source.slice(start, text.end);
  const none: TitleAndBody = { title: { start, end: start }, bodyStart: start };
  const found =
    bracketedTitle(content) ??
    ownLineTitle(content, titled) ??
    sentenceTitle(content, titled) ??
    setOffTitle(content);
  if (found === null) return none;
  const titleStart = start + found.start;
  return {
    title: { start: titleStart, end: start + found.end },
    bodyStart: skipSpace(source, start + found.bodyStart, text.end),
  };
}

/** Whether the clause, taken alone, begins with a title; the whole document is asked this to set `titled`. */
export function hasPlainTitle(source: string, text: TextSpan): boolean {
  const content = source.slice(skipSpace(source, text.start, text.end), text.end);
  if (
    [bracketedTitle(content), ownLineTitle(content, false), setOffTitle(content)].some(
      (title) => title !== null,
    )
  ) {
    return true;
  }
  const stop = firstStop(content);
  return stop !== null && readsAsTitle(content.slice(0, stop)) && content.slice(stop + 1).trim() !== "";
}

interface FoundTitle {
  readonly start: number;
  readonly end: number;
  readonly bodyStart: number;
}

const longestTitle = 32;
/** With commas, in a document whose clauses have titles. */
const longestLooseTitle = 50;
const longestOwnLine = 60;

function bracketedTitle(content: string): FoundTitle | null {
  const match =
    /^[(（【[〔]([^()（）【】[\]〔〕。;；:：\n]{2,24})[)）】\]〕](?=\s|[:：]|$|\p{Script=Han})/u.exec(
      content,
    );
  if (match?.[1] === undefined || !/^[\p{Script=Han}、“”\w]+$/u.test(match[1])) return null;
  // 第三条 (试行) 本办法…, and a list's number in brackets, are no titles.
  if (/^(?:试行|暂行|一|二|三|四|五|六|七|八|九|十)+$/u.test(match[1])) return null;
  const rest = /^[:：\s\u3000]*/u.exec(content.slice(match[0].length))?.[0].length ?? 0;
  return { start: 1, end: 1 + match[1].length, bodyStart: match[0].length + rest };
}

function ownLineTitle(content: string, titled: boolean): FoundTitle | null {
  const lineEnd = content.indexOf("\n");
  const line = (lineEnd < 0 ? content : content.slice(0, lineEnd)).trimEnd();
  const title = line.replace(/(?:\*\*|[:：])+$/u, "").trimEnd();
  if (title === "" || title.length > longestOwnLine || /[！？!?;；…]/u.test(title) || fullStop.test(line))
    return null;
  const hasBody = lineEnd >= 0 && content.slice(lineEnd).trim() !== "";
  const endsWithColon = title.length < line.length && /[:：]/.test(line.slice(title.length));
  if (endsWithColon && !readsAsTitle(title)) return null;
  if (!hasBody && !(titled ? readsAsLooseTitle(title) : readsAsTitle(title))) return null;
  // The first line of a sentence that a page broke is no title.
  if (isSentence(title) && (title.length > longestTitle || /[，,]/u.test(title))) return null;
  // A colon or a wide space inside the line parts a title from the body.
  if (/[:：]/u.test(title) || (setOffBySpace(title) !== null && !hasBody)) return null;
  return { start: 0, end: title.length, bodyStart: lineEnd < 0 ? content.length : lineEnd };
}

function sentenceTitle(content: string, titled: boolean): FoundTitle | null {
  const stop = firstStop(content);
  if (stop === null || !titled) return null;
  const sentence = content.slice(0, stop);
  const hasMore = content.slice(stop + 1).trim() !== "";
  const isTitle = readsAsTitle(sentence) || (hasMore && readsAsLooseTitle(sentence));
  return isTitle ? { start: 0, end: sentence.length, bodyStart: stop + 1 } : null;
}

/** Where the first sentence of the first line ends. */
function firstStop(content: string): number | null {
  const line = content.split("\n", 1)[0] ?? "";
  const stop = line.search(fullStop);
  return stop < 0 ? null : stop;
}

function setOffTitle(content: string): FoundTitle | null {
  const colon = /^([^。;；,，:：\n]{2,24})[:：][ \t\u3000]*(?=\S)/u.exec(content);
  if (colon?.[1] !== undefined && readsAsTitle(colon[1].trim())) {
    return { start: 0, end: colon[1].trimEnd().length, bodyStart: colon[0].length };
  }
  const spaced = setOffBySpace(content);
  return spaced === null ? null : { start: 0, end: spaced.title, bodyStart: spaced.body };
}

/** 第五条 支持企业上市　对首次公开发行…: a title and its body with nothing but a space between. */
function setOffBySpace(content: string): { title: number; body: number } | null {
  const match = /^([^\s。;；,，:：]{2,30})[ \t\u3000]+(?=[\p{Script=Han}“《\d][^\n]{8})/u.exec(content);
  if (match?.[1] === undefined || !readsAsTitle(match[1])) return null;
  return /[。,，]/u.test(content.slice(match[0].length))
    ? { title: match[1].length, body: match[0].length }
    : null;
}

function readsAsTitle(words: string): boolean {
  return (
    words.length >= 2 && words.length <= longestTitle && !/[,，;；:：\n]/u.test(words) && !isSentence(words)
  );
}

/** 高度重视,认真研究政策: a title of two parts. */
function readsAsLooseTitle(words: string): boolean {
  return words.length <= longestLooseTitle && !/[;；:：\n]/u.test(words) && !isSentence(words);
}

function isSentence(words: string): boolean {
  return (
    officialWords.sentenceStarts.some((start) => words.startsWith(start)) ||
    officialWords.sentenceWords.some((word) => words.includes(word)) ||
    /\d(?:\.\d+)?\s*(?:[万亿千百]?元|万美元)/u.test(words)
  );
}

function skipSpace(source: string, from: number, to: number): number {
  let index = from;
  while (index < to && /[\s\u3000*]/.test(source.charAt(index))) index += 1;
  return index;
}
