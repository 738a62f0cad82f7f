import type { PolicyDocument, Provision } from "../../domain/document.ts";
import { readDocumentWords, type WordClass } from "./document-words.ts";
import { readFrames } from "./question-frames.ts";

/** 路和车那部分, 管老百姓过日子的那章: a chapter by what it treats. */
const loosePart =
  /(?<name>[\p{Script=Han}]{1,14}?)(?:的)?(?:(?:那|这)(?:一|个|一个|一大|大)?(?:部分|板块|段|块)|(?:那|这)?(?:一|个|一个|一大|大)?(?:(?<![盖公印图徽勋奖规文私签敲违简])章节?(?!程)|篇章|大段|大块))/u;
/** What is said before the name. */
const lead = /^.*(?:文件|政策|里面?|请问|想问|问一?下|看看|说说|关于|讲)(?=.)/u;
const ordinal = /第|最后|[头首前各每几哪]$|^[各每几哪一二两三四五六七八九十]+$/u;

/** 高企那块奖多少 asks of a matter; of a part as such these are asked. */
const partWords: readonly WordClass[] = ["lead", "fiscal", "clause", "clauseWord"];

export interface LoosePart {
  /** What the chapter treats, in the asker's words. */
  readonly name: string;
  /** Called a chapter, and not merely a part. */
  readonly isChapter: boolean;
  /** The same question with the chapter named by a number. */
  readonly withNumber: (number: number) => string;
}

/** Where a question names a chapter by what it treats; null where it does not, or names it by its place. */
export function loosePartIn(text: string): LoosePart | null {
  const found = loosePart.exec(text);
  if (found?.groups === undefined) return null;
  const name = (found.groups["name"] ?? "").replace(lead, "");
  if (readFrames(name).topic === "" || ordinal.test(name)) return null;
  const { 0: whole, index } = found;
  const isChapter = /[章篇]/u.test(whole);
  const { words } = readDocumentWords(text, []);
  if (!isChapter && !partWords.some((word) => words.has(word))) return null;
  const start = index + whole.indexOf(name);
  return {
    name,
    isChapter,
    withNumber: (number) => `${text.slice(0, start)}第${number}章${text.slice(index + whole.length)}`,
  };
}

/** Ranks beyond this say little of what is meant. */
const votes = 12;
const leastVote = 0.7;
const leastLead = 1.6;

/**
 * The chapter that words mean, by the provisions that a search for them finds, the better the more weight, and its own
 * introduction twice; null where two chapters are as near.
 */
export function chapterOfHits(found: readonly Pick<Provision, "kind" | "chapterNumber">[]): number | null {
  const weights = new Map<number, number>();
  for (const [rank, { kind, chapterNumber: number }] of found.slice(0, votes).entries()) {
    const weight = (kind === "chapter" ? 2 : 1) / (rank + 2);
    if (number !== null) weights.set(number, (weights.get(number) ?? 0) + weight);
  }
  const [first, second] = [...weights].sort(([, left], [, right]) => right - left);
  if (first === undefined || first[1] < leastVote) return null;
  return second === undefined || first[1] >= leastLead * second[1] ? first[0] : null;
}

/**
 * Whether words that a document prints are a matter within a chapter rather than what the chapter is about: 养老那部分
 * asks of some clauses, 种田人那部分 and 民生那章 of all.
 */
export function isMatterWithin(name: string, chapterNumber: number, document: PolicyDocument): boolean {
  const there = document.provisions.filter((provision) => provision.chapterNumber === chapterNumber);
  const heads = there.filter(({ kind }) => kind === "chapter");
  const isIn = (provisions: typeof there): boolean =>
    provisions.some(({ title, text }) => title.includes(name) || text.includes(name));
  return isIn(there) && !isIn(heads);
}
