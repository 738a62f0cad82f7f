import { parseChineseNumber } from "../../domain/chinese-numerals.ts";
import { chapterReferences } from "./clause-references.ts";
import { titleWords } from "./document-words.ts";

export interface ChapterName {
  readonly number: number;
  /** Without numeral: 科技创新政策. */
  readonly title: string;
}

/** 科技创新政策 → 科技创新, as people call it. */
export function stemOf(title: string): string {
  return title.replace(/(?:若干)?(?:政策|措施|意见|工作)$/u, "");
}

/** Chapters named by their place: 第二章, 最后一章, 前五个领域. */
export function chapterNumbers(text: string, chapters: readonly ChapterName[]): number[] {
  const ends = [
    /最后一?(?:章|部分|块|个领域)/u.test(text) ? chapters.at(-1) : undefined,
    /(?:头一|首)(?:章|部分|块|个领域)/u.test(text) ? chapters[0] : undefined,
  ];
  const first = parseChineseNumber(
    /前([二两三四五六七八九十\d]+)(?:个|大)?(?:章|部分|块|个?领域)/u.exec(text)?.[1] ?? "",
  );
  return [
    ...chapterReferences(text),
    ...ends.flatMap((chapter) => chapter?.number ?? []),
    ...(first === null ? [] : chapters.slice(0, first).map(({ number }) => number)),
  ];
}

/** The chapters that words name, each piece one: 乡村振兴, 民生; none where a piece names none. */
export function chaptersNamedBy(topic: string, chapters: readonly ChapterName[]): number[] {
  return topic === "" ? [] : (chaptersNamed(topic, chapters) ?? []);
}

/** The chapters whose titles hold each piece of a topic; null when a piece names none, or more than one. */
export function chaptersNamed(topic: string, chapters: readonly ChapterName[]): number[] | null {
  const numbers: number[] = [];
  for (const piece of topic.split(" ")) {
    const holding = chapters.filter(({ title }) => title.includes(piece) || isShortFor(piece, title));
    const [only] = holding;
    if (holding.length !== 1 || only === undefined || piece.length < 2 || titleWords.includes(piece))
      return null;
    numbers.push(only.number);
  }
  return numbers;
}

/** 产业集群培育 for 产业集群建设培育政策. */
function isShortFor(piece: string, title: string): boolean {
  if (piece.length < shortestShortForm) return false;
  let at = -1;
  return Array.from(piece).every((character) => {
    at = title.indexOf(character, at + 1);
    return at >= 0;
  });
}

const shortestShortForm = 4;
