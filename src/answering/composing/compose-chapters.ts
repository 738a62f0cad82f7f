import { isClause, type PolicyDocument, type Provision } from "../../domain/document.ts";
import type { DraftAnswer, DraftBlock } from "../answering-context.ts";
import { clausesOfChapter } from "../document-counts.ts";
import type { WordClass } from "../understanding/document-words.ts";
import { answered, citeText, furtherQuestions, headBlock, listOf, ofKind } from "./structure-answer.ts";
import { citeTitle, distinctUnits, idsOf, nameOf, quoted } from "./wording.ts";

type Asked = ReadonlySet<WordClass>;

/**
 * What a chapter is about, who leads it and its clauses. Of who leads it or what it aims at, the chapter alone; of how
 * many clauses it has, the clauses alone.
 */
export function composeChapters(
  numbers: readonly number[],
  document: PolicyDocument,
  asked: Asked,
): DraftAnswer | null {
  const chapters = ofKind(document, "chapter").filter(({ chapterNumber }) =>
    numbers.includes(chapterNumber ?? 0),
  );
  if (chapters.length === 0) return null;
  const asksForClauses = asked.has("clause") || asked.has("clauseWord") || asked.has("clauseCount");
  const asksForLead = asked.has("lead") || asked.has("target");
  const asksForHead = asksForLead && !asksForClauses;
  const contents = chapters.map((chapter) => ({
    chapter,
    clauses: asksForHead ? [] : clausesOfChapter(document, chapter.chapterNumber),
  }));
  const asksHowMany = asksForClauses && asked.has("howMany") && !asksForLead;
  return answered(
    contents.flatMap(({ chapter, clauses }) => [
      ...(asksHowMany ? [] : [headBlock(chapter)]),
      ...clausesBlock(asksHowMany ? nameOf(chapter) : "", clauses),
    ]),
    contents.flatMap(({ chapter, clauses }) => [
      citeText(document, chapter),
      ...clauses.map((clause) => citeTitle(document, clause)),
    ]),
    distinctUnits(chapters),
    contents.flatMap(({ clauses }) => furtherQuestions(clauses, 2)),
  );
}

function clausesBlock(heading: string, clauses: readonly Provision[]): DraftBlock[] {
  if (clauses.length === 0) return [];
  const text = `${heading}共${clauses.length}条：\n${listOf(clauses)}`;
  return [{ text, provisionIds: idsOf(clauses) }];
}

/** What it is, in its own opening words, and its parts; the number of parts first where it is asked for. */
export function composeOverview(document: PolicyDocument, asked: Asked): DraftAnswer {
  const preamble = ofKind(document, "preamble");
  const chapters = ofKind(document, "chapter");
  const parts = chapters.length > 0 ? chapters : ofKind(document, "clause");
  const partsBlock = {
    text: `${chapters.length > 0 ? `共${chapters.length}章` : `共${parts.length}条`}：\n${listOf(parts)}`,
    provisionIds: idsOf(parts),
  };
  const opening = preamble.map(({ id, text }) => ({
    text: `《${document.metadata.title}》的由来：${quoted(text)}`,
    provisionIds: [id],
  }));
  const draft = answered(
    asked.has("howMany") ? [partsBlock, ...opening] : [...opening, partsBlock],
    [
      ...preamble.map((provision) => citeText(document, provision)),
      ...parts.map((provision) => citeTitle(document, provision)),
    ],
    [],
    chapters.slice(0, 3).map(({ title }) => `${title}有哪些内容？`),
  );
  if (!asked.has("audience")) return draft;
  const open = {
    text: "文件没有另外写明统一的适用对象，各条分别写明支持谁、做什么。",
    provisionIds: idsOf(parts),
  };
  return { ...draft, status: "answered_partially", blocks: [open, ...draft.blocks] };
}

/** How many clauses there are, in the whole document and in each chapter. */
export function composeClauseCount(document: PolicyDocument): DraftAnswer | null {
  const clauses = document.provisions.filter(isClause);
  const chapters = ofKind(document, "chapter");
  const [first, last] = [clauses[0], clauses.at(-1)];
  if (first === undefined || last === undefined) return null;
  const cited = [...new Set([first, last, ...chapters])];
  const counts = chapters.map(
    (chapter) => `- ${nameOf(chapter)}：${clausesOfChapter(document, chapter.chapterNumber).length}条`,
  );
  const inChapters = counts.length === 0 ? "。" : `，分为${chapters.length}章：\n${counts.join("\n")}`;
  return answered(
    [
      {
        text: `共${clauses.length}条，从${first.label}到${last.label}${inChapters}`,
        provisionIds: idsOf(cited),
      },
    ],
    [
      ...ofKind(document, "closing").map((closing) => citeText(document, closing)),
      ...cited.map((provision) => citeTitle(document, provision)),
    ],
  );
}
