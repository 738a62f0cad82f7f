import type { PolicyDocument, Provision, UnitRole } from "../../domain/document.ts";
import { unitNames } from "../../domain/document.ts";
import type { DraftAnswer, DraftBlock } from "../answering-context.ts";
import { clausesOfUnit, unitsOf } from "../document-counts.ts";
import type { WordClass } from "../understanding/document-words.ts";
import type { Intent } from "../understanding/question.ts";
import { answered, furtherQuestions, labelsOf, listOf, ofKind } from "./structure-answer.ts";
import { citeTitle, distinctUnits, idsOf, nameOf } from "./wording.ts";

/** The chapters that units lead and the clauses that name them; with `together`, those that name all of them. */
export function composeDuties(
  { units, together, chapters: there }: Extract<Intent, { kind: "unit_duties" }>,
  document: PolicyDocument,
  asked: ReadonlySet<WordClass>,
): DraftAnswer | null {
  const groups = together ? [units] : units.map((unit) => [unit]);
  const isThere = ({ chapterNumber }: Provision): boolean =>
    there.length === 0 || there.includes(chapterNumber ?? 0);
  const duties = groups.map((group) => dutiesOf(group, document, isThere, asked));
  const chapters = distinct(duties.flatMap((found) => found.chapters));
  const clauses = distinct(duties.flatMap((found) => found.clauses));
  if (chapters.length + clauses.length === 0) return null;
  return answered(
    duties.flatMap(({ blocks }) => blocks),
    [...clauses, ...chapters].map((provision) => citeTitle(document, provision)),
    units,
    furtherQuestions(clauses, 3),
  );
}

interface Duties {
  readonly chapters: readonly Provision[];
  readonly clauses: readonly Provision[];
  readonly blocks: readonly DraftBlock[];
}

function dutiesOf(
  group: readonly string[],
  document: PolicyDocument,
  isThere: (provision: Provision) => boolean,
  asked: ReadonlySet<WordClass>,
): Duties {
  const name = group.join("、");
  const namesAll = (provision: Provision): boolean =>
    isThere(provision) && group.every((unit) => unitNames(provision).includes(unit));
  const chapters = ofKind(document, "chapter").filter(namesAll);
  const named = clausesOfUnit(document, group[0] ?? "").filter(namesAll);
  const led = named.filter((clause) => hasRole(clause, group, "lead"));
  const clauses = asked.has("lead") && led.length > 0 ? led : named;
  const blocks: DraftBlock[] = [];
  if (chapters.length > 0) {
    blocks.push({ text: `${name}牵头：\n${listOf(chapters)}`, provisionIds: idsOf(chapters) });
  }
  if (clauses.length > 0) {
    const role = clauses === led ? "牵头单位" : "责任单位";
    blocks.push({
      text: `文件把${name}列为${role}的条款共${clauses.length}条：${asked.has("numbersOnly") ? labelsOf(clauses) : `\n${listOf(clauses)}`}`,
      provisionIds: idsOf(clauses),
    });
  }
  if (asked.has("lead") && chapters.length === 0 && led.length === 0 && clauses.length > 0) {
    blocks.unshift({ text: `文件没有写明由${name}牵头的章或者条款。`, provisionIds: idsOf(clauses) });
  }
  return { chapters, clauses, blocks };
}

function hasRole({ units }: Provision, names: readonly string[], role: UnitRole): boolean {
  return names.every((name) => units.some((unit) => unit.name === name && unit.role === role));
}

function distinct(provisions: readonly Provision[]): Provision[] {
  return [...new Set(provisions)];
}

/** Every unit that is named as responsible; the one that most clauses name first where that is asked for. */
export function composeUnitList(document: PolicyDocument, asked: ReadonlySet<WordClass>): DraftAnswer | null {
  const units = unitsOf(document);
  if (units.length === 0) return null;
  const cited = provisionsNaming(units, document);
  const extreme = asked.has("extreme") ? [busiestBlock(units, document)] : [];
  return answered(
    [
      ...extreme,
      {
        text: `文件写到的责任单位共${units.length}个：\n${units.map((unit) => `- ${unit}`).join("\n")}`,
        provisionIds: idsOf(cited),
      },
    ],
    cited.map((provision) => citeTitle(document, provision)),
    units,
  );
}

function busiestBlock(units: readonly string[], document: PolicyDocument): DraftBlock {
  const counted = units.map((unit) => ({ unit, clauses: clausesOfUnit(document, unit) }));
  const most = Math.max(...counted.map(({ clauses }) => clauses.length));
  const busiest = counted.filter(({ clauses }) => clauses.length === most);
  return {
    text: `列为责任单位的条款最多的是${busiest.map(({ unit }) => unit).join("、")}，共${most}条。`,
    provisionIds: idsOf(busiest.flatMap(({ clauses }) => clauses)),
  };
}

/** Who leads each chapter. */
export function composeLeadUnits(document: PolicyDocument): DraftAnswer | null {
  const chapters = ofKind(document, "chapter").filter(({ units }) => units.length > 0);
  if (chapters.length === 0) return null;
  const lines = chapters.map((chapter) => `- ${nameOf(chapter)}：${unitNames(chapter).join("、")}`);
  return answered(
    [{ text: `各章的牵头单位：\n${lines.join("\n")}`, provisionIds: idsOf(chapters) }],
    chapters.map((chapter) => citeTitle(document, chapter)),
    distinctUnits(chapters),
  );
}

/** The fewest provisions, greedily, that together name all units. */
function provisionsNaming(units: readonly string[], document: PolicyDocument): Provision[] {
  const missing = new Set(units);
  const cited: Provision[] = [];
  while (missing.size > 0) {
    const gain = (provision: Provision): number =>
      provision.units.filter(({ name }) => missing.has(name)).length;
    const best = document.provisions.reduce((top, provision) =>
      gain(provision) > gain(top) ? provision : top,
    );
    if (gain(best) === 0) break;
    for (const { name } of best.units) missing.delete(name);
    cited.push(best);
  }
  return cited;
}
