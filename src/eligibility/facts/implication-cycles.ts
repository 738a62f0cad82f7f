import { type FactTest, meet, samePossible } from "./fact.ts";

/** Whenever one test holds, so does another. */
export interface Implication {
  readonly when: FactTest;
  readonly then: FactTest;
}

/** Implications that lead back to where they start; each of them in one cycle at least. */
export interface ImplicationCycles {
  readonly members: ReadonlySet<Implication>;
  /** One way round for each cycle, as facts' names, the first again at the end. */
  readonly paths: readonly (readonly string[])[];
}

/**
 * Finds implications that go round in circles: things said to imply one another are one thing, or one of the
 * implications is a mistake.
 */
export function findImplicationCycles(implications: readonly Implication[]): ImplicationCycles {
  const members = new Set<Implication>();
  const paths: string[][] = [];
  for (const start of implications) {
    const path = wayBack(start, implications);
    if (path === null) continue;
    if (!members.has(start)) {
      paths.push([start.when.fact.name, ...path.map(({ then }) => then.fact.name)]);
      for (const implication of path) members.add(implication);
    }
    members.add(start);
  }
  return { members, paths };
}

/** The shortest chain of implications from one back to itself, it being the first; null where there is none. */
function wayBack(start: Implication, implications: readonly Implication[]): Implication[] | null {
  const cameFrom = new Map<Implication, Implication | null>([[start, null]]);
  for (const [implication] of cameFrom) {
    if (leadsTo(implication, start)) {
      const path: Implication[] = [];
      for (let step: Implication | null = implication; step !== null; step = cameFrom.get(step) ?? null) {
        path.unshift(step);
      }
      return path;
    }
    for (const next of implications) {
      if (!cameFrom.has(next) && leadsTo(implication, next)) cameFrom.set(next, implication);
    }
  }
  return null;
}

/** Whether what one concludes is enough for the other to conclude something. */
function leadsTo({ then }: Implication, { when }: Implication): boolean {
  if (then.fact !== when.fact) return false;
  const both = meet(then.wanted, when.wanted);
  return both !== null && samePossible(both, then.wanted);
}
