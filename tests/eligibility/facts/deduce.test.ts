import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deduce, type Statement } from "../../../src/eligibility/facts/deduce.ts";
import { compare, meet, type Possible, samePossible } from "../../../src/eligibility/facts/fact.ts";
import { writtenTest } from "../../../src/eligibility/facts/written-test.ts";
import { vocabulary } from "../lin-an-catalogue.ts";
import { anyStatement } from "./any-statement.ts";
import { smallVocabulary } from "./small-vocabulary.ts";

function fact(name: string) {
  const found = smallVocabulary.fact(name);
  if (found === null) throw new Error(name);
  return found;
}

function knownAfter(...statements: Statement[]): Record<string, unknown> {
  const { knowledge } = deduce(smallVocabulary, statements);
  return Object.fromEntries(
    smallVocabulary.facts.flatMap((each) => {
      const possible = knowledge[each.index] ?? each.everything;
      if (samePossible(possible, each.everything)) return [];
      const { fact: name, ...value } = writtenTest(each, possible) ?? { fact: each.name, range: possible };
      return [[name, value]];
    }),
  );
}

const [first, renewed, lapsed] = [2, 4, 8];

describe("what follows", () => {
  test("a title makes a firm that does research", () => {
    expect(knownAfter({ fact: fact("highTech"), possible: first })).toEqual({
      highTech: { in: ["first"] },
      firm: {},
      research: {},
    });
  });

  test("only what all possible options imply follows", () => {
    expect(knownAfter({ fact: fact("highTech"), possible: first | lapsed })).toEqual({
      highTech: { in: ["first", "lapsed"] },
      firm: {},
    });
  });

  test("backwards too: who is no firm has no title and does no research", () => {
    expect(knownAfter({ fact: fact("firm"), possible: 1 })).toEqual({
      firm: { is: false },
      highTech: { in: ["none"] },
      research: { is: false },
    });
  });

  test("a number settles what hangs on a threshold, edge included", () => {
    const at = (low: number) =>
      knownAfter({ fact: fact("age"), possible: { low, lowOpen: false, high: low, highOpen: false } });
    expect(at(60)).toMatchObject({ elderly: {}, resident: {} });
    expect(at(59)).not.toHaveProperty("elderly");
    expect(knownAfter({ fact: fact("elderly"), possible: 1 })).toMatchObject({
      age: { range: { high: 60, highOpen: true } },
    });
  });

  test("what cannot all be true is named with the statements behind it", () => {
    const title = { fact: fact("highTech"), possible: renewed };
    const noFirm = { fact: fact("firm"), possible: 1 };
    const age = { fact: fact("age"), possible: { low: 3, lowOpen: false, high: 3, highOpen: false } };
    const { conflict } = deduce(smallVocabulary, [age, title, noFirm]);
    expect(conflict?.statements).toEqual(expect.arrayContaining([title, noFirm]));
    expect(conflict?.statements).not.toContain(age);
  });
});

describe.each([
  ["a small vocabulary", smallVocabulary],
  ["the corpus", vocabulary],
])("in %s", (_, facts) => {
  const statements = fc.array(anyStatement(facts.facts), { maxLength: 6 });

  function narrower(left: readonly Possible[], right: readonly Possible[]): boolean {
    return left.every((possible, index) => compare(possible, right[index] ?? possible) === true);
  }

  test("more statements never leave more possible", () => {
    fc.assert(
      fc.property(statements, anyStatement(facts.facts), (known, further) => {
        const before = deduce(facts, known);
        const later = deduce(facts, [...known, further]);
        fc.pre(before.conflict === null && later.conflict === null);
        expect(narrower(later.knowledge, before.knowledge)).toBe(true);
      }),
    );
  });

  test("the order in which things are said does not matter", () => {
    fc.assert(
      fc.property(statements, (said) => {
        const forwards = deduce(facts, said);
        const backwards = deduce(facts, said.toReversed());
        expect(forwards.conflict === null).toBe(backwards.conflict === null);
        if (forwards.conflict === null) expect(backwards.knowledge).toEqual(forwards.knowledge);
      }),
    );
  });

  test("what follows is closed: saying it changes nothing, and every implication holds", () => {
    fc.assert(
      fc.property(statements, (said) => {
        const { knowledge, conflict } = deduce(facts, said);
        fc.pre(conflict === null);
        const again = deduce(
          facts,
          facts.facts.map((each) => ({ fact: each, possible: knowledge[each.index] ?? each.everything })),
        );
        expect(again.knowledge).toEqual(knowledge);
        for (const { when, then } of facts.implications) {
          if (compare(knowledge[when.fact.index] ?? when.fact.everything, when.wanted) !== true) continue;
          expect(compare(knowledge[then.fact.index] ?? then.fact.everything, then.wanted)).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });

  test("what is said is kept", () => {
    fc.assert(
      fc.property(anyStatement(facts.facts), (said) => {
        const { knowledge, conflict } = deduce(facts, [said]);
        fc.pre(conflict === null);
        const known = knowledge[said.fact.index] ?? said.fact.everything;
        expect(samePossible(meet(known, said.possible) ?? 0, known)).toBe(true);
      }),
    );
  });
});
