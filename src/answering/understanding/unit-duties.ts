import { type ChapterName, chaptersNamedBy } from "./document-intent.ts";
import { type DocumentReading, readDocumentWords, type WordClass } from "./document-words.ts";
import type { Aspect, Intent } from "./question.ts";
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
/** Once a unit is named, this much may be left over without being a topic. */
const remnantLength = 1;
/** 是民政局管吗: asked of a matter that was named before; the unit itself is blanked. */
const asksWhetherItIs =
  /(?:是|归|属于?|该|由) +(?:来)?(?:管|负责|办|受理)?(?:的)?(?:吗|吧|么|对吧|不是)|(?<verb>管|让|办|给|收|查)不\k<verb>/u;
const unknownUnit = /[\u4e00-\u9fff]{2,10}?(?:局|厅|委|办|管委会|支行)(?![\u4e00-\u9fff]{0,2}(?:部|长|面))/u;

/** 科技局管哪些: what units have to do, and nothing else; null where it is about a matter of theirs. */
export function dutiesOfUnits(
  text: string,
  units: readonly UnitMention[],
  chapters: readonly ChapterName[],
  regionNames: readonly string[],
): Intent | null {
  const names = [...new Set(units.map(({ name }) => name))];
  const lastPiece = text.search(/[^,，]*$/u);
  const starts = [0, lastPiece].filter((from) => units.some(({ start }) => start >= from));
  for (const from of starts) {
    const words = withoutUnits(text, units).slice(from);
    const reading = readDocumentWords(words, regionNames);
    if (wantsOther(reading) || asksWhetherItIs.test(words)) continue;
    if (from > 0 && !listing.some((name) => reading.words.has(name))) continue;
    const there = chaptersNamedBy(reading.topic, chapters);
    if (there.length === 0 && reading.topic.length > remnantLength) continue;
    // 乡村那章是农业局牵头么 asks who leads the chapter.
    if (there.length > 0 && reading.words.has("lead")) return { kind: "chapter", numbers: there };
    return {
      kind: "unit_duties",
      units: names,
      together: names.length > 1 && reading.words.has("together"),
      chapters: /除/u.test(words) ? [] : there,
    };
  }
  return null;
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
    const asksForDuties = reading.words.has("duty") && !reading.words.has("unit");
    if (asksForDuties && reading.topic === "" && !wantsOther(reading)) {
      return { kind: "unit_duties", units: [unit], together: false, chapters: [] };
    }
  }
  return null;
}

/** Behind a story, only a list of what a unit has to do is asked of the unit and not of the story. */
const listing: readonly WordClass[] = ["plural", "howMany", "enumerate", "clause", "clauseWord"];

function wantsOther({ aspects, supportKinds, words }: DocumentReading): boolean {
  return (
    otherAspects.some((aspect) => aspects.has(aspect)) ||
    supportKinds.length > 0 ||
    words.has("fiscal") ||
    words.has("either")
  );
}

function withoutUnits(text: string, units: readonly UnitMention[]): string {
  return units.reduce(
    (rest, { start, end }) => rest.slice(0, start) + " ".repeat(end - start) + rest.slice(end),
    text,
  );
}
