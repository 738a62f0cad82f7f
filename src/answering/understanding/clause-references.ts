import { parseChineseNumber } from "../../domain/chinese-numerals.ts";
import { readFrames } from "./question-frames.ts";

const numeral = "[零〇一二三四五六七八九十百两廿\\d]{1,5}";
/** 第十八条, (十八), 第(十八)条. */
const explicitReference = new RegExp(
  `第 ?[((]?(${numeral})[))]? ?[条款]|[((](?!\\d{4}[))])(${numeral})[))] ?条?`,
  "gu",
);
const range = new RegExp(
  `第?[((]?(${numeral})[))]? ?条? ?(?:到|至|-|—|~) ?第?[((]?(${numeral})[))]? ?条`,
  "u",
);
const bareReference = new RegExp(
  `(?<![前后上几各共有了这那每加新第\\d]|(?<!一)下)(${numeral})(?:条|号条款)(?=$|[^\\u4e00-\\u9fff]|里|说|讲|写|是|的|内容|原文|全文|归|由|找|谁|哪|规定|什么|啥|谢|吧|呢|吗)`,
  "u",
);
/** A longer one is no list of clauses that anybody reads. */
const longestRange = 12;
const chapterReference = new RegExp(
  `第 ?(${numeral}) ?(?:章|部分|大?块|板块|大类|大项|个?领域|个?方面|篇)`,
  "gu",
);

/** Clause numbers that a question names, in order, each once. */
export function clauseReferences(text: string): number[] {
  const numbers = [...text.matchAll(explicitReference)].map((match) => match[1] ?? match[2]);
  const bare = bareReference.exec(text);
  if (bare !== null && isSubject(text.slice(0, bare.index), bare[1])) numbers.push(bare[1]);
  return [...new Set([...rangeIn(text), ...readNumbers(numbers)])];
}

/** 帮我看下69条: nothing but framing words before it; 两条 counts, 民营经济32条 and 185条 are names of policies. */
function isSubject(before: string, numerals = ""): boolean {
  const isOneOfFew = /^(?:[零一两二三四五几]|.*百.*|\d{3,})$/u.test(numerals);
  return !isOneOfFew && readFrames(before).topic.length <= 1;
}

/** 第十二条到第十四条. */
function rangeIn(text: string): number[] {
  const [first, last] = readNumbers(range.exec(text)?.slice(1) ?? []);
  if (first === undefined || last === undefined || last <= first || last - first > longestRange) return [];
  return Array.from({ length: last - first + 1 }, (_, step) => first + step);
}

/** Chapter numbers that a question names: 第二章, 第二部分. */
export function chapterReferences(text: string): number[] {
  return readNumbers([...text.matchAll(chapterReference)].map((match) => match[1]));
}

function readNumbers(numerals: readonly (string | undefined)[]): number[] {
  const numbers = numerals.map((text) => (text === undefined ? null : parseChineseNumber(text)));
  return [...new Set(numbers.filter((number) => number !== null))];
}
