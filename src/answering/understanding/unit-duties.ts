import { type ChapterName, chapterNumbers, chaptersNamedBy } from "./chapter-names.ts";
import { type DocumentReading, readDocumentWords, type WordClass } from "./document-words.ts";
import type { Aspect, Intent } from "./question.ts";
import { readFrames } from "./question-frames.ts";
import type { UnitMention } from "./unit-directory.ts";

/** What a question about units may want that is no duty of theirs. */
const otherAspects: readonly Aspect[] = [
  "contact",
  "procedure",
  "condition",
  "amount",
  "deadline",
  "support",
];
/** 是民政局管吗: asked of a matter that was named before; the unit itself is blanked. */
const asksWhetherItIs =
  /(?:是|归|属于?|该|由) +[\u4e00-\u9fff]{0,3}?(?:吗|吧|么|对吧|不是)|(?<verb>管|让|办|给|收|查)不\k<verb>/u;
const unknownUnit = /[\u4e00-\u9fff]{2,10}?(?:局|厅|委|办|管委会|支行)(?![\u4e00-\u9fff]{0,2}(?:部|长|面))/u;

/**
 * 科技局管哪些, 科技局有哪些补贴: what units have to do or to give, and nothing else; null where it is about a matter
 * of theirs.
 */
export function dutiesOfUnits(
  text: string,
  units: readonly UnitMention[],
  chapters: readonly ChapterName[],
  regionNames: readonly string[],
): Intent | null {
  const names = [...new Set(units.map(({ name }) => name))];
  const blanked = withoutUnits(text, units);
  for (const { words, isWhole } of piecesNaming(units, blanked)) {
    const reading = readDocumentWords(words, regionNames);
    const there = chaptersNamedBy(reading.topic, chapters);
    if (wantsOther(reading) || asksHow(words) || asksWhetherItIs.test(words)) continue;
    if (there.length === 0 && reading.topic.length > remnantLengthOf(reading)) continue;
    if (!isWhole && !listing.some((name) => reading.words.has(name))) continue;
    if (!asksForDuties(reading)) continue;
    const inChapters = /除/u.test(words) ? [] : [...there, ...chapterNumbers(words, chapters)];
    // 乡村那章是农业局牵头么 asks who leads the chapter.
    if (inChapters.length > 0 && reading.words.has("lead")) return { kind: "chapter", numbers: inChapters };
    if (reading.supportKinds.length === 0) {
      const together = names.length > 1 && reading.words.has("together");
      return { kind: "unit_duties", units: names, together, chapters: inChapters };
    }
    if (reading.words.has("which") || reading.words.has("enumerate")) {
      return { kind: "clause_list", supportKinds: reading.supportKinds, units: names, chapters: inChapters };
    }
  }
  return null;
}

/** The whole text, then each piece between commas that names a unit, the last first. */
function piecesNaming(units: readonly UnitMention[], blanked: string) {
  const pieces: { words: string; isWhole: boolean }[] = [{ words: blanked, isWhole: true }];
  let end = blanked.length;
  for (let start = end; start >= 0; start--) {
    if (start > 0 && !/[,，]/u.test(blanked.charAt(start - 1))) continue;
    const from = start;
    const to = end;
    const isNamed = units.some((unit) => unit.start >= from && unit.end <= to);
    if (isNamed && to - from < blanked.length)
      pieces.push({ words: blanked.slice(from, to), isWhole: false });
    end = start - 1;
  }
  return pieces;
}

/** 气象局管哪几条: a unit that the document does not know is no matter to search for. */
export function dutiesOfUnknownUnit(
  text: string,
  topic: string,
  regionNames: readonly string[],
): Intent | null {
  for (const piece of topic.split(" ")) {
    const unit = unknownUnit.exec(piece)?.[0];
    if (unit === undefined) continue;
    const reading = readDocumentWords(text.replace(unit, " "), regionNames);
    const namesDuties = reading.words.has("duty") || reading.words.has("lead");
    const asksForDuties = namesDuties && !reading.words.has("unit");
    if (asksForDuties && reading.topic === "" && !wantsOther(reading)) {
      return { kind: "unit_duties", units: [unit], together: false, chapters: [] };
    }
  }
  return null;
}

/** Behind a story, only a list of what a unit has to do is asked of the unit and not of the story. */
const listing: readonly WordClass[] = ["plural", "howMany", "enumerate", "clause", "clauseWord"];

/** 科技局 alone, or with words of what it does; 科技局怎么说 asks of a matter. */
function asksForDuties({ words, topic }: DocumentReading): boolean {
  const isNamedAlone = words.size === 0 && topic === "";
  return isNamedAlone || [...listing, ...duty].some((name) => words.has(name));
}

const duty: readonly WordClass[] = ["duty", "lead", "unit", "which", "purpose", "say", "part"];

function wantsOther({ aspects, words }: DocumentReading): boolean {
  return otherAspects.some((aspect) => aspects.has(aspect)) || words.has("fiscal") || words.has("either");
}

/** 钱到账要几天: what no list of duties tells. */
function asksHow(words: string): boolean {
  const { aspects } = readFrames(words);
  return aspects.has("deadline") || aspects.has("contact") || aspects.has("procedure");
}

/** Once a unit is named, one character may be left over without being a topic; 罚多少 asks how much of that one. */
function remnantLengthOf({ words }: DocumentReading): number {
  return words.has("howMany") && !words.has("clause") && !words.has("clauseWord") ? 0 : 1;
}

function withoutUnits(text: string, units: readonly UnitMention[]): string {
  return units.reduce(
    (rest, { start, end }) => rest.slice(0, start) + " ".repeat(end - start) + rest.slice(end),
    text,
  );
}
