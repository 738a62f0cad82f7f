import { isClause, type PolicyDocument } from "../../domain/document.ts";
import type { LexiconExpansion } from "../../search/lexicon.ts";
import { readDocumentWords } from "./document-words.ts";
import type { Aspect, Intent } from "./question.ts";

/** 哪几条, 所有条款, 涉及…的有哪些: every clause is wanted, and not the one that answers. */
const asksForClauses =
  /(?:哪(?:几|些)|有几|所有|全部|各)(?:个|的)?[^,，。?]{0,10}?(?:条(?!件|例)|条款|条文)|(?:条款|条文)[^,，。?]{0,8}?(?:哪些|全部|都|列|清单|汇总)|(?:涉及|提到|写到|讲到|说到|提及)[^,，。?]{2,20}?的(?:内容|地方)?(?:都|一共|总共)?(?:有|是)?(?:哪些|哪几)|(?:涉及|提到|写到|讲到|说到|提及)[^,，。?]{2,20}(?:列|汇总|找)(?:出来|一下|全)/u;
/** Where one of these is wanted too, it is wanted of a matter. */
const foreignAspects: readonly Aspect[] = ["amount", "contact", "procedure", "condition", "deadline", "unit"];
const joints = /[、和与及跟或 ]|以及|还有/u;
const edges = /^[请设到对给跟和与在里有把凡是关于讲说写提到及带含]+|[的里上都有了类方面在]+$/gu;
const han = /^\p{Script=Han}+$/u;
const placeholder = /^(?:.|地方|内容|东西|情况|字眼|字样|要求)?$/u;
/** What most clauses speak of picks none out. */
const largestShare = 1 / 3;
/** Weights of terms that mean the same as what was said. */
const sameMeaning = 1;

/**
 * Clauses that speak of something, wherever they stand: 写到保险的条款有哪些. Null where it is not printed word for
 * word and a search for what is nearest has to do, and where there are several documents to search.
 */
export function readMentionList(
  text: string,
  regionNames: readonly string[],
  documents: readonly PolicyDocument[],
  expansions: readonly LexiconExpansion[],
): Intent | null {
  if (documents.length !== 1) return null;
  const { remainder, words, aspects, supportKinds } = readDocumentWords(text, regionNames);
  if (!asksForClauses.test(text) && !(words.has("clauseWord") && words.has("numbersOnly"))) return null;
  if (supportKinds.length > 0 || words.has("fiscal") || foreignAspects.some((aspect) => aspects.has(aspect)))
    return null;
  const clauses = documents.flatMap(({ provisions }) => provisions.filter(isClause));
  const printed = (word: string): number =>
    clauses.filter(({ title, text: body }) => title.includes(word) || body.includes(word)).length;
  const isTelling = (word: string): boolean => {
    const count = printed(word);
    return word.length >= 2 && count > 0 && count <= clauses.length * largestShare;
  };
  const pieces = remainder.split(joints).map((piece) => piece.replace(edges, ""));
  const groups = pieces
    .filter((piece) => piece !== "")
    .map((piece) => wholeWord(piece, text, (word) => han.test(word) && printed(word) > 0))
    .filter((piece) => !placeholder.test(piece))
    .map((piece) => {
      const same = expansions.filter(({ form, weight }) => form === piece && weight >= sameMeaning);
      return [piece, ...same.map(({ term }) => term)].filter(isTelling);
    });
  if (groups.length === 0 || groups.some((group) => group.length === 0)) return null;
  return { kind: "mention_list", words: [...new Set(groups.flat())] };
}

/** 富裕 of 共同富裕, of which a part also says something of clauses: as long as it is printed so. */
function wholeWord(piece: string, text: string, isPrinted: (word: string) => boolean): string {
  let start = text.indexOf(piece);
  let end = start + piece.length;
  if (start < 0 || !isPrinted(piece)) return piece;
  while (start > 0 && isPrinted(text.slice(start - 1, end))) start--;
  while (end < text.length && isPrinted(text.slice(start, end + 1))) end++;
  const whole = text.slice(start, end).replace(edges, "");
  // 国企提 of 国企提了哪些 is printed too, in 国企提升.
  return piece.length > 1 && whole.length < piece.length + 2 ? piece : whole;
}
