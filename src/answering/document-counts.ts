import { isClause, type PolicyDocument, type Provision, unitNames } from "../domain/document.ts";

/** The clauses of a chapter, in order. */
export function clausesOfChapter(document: PolicyDocument, chapterNumber: number | null): Provision[] {
  return document.provisions.filter(
    (provision) => isClause(provision) && provision.chapterNumber === chapterNumber,
  );
}

/** The clauses that name a unit as responsible, in whatever role. */
export function clausesOfUnit(document: PolicyDocument, unit: string): Provision[] {
  return document.provisions.filter(
    (provision) => isClause(provision) && unitNames(provision).includes(unit),
  );
}

/** Every unit that a chapter or clause names as responsible, in the order of the document. */
export function unitsOf(document: PolicyDocument): string[] {
  return [...new Set(document.provisions.flatMap(unitNames))];
}

/**
 * What an answer that cites these provisions may count, spelled as it says it: `74条`, `8章`, `38个`. Counted in the
 * document's structure, since no text prints it: its clauses, chapters and units, the clauses of each cited chapter
 * and of each unit of a cited provision, and what is cited.
 */
export function countsBehind(document: PolicyDocument, cited: readonly Provision[]): string {
  const chapters = document.provisions.filter(({ kind }) => kind === "chapter");
  const citedChapters = new Set(cited.map(({ chapterNumber }) => chapterNumber));
  const clauseCounts = [
    document.provisions.filter(isClause).length,
    cited.filter(isClause).length,
    ...[...citedChapters].map((number) => clausesOfChapter(document, number).length),
    ...[...new Set(cited.flatMap(unitNames))].map((unit) => clausesOfUnit(document, unit).length),
  ];
  const unitCount = unitsOf(document).length;
  return [...clauseCounts.map((count) => `${count}条`), `${chapters.length}章`, `${unitCount}个`].join("。");
}
