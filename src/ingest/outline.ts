import type { Heading } from "./headings.ts";
import type { NumberingForm } from "./official-numbering.ts";

/** A heading with what it contains. `end` is where the next heading of its own or a higher level begins. */
export interface OutlineNode {
  readonly heading: Heading;
  readonly children: OutlineNode[];
  readonly parent: OutlineNode | null;
  readonly depth: number;
  end: number;
}

export interface Outline {
  readonly roots: readonly OutlineNode[];
  /** Every node in reading order. */
  readonly nodes: readonly OutlineNode[];
}

/** Statutory forms contain each other in this order, whatever a document's misprints suggest. */
const statutoryOrder: readonly NumberingForm[] = ["part", "chapter", "section", "article"];

/**
 * The tree that the headings form. Which form contains which is read from the document itself: a form that opens with
 * its first number right behind another lies below it.
 */
export function buildOutline(headings: readonly Heading[], end: number): Outline {
  const opensBelow = countOpenings(headings);
  const roots: OutlineNode[] = [];
  const nodes: OutlineNode[] = [];
  const open: OutlineNode[] = [];
  for (const heading of headings) {
    while (open.length > 0 && !staysOpen(open, heading, opensBelow)) {
      const closed = open.pop();
      if (closed !== undefined) closed.end = heading.start;
    }
    const parent = open.at(-1) ?? null;
    const node: OutlineNode = { heading, children: [], parent, depth: open.length, end };
    (parent?.children ?? roots).push(node);
    nodes.push(node);
    open.push(node);
  }
  return { roots, nodes };
}

type Openings = ReadonlyMap<string, number>;

function countOpenings(headings: readonly Heading[]): Openings {
  const counts = new Map<string, number>();
  for (const [index, heading] of headings.entries()) {
    const previous = headings[index - 1]?.number.form;
    if (previous === undefined || previous === heading.number.form || heading.number.value !== 1) continue;
    const key = `${previous}>${heading.number.form}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Whether the innermost open node remains open when `heading` comes, that is, contains it. */
function staysOpen(open: readonly OutlineNode[], heading: Heading, opensBelow: Openings): boolean {
  const top = open.at(-1)?.heading.number.form;
  const form = heading.number.form;
  if (top === undefined) return true;
  if (open.some((node) => node.heading.number.form === form)) return false;
  const topRank = statutoryOrder.indexOf(top);
  const rank = statutoryOrder.indexOf(form);
  if (topRank >= 0 && rank >= 0) return topRank < rank;
  const below = opensBelow.get(`${top}>${form}`) ?? 0;
  const above = opensBelow.get(`${form}>${top}`) ?? 0;
  return below >= above;
}

/** The node's own text: behind its number, before its first child. */
export function ownText(source: string, node: OutlineNode): string {
  return source.slice(node.heading.number.end, node.children[0]?.heading.start ?? node.end);
}
