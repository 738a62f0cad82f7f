import { parseChineseNumber } from "../../domain/chinese-numerals.ts";

const numeral = "[零〇一二三四五六七八九十百两廿\\d]{1,5}";
/** 第十八条, (十八), 第(十八)条, 18条 — the last only as the whole subject: 32条 is also how other policies are called. */
const explicitReference = new RegExp(`第 ?[((]?(${numeral})[))]? ?[条款]|[((](${numeral})[))] ?条?`, "gu");
const bareReference = new RegExp(
  `^(?:请问|看看|查一?下|给我看|念一?下)?(${numeral})(?:条|号条款)(?=$|[^\\u4e00-\\u9fff]|说|讲|写|是|的|内容|原文|全文|归|由|找|谁|哪|规定|什么|啥)`,
  "u",
);
const chapterReference = new RegExp(
  `第 ?(${numeral}) ?(?:章|部分|大块|板块|大类|大项|个?领域|个?方面|篇)`,
  "gu",
);

/** Clause numbers that a question names, in order, each once. */
export function clauseReferences(text: string): number[] {
  const numbers = [...text.matchAll(explicitReference)].map((match) => match[1] ?? match[2]);
  const bare = bareReference.exec(text)?.[1];
  if (bare !== undefined) numbers.push(bare);
  return readNumbers(numbers);
}

/** Chapter numbers that a question names: 第二章, 第二部分. */
export function chapterReferences(text: string): number[] {
  return readNumbers([...text.matchAll(chapterReference)].map((match) => match[1]));
}

function readNumbers(numerals: readonly (string | undefined)[]): number[] {
  const numbers = numerals.map((text) => (text === undefined ? null : parseChineseNumber(text)));
  return [...new Set(numbers.filter((number) => number !== null))];
}
