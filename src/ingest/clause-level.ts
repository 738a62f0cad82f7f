import type { TextSpan } from "../domain/text-span.ts";
import { type NumberingForm, numberingForms } from "./official-numbering.ts";
import { type Outline, type OutlineNode, ownText } from "./outline.ts";

/**
 * What a node of the outline is in its document. `part` contains chapters, `section` lies between chapter and
 * clause, `item` is a numbered piece of a clause's body.
 */
export type OutlineRole = "part" | "chapter" | "section" | "clause" | "item";

export interface ClauseLevel {
  readonly roleOf: (node: OutlineNode) => OutlineRole;
  /** The chapter that a clause or section belongs to, or null. */
  readonly chapterOf: (node: OutlineNode) => OutlineNode | null;
}

const containers: readonly NumberingForm[] = ["part", "chapter", "section"];

/**
 * Decides from the whole document which of its numbers are clauses:
 * 1. 第X条 are, whatever stands above and below them.
 * 2. Else, below 编, 章 and 节, the outermost level is, unless the next one is more like clauses. The next one is when
 *    its numbers run on from one heading to the next, or when its pieces name their own responsible units, or when
 *    the outer level holds bare headings (一、科技创新政策) and the pieces have titles and bodies of their own. It is
 *    not when the pieces are items of a list: led in by a colon or ended by semicolons.
 * 3. Below (一) and 1. a further level counts as clauses only by running numbers or its own units.
 * @param statements spans of the statements of units, in order
 */
export function decideClauseLevel(
  source: string,
  outline: Outline,
  statements: readonly TextSpan[],
): ClauseLevel {
  const clauses = new Set(clauseNodes({ source, statements }, outline));
  const chapters = chapterNodes(outline, clauses);
  const roleOf = (node: OutlineNode): OutlineRole => {
    if (clauses.has(node)) return "clause";
    if (chapters.has(node)) return "chapter";
    if (ancestors(node).some((ancestor) => clauses.has(ancestor))) return "item";
    return ancestors(node).some((ancestor) => chapters.has(ancestor)) ? "section" : "part";
  };
  return {
    roleOf,
    chapterOf: (node) => [node, ...ancestors(node)].find((other) => chapters.has(other)) ?? null,
  };
}

function ancestors(node: OutlineNode): OutlineNode[] {
  const found: OutlineNode[] = [];
  for (let parent = node.parent; parent !== null; parent = parent.parent) found.push(parent);
  return found;
}

/** A document's text and where it names units. */
interface Evidence {
  readonly source: string;
  readonly statements: readonly TextSpan[];
}

function clauseNodes(evidence: Evidence, outline: Outline): OutlineNode[] {
  const articles = outline.nodes.filter((node) => node.heading.number.form === "article");
  if (articles.length >= 2 || (articles.length === 1 && outline.roots.length === 1)) return articles;
  const outer = outline.nodes.filter(
    (node) =>
      !containers.includes(node.heading.number.form) &&
      ancestors(node).every((ancestor) => containers.includes(ancestor.heading.number.form)),
  );
  const running = runningNodes(outline, outer);
  if (running !== null) return running;
  // Pieces that do not begin with their first number are a list that a page broke, or a misprint.
  const parents = outer.filter((node) => node.children[0]?.heading.number.value === 1);
  const middle = parents.flatMap((node) => node.children);
  const inner = middle.flatMap((node) => node.children);
  if (middle.length === 0) return outer;
  if (ownsUnits(evidence, inner) && mostlyBare(evidence, middle)) return inner;
  if (!isMiddleClauses(evidence, outer, parents)) return outer;
  return [
    ...parents.flatMap((node) => node.children),
    ...outer.filter((node) => !parents.includes(node) && endsWithUnits(evidence, node)),
  ];
}

function isMiddleClauses(
  evidence: Evidence,
  outer: readonly OutlineNode[],
  parents: readonly OutlineNode[],
): boolean {
  const middle = parents.flatMap((node) => node.children);
  const leaves = outer.filter((node) => !parents.includes(node));
  const leavesWithUnits = leaves.filter((node) => hasUnits(evidence, node));
  const middleWithUnits = middle.filter((node) => hasUnits(evidence, node));
  if (ownsUnits(evidence, middle)) return middleWithUnits.length >= leavesWithUnits.length;
  const withUnits = outer.filter((node) => hasUnits(evidence, node));
  if (withUnits.length >= outer.length / 2) return false;
  const form = outer[0]?.heading.number.form;
  if (form === "decimal-1") return true;
  if (form !== "chinese" && form !== "part" && form !== "named") return false;
  const clauses = countNodes(parents.filter((node) => verdictOn(evidence, node) === "clauses"));
  const items = countNodes(parents.filter((node) => verdictOn(evidence, node) === "items"));
  const selfContained = leaves.filter((node) => hasBodyOnItsLine(evidence.source, node));
  if (selfContained.length >= parents.length && selfContained.length * 2 >= middle.length) return false;
  if (clauses !== items) return clauses > items;
  return items === 0 && mostlyBare(evidence, parents);
}

function countNodes(groups: readonly OutlineNode[]): number {
  return groups.reduce((count, node) => count + node.children.length, 0);
}

/** Below the outermost level, the deepest form whose numbers go on counting where the next heading's pieces begin. */
function runningNodes(outline: Outline, outer: readonly OutlineNode[]): OutlineNode[] | null {
  const outerForms = new Set(outer.map((node) => node.heading.number.form));
  const running = numberingForms.flatMap((form) => {
    const nodes = outline.nodes.filter((node) => node.heading.number.form === form);
    return !outerForms.has(form) && nodes.length >= outer.length && runsOn(nodes) ? [nodes] : [];
  });
  const depthOf = (nodes: readonly OutlineNode[]): number => Math.max(...nodes.map((node) => node.depth));
  return running.toSorted((left, right) => depthOf(right) - depthOf(left))[0] ?? null;
}

function runsOn(nodes: readonly OutlineNode[]): boolean {
  let goesOn = 0;
  let restarts = 0;
  for (const [index, node] of nodes.entries()) {
    const previous = nodes[index - 1];
    if (previous === undefined || previous.parent === node.parent) continue;
    if (node.heading.number.value === 1) restarts += 1;
    else if (node.heading.number.value > previous.heading.number.value) goesOn += 1;
  }
  const steps = nodes.filter(
    (node, index) => node.heading.number.value === (nodes[index - 1]?.heading.number.value ?? 0) + 1,
  );
  return goesOn > restarts && steps.length * 5 >= nodes.length * 4;
}

function hasUnits(evidence: Evidence, node: OutlineNode): boolean {
  return evidence.statements.some((span) => span.start >= node.heading.start && span.end <= node.end);
}

/** Units behind the last of several pieces are those of the whole; behind each piece they are its own. */
function ownsUnits(evidence: Evidence, nodes: readonly OutlineNode[]): boolean {
  const notLast = nodes.filter((node) => node.parent?.children.at(-1) !== node);
  const alone = mostlyBare(evidence, [...new Set(nodes.flatMap((node) => node.parent ?? []))]) ? nodes : [];
  const asked = notLast.length > 0 ? notLast : alone;
  return asked.length > 0 && asked.filter((node) => hasUnits(evidence, node)).length * 2 >= asked.length;
}

/** Units behind a body, not beside a heading: such a piece is answered for as a clause is. */
function endsWithUnits(evidence: Evidence, node: OutlineNode): boolean {
  const last = evidence.statements.findLast(
    (span) => span.start >= node.heading.start && span.end <= node.end,
  );
  if (last === undefined) return false;
  const before = evidence.source.slice(node.heading.number.end, last.start);
  return before.includes("。") && evidence.source.slice(last.end, node.end).trim().length <= 1;
}

function mostlyBare(evidence: Evidence, nodes: readonly OutlineNode[]): boolean {
  const parents = nodes.filter((node) => node.children.length > 0);
  const bare = parents.filter((node) => !hasBodyOnItsLine(evidence.source, node));
  return bare.length * 2 > parents.length;
}

/** 一、加大支持力度。对…给予奖励: the heading's line goes on after its title. */
function hasBodyOnItsLine(source: string, node: OutlineNode): boolean {
  const line = ownText(source, node).split("\n")[0]?.trimEnd() ?? "";
  const stop = line.search(/[。:：]/);
  return (
    stop >= 0 &&
    line
      .slice(stop + 1)
      .replace(/[(（][^()（）]*[)）]/gu, "")
      .trim().length > 1
  );
}

function verdictOn(evidence: Evidence, parent: OutlineNode): "clauses" | "items" | "unclear" {
  const { source } = evidence;
  if (/[:：]\s*$/.test(ownText(source, parent))) return "items";
  const texts = parent.children.map((node) => source.slice(node.heading.number.end, node.end).trim());
  const listed = texts.slice(0, -1).filter((text) => /[;；,，、]$/.test(text));
  if (texts.length > 1 && listed.length * 2 >= texts.length - 1) return "items";
  return texts.filter(hasTitleAndBody).length * 2 >= texts.length ? "clauses" : "unclear";
}

function hasTitleAndBody(text: string): boolean {
  const [first = "", ...rest] = text.split("\n");
  const stop = first.search(/[。:：]/);
  const title = stop < 0 ? first : first.slice(0, stop);
  const hasMore =
    stop < 0
      ? rest.join("").trim() !== ""
      : first.slice(stop + 1).trim() !== "" || rest.join("").trim() !== "";
  return title.trim().length <= 40 && hasMore && (stop < 0 || !/[;；]/.test(title));
}

/** The nodes that clauses stand under, and those of the same form that have no clauses. */
function chapterNodes(outline: Outline, clauses: ReadonlySet<OutlineNode>): Set<OutlineNode> {
  const chapters = new Set<OutlineNode>();
  for (const clause of clauses) {
    const above = ancestors(clause);
    const chapter =
      above.find((node) => node.heading.number.form === "chapter") ??
      above.find((node) => node.heading.number.form === "chinese") ??
      above.at(-1);
    if (chapter !== undefined) chapters.add(chapter);
  }
  const forms = new Set([...chapters].map((node) => node.heading.number.form));
  const parts = new Set([...chapters].flatMap(ancestors));
  for (const node of outline.nodes) {
    if (clauses.has(node) || chapters.has(node) || parts.has(node)) continue;
    if (ancestors(node).some((other) => clauses.has(other) || chapters.has(other))) continue;
    if (forms.size === 0 || forms.has(node.heading.number.form) || node.depth === 0) chapters.add(node);
  }
  return chapters;
}
