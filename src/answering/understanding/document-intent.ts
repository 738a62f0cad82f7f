import { type ChapterName, chapterNumbers, chaptersNamed, stemOf } from "./chapter-names.ts";
import {
  type DocumentReading,
  documentIntentRules,
  readDocumentWords,
  type WordClass,
} from "./document-words.ts";
import type { Aspect, Intent, ValidityFacet } from "./question.ts";
import { readFrames } from "./question-frames.ts";

/** Where one of these is wanted of what is left, the question is about a matter, not about the document. */
const foreignAspects: readonly Aspect[] = [
  "amount",
  "contact",
  "procedure",
  "condition",
  "deadline",
  "support",
];
/** 这个哪些部门负责 goes on about what was said before. */
const leaning =
  /^(?:那|那么|那就|请问)?(?:(?:这|那|该)(?:个|项|条|件|笔|种|事|几[个家条项]?|些)|它们?)(?!(?:若干)?政策|文件|通知|东西|大?块|领域|部分|方面)/u;
const leaningIntents: readonly Intent["kind"][] = [
  "unit_list",
  "lead_units",
  "clause_count",
  "budget_total",
  "issue_date",
  "overview",
];

/** 科技口有哪几条: of the office, and not of the chapter. */
const fieldOfUnit = /[\u4e00-\u9fff]{2}(?:口子?|条线)(?!岸|径|粮|碑|味|罩)/u;
/** 没写期限的管到什么时候: asks for the term that holds where a clause has none of its own. */
const saysNoTerm =
  /(?:没|没有|未)(?:单独|另外|特别|具体)?(?:标|写|注|规定|说)明?(?:了|过)?(?!没)\p{Script=Han}{0,4}(?:期限|时间|时限|日期|有效期)/u;
/** 二、科技创新政策, as printed. */
const chapterLabel = /^[一二三四五六七八九十]{1,3}、/u;

/** What a question asks of the document as a whole or of its chapters; null when it asks about a matter. */
export function readDocumentIntent(
  text: string,
  chapters: readonly ChapterName[],
  regionNames: readonly string[],
): Intent | null {
  const whole = intentOf(text, chapters, regionNames);
  const intent = whole ?? intentOfLastPieces(text, chapters, regionNames);
  return intent !== null && leaning.test(text) && leaningIntents.includes(intent.kind) ? null : intent;
}

/** Whether it asks until when, or whether still, the document is in force; 明年还能领吗 asks of another year. */
export function asksWhetherInForce(text: string): boolean {
  const intent = readDocumentIntent(text, [], []);
  if (intent?.kind !== "validity") return false;
  if (intent.facets.length > 0) return true;
  const { supportKinds, words } = readDocumentWords(text, []);
  return words.has("document") || (supportKinds.length === 0 && hasAny(words, ["inForce", "inUse"]));
}

/** 刚来工作,这份文件管哪几块: what comes before a comma matters less once the document is named. */
function intentOfLastPieces(
  text: string,
  chapters: readonly ChapterName[],
  regionNames: readonly string[],
): Intent | null {
  const pieces = text.split(/[,，]/u);
  const namesDocument = pieces.map((piece) => readDocumentWords(piece, regionNames).words.has("definite"));
  for (let index = 1; index < pieces.length; index++) {
    const rest = pieces.slice(index).join(",");
    const isNamedBefore = namesDocument[index] === false && namesDocument[index - 1] === true;
    const intent = intentOf(isNamedBefore ? `这份文件${rest}` : rest, chapters, regionNames);
    const namesPart = readDocumentWords(rest, regionNames).words.has("part");
    const isChapter = namesPart && (intent?.kind === "chapter" || intent?.kind === "chapter_budget");
    if (intent !== null && (isChapter || isNamedBefore || namesDocument[index] === true)) return intent;
  }
  return null;
}

function intentOf(
  text: string,
  chapters: readonly ChapterName[],
  regionNames: readonly string[],
): Intent | null {
  const titled = chapters.filter(({ title }) => text.includes(stemOf(title)));
  const titles = titled.flatMap(({ title }) => [title, stemOf(title)]);
  const reading = readDocumentWords(text.replace(chapterLabel, ""), [...regionNames, ...titles]);
  if (foreignAspects.some((aspect) => reading.aspects.has(aspect))) return null;
  if (asksForTargetList(text, reading)) return { kind: "target_list" };
  const ofChapters = chapterIntent(text, reading, titled, chapters);
  if (ofChapters !== null || reading.topic !== "" || titled.length > 0) return ofChapters;
  const facets = validityFacets(reading.words);
  if (facets.length > 0 || asksForTerm(text, reading)) {
    const beyondTerm = facets.filter((facet) => facet !== "own_terms" || !saysNoTerm.test(text));
    return { kind: "validity", facets: beyondTerm };
  }
  if (asksForSupportList(reading)) {
    return { kind: "clause_list", supportKinds: reading.supportKinds, units: [], chapters: [] };
  }
  const rule = documentIntentRules.find(
    ({ all, none }) =>
      all.every((names) => names.some((name) => reading.words.has(name))) &&
      !none.some((name) => reading.words.has(name)),
  );
  if (rule === undefined) return null;
  return rule.intent === "budget_total"
    ? { kind: "budget_total", withParts: asksForParts(reading.words) }
    : { kind: rule.intent };
}

function chapterIntent(
  text: string,
  { words, topic, supportKinds }: DocumentReading,
  titled: readonly ChapterName[],
  chapters: readonly ChapterName[],
): Intent | null {
  const named = topic === "" ? [] : chaptersNamed(topic, chapters);
  if (named === null || (topic !== "" && fieldOfUnit.test(text))) return null;
  const numbered = chapterNumbers(text, chapters);
  const all = [...numbered, ...titled.map(({ number }) => number), ...named];
  const numbers = [...new Set(all)].sort((left, right) => left - right);
  if (numbers.length === 0 || (numbered.length === 0 && words.has("upper"))) return null;
  if (hasAny(words, ["fiscal", "money"]) && !words.has("sum")) return { kind: "chapter_budget", numbers };
  const isAboutItsParts =
    numbered.length > 0 ||
    (titled.length > 0 && topic === "") ||
    hasAny(words, ["part", "clause", "clauseWord", "document", "lead"]);
  if (!isAboutItsParts) return null;
  return supportKinds.length > 0
    ? { kind: "clause_list", supportKinds, units: [], chapters: numbers }
    : { kind: "chapter", numbers };
}

function asksForTerm(text: string, { words }: DocumentReading): boolean {
  if (words.has("audience")) return false;
  return (
    words.has("inForce") ||
    (words.has("inUse") && words.has("when")) ||
    readFrames(text).aspects.has("validity")
  );
}

function validityFacets(words: ReadonlySet<WordClass>): ValidityFacet[] {
  const facets: ValidityFacet[] = [];
  if (words.has("extension")) facets.push("extension");
  if (words.has("ownTerm")) facets.push("own_terms");
  const speaksOfOthers = hasAny(words, ["older", "upper"]);
  if (speaksOfOthers && (words.has("conflict") || (words.has("older") && words.has("abolish")))) {
    facets.push("precedence");
  }
  return facets;
}

function asksForSupportList({ words, supportKinds }: DocumentReading): boolean {
  const isAboutClauses =
    hasAny(words, ["clause", "clauseWord"]) && hasAny(words, ["plural", "howMany", "enumerate"]);
  if (supportKinds.length === 0) return isAboutClauses && words.has("support");
  return isAboutClauses || (words.has("enumerate") && hasAny(words, ["total", "plural", "document"]));
}

/** 哪些条款写了数字指标: of clauses, and not of what the document aims at. */
function asksForTargetList(text: string, { words, topic }: DocumentReading): boolean {
  return (
    topic.length <= 1 &&
    words.has("target") &&
    hasAny(words, ["clause", "clauseWord"]) &&
    hasAny(words, ["plural", "enumerate"]) &&
    /数字|量化|具体|数据/u.test(text)
  );
}

/** 各领域分别多少; why the parts do not add up to the total is asked of the total alone. */
function asksForParts(words: ReadonlySet<WordClass>): boolean {
  return hasAny(words, ["each", "extreme", "enumerate"]) && !words.has("mismatch");
}

function hasAny(words: ReadonlySet<WordClass>, names: readonly WordClass[]): boolean {
  return names.some((name) => words.has(name));
}
