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
 * 3. the first sentence, in a document whose clauses begin with titles: short, no words of a rule (应当, 给予, 是指…),
 *    not beginning with 本, 对, 为了…; it may have commas where more follows, and be all there is but in an article;
 * 4. such words before a colon or a wide space.
 * A clause without any of these has no title.
 * @param text where the clause's text stands behind its number, units at its end excluded
 * @param style whether the document's clauses begin with titles, and whether they are articles
 */
export function splitTitle(source: string, text: TextSpan, style: TitleStyle): TitleAndBody {
  const start = skipSpace(source, text.start, text.end);
  const content = source.slice(start, text.end);
  const none: TitleAndBody = { title: { start, end: start }, bodyStart: start };
  const found =
    bracketedTitle(content) ??
    ownLineTitle(content, style) ??
    sentenceTitle(content, style) ??
    setOffTitle(content);
  if (found === null) return none;
  const titleStart = start + found.start;
  return {
    title: { start: titleStart, end: start + found.end },
    bodyStart: skipSpace(source, start + found.bodyStart, text.end),
  };
}

export interface TitleStyle {
  readonly titled: boolean;
  readonly articles: boolean;
}

/**
 * Whether the clauses of a document begin with titles: at least half of those that tell do. A clause of one sentence
 * tells nothing.
 * @param texts where each clause's text stands, units excluded
 */
export function titleStyleOf(source: string, texts: readonly TextSpan[], articles: boolean): TitleStyle {
  let withTitle = 0;
  let without = 0;
  for (const text of texts) {
    const content = source.slice(skipSpace(source, text.start, text.end), text.end);
    const style = { titled: false, articles };
    const isSetOff = bracketedTitle(content) ?? ownLineTitle(content, style) ?? setOffTitle(content);
    const stop = firstStop(content);
    if (isSetOff !== null) withTitle += 1;
    else if (stop !== null && content.slice(stop + 1).trim() !== "") {
      if (readsAsTitle(content.slice(0, stop)) && !(articles && isArticleSentence(content.slice(0, stop))))
        withTitle += 1;
      else without += 1;
    }
  }
  // One short sentence among articles is chance.
  const enough = articles ? Math.min(2, texts.length) : 1;
  return { titled: withTitle >= enough && withTitle >= without, articles };
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

function ownLineTitle(content: string, { titled }: TitleStyle): FoundTitle | null {
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

function sentenceTitle(content: string, { titled, articles }: TitleStyle): FoundTitle | null {
  const stop = firstStop(content);
  if (stop === null || !titled) return null;
  const sentence = content.slice(0, stop);
  const hasMore = content.slice(stop + 1).trim() !== "";
  if (articles && (!hasMore || isArticleSentence(sentence))) return null;
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

/** 交通标志分为: what a colon follows as its object is no title. */
const endsInPredicate =
  /(?:是|为|有|包括|包含|分为|分别|所称|如下|增加|使用|享受|提供|提交|符合|具备|满足)$/u;

function isSentence(words: string): boolean {
  return (
    endsInPredicate.test(words) ||
    officialWords.sentenceStarts.some((start) => words.startsWith(start)) ||
    officialWords.sentenceWords.some((word) => words.includes(word)) ||
    /\d(?:\.\d+)?\s*(?:[万亿千百]?元|万美元)/u.test(words)
  );
}

/** 专项资金的使用遵循公开透明的原则: an article's first sentence, though short enough for a title. */
function isArticleSentence(words: string): boolean {
  return officialWords.articleSentenceWords.some((word) => words.includes(word));
}

function skipSpace(source: string, from: number, to: number): number {
  let index = from;
  while (index < to && /[\s\u3000*]/.test(source.charAt(index))) index += 1;
  return index;
}
