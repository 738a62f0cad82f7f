import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bindCondition, TestTable } from "../../../src/eligibility/conditions/bind-condition.ts";
import { type Condition, conditionSchema } from "../../../src/eligibility/conditions/condition-schema.ts";
import { evaluate, explain, openTests } from "../../../src/eligibility/conditions/evaluate.ts";
import { isSettled, openByText, truthOf } from "../../../src/eligibility/conditions/outlook.ts";
import { deduce } from "../../../src/eligibility/facts/deduce.ts";
import { compare, type Truth } from "../../../src/eligibility/facts/fact.ts";
import { readProfileInput } from "../../../src/eligibility/facts/fact-value.ts";
import { anyCondition, anyTest } from "../any-condition.ts";
import { anyStatement } from "../facts/any-statement.ts";
import { smallVocabulary } from "../facts/small-vocabulary.ts";
import { evaluatePlainly } from "../plain-evaluation.ts";

const { facts } = smallVocabulary;

function outlookOf(condition: Condition, knowledge: readonly Parameters<typeof compare>[0][]) {
  const table = new TestTable(smallVocabulary);
  const bound = bindCondition(condition, table, "原文");
  const tests = table.outlooksFor(knowledge);
  return { bound, table, tests, outlook: evaluate(bound, tests) };
}

function knowing(input: Record<string, unknown>) {
  return deduce(smallVocabulary, readProfileInput(smallVocabulary, input).told).knowledge;
}

function truth(condition: Condition, input: Record<string, unknown>): Truth {
  return truthOf(outlookOf(condition, knowing(input)).outlook);
}

const knowledge = fc
  .array(anyStatement(facts), { maxLength: 5 })
  .map((statements) => deduce(smallVocabulary, statements))
  .filter(({ conflict }) => conflict === null)
  .map((deduction) => deduction.knowledge);

describe("three values", () => {
  test("agree with the textbook", () => {
    fc.assert(
      fc.property(anyCondition(facts, { withUnstated: true }), knowledge, (condition, known) => {
        expect(truthOf(outlookOf(condition, known).outlook)).toBe(
          evaluatePlainly(condition, smallVocabulary, known),
        );
      }),
      { numRuns: 300 },
    );
  });

  test("are monotone: whatever else becomes known, true stays true and false stays false", () => {
    const condition = anyCondition(facts, { withUnstated: true });
    const said = fc.array(anyStatement(facts), { maxLength: 4 });
    fc.assert(
      fc.property(condition, said, anyStatement(facts), (asked, known, further) => {
        const before = deduce(smallVocabulary, known);
        const after = deduce(smallVocabulary, [...known, further]);
        fc.pre(before.conflict === null && after.conflict === null);
        const [then, now] = [before, after].map((each) => truthOf(outlookOf(asked, each.knowledge).outlook));
        if (then !== null) expect(now).toBe(then);
      }),
      { numRuns: 300 },
    );
  });

  test("follow de Morgan, and two denials say nothing", () => {
    fc.assert(
      fc.property(
        fc.array(anyCondition(facts), { minLength: 1, maxLength: 3 }),
        knowledge,
        (parts, known) => {
          const of = (condition: Condition): number => outlookOf(condition, known).outlook;
          const denied = parts.map((not) => ({ not }));
          expect(of({ not: { all: parts } })).toBe(of({ any: denied }));
          expect(of({ not: { any: parts } })).toBe(of({ all: denied }));
          expect(of({ not: { not: { all: parts } } })).toBe(of({ all: parts }));
        },
      ),
    );
  });

  test("do not depend on the order of parts or on parts said twice", () => {
    fc.assert(
      fc.property(
        fc.array(anyCondition(facts), { minLength: 1, maxLength: 3 }),
        knowledge,
        (parts, known) => {
          const of = (condition: Condition): number => outlookOf(condition, known).outlook;
          expect(of({ all: parts.toReversed() })).toBe(of({ all: parts }));
          expect(of({ any: [...parts, ...parts] })).toBe(of({ any: parts }));
        },
      ),
    );
  });

  test("with everything known only the text itself leaves anything open", () => {
    const everything = deduce(
      smallVocabulary,
      readProfileInput(smallVocabulary, {
        firm: true,
        resident: true,
        highTech: "first",
        research: true,
        software: false,
        trade: true,
        age: 70,
        elderly: true,
        founded: "2020-01-01",
        here: true,
      }).told,
    ).knowledge;
    fc.assert(
      fc.property(anyCondition(facts, { withUnstated: true }), (condition) => {
        const { outlook, bound, tests } = outlookOf(condition, everything);
        expect(isSettled(outlook)).toBe(true);
        expect(openTests(bound, tests)).toEqual([]);
        if (!JSON.stringify(condition).includes("unstated")) expect(outlook).not.toBe(openByText);
      }),
    );
  });

  test("what is open names tests that are open, and none where all is settled", () => {
    fc.assert(
      fc.property(anyCondition(facts, { withUnstated: true }), knowledge, (condition, known) => {
        const { outlook, bound, tests, table } = outlookOf(condition, known);
        const open = openTests(bound, tests);
        expect(open.length === 0).toBe(isSettled(outlook));
        for (const place of open) {
          const test = table.tests[place];
          expect(test && compare(known[test.fact.index] ?? test.fact.everything, test.wanted)).toBeNull();
        }
      }),
    );
  });
});

describe("thresholds", () => {
  const over: Condition = { fact: "age", atLeast: 60 };
  const under: Condition = { fact: "age", below: 60 };

  test.each<[Condition, unknown, Truth]>([
    [over, 60, true],
    [over, 59.9, false],
    [{ fact: "age", above: 60 }, 60, false],
    [{ fact: "age", atMost: 60 }, 60, true],
    [under, 60, false],
    [over, { above: 60 }, true],
    [over, { atLeast: 50 }, null],
    [over, { atMost: 60 }, null],
    [over, { below: 60 }, false],
    [under, { below: 60 }, true],
    [{ fact: "age", atLeast: 18, below: 60 }, { atLeast: 20, atMost: 30 }, true],
    [{ fact: "age", atLeast: 18, below: 60 }, { atLeast: 60 }, false],
  ])("%j of %j is %s", (condition, age, expected) => {
    expect(truth(condition, { age })).toBe(expected);
  });

  test.each<[Condition, string, Truth]>([
    [{ fact: "founded", from: "2021" }, "2021-01-01", true],
    [{ fact: "founded", from: "2021" }, "2020-12-31", false],
    [{ fact: "founded", until: "2021" }, "2021-12-31", true],
    [{ fact: "founded", from: "2021-06" }, "2021", null],
  ])("%j of %s is %s", (condition, founded, expected) => {
    expect(truth(condition, { founded })).toBe(expected);
  });
});

describe("reasons", () => {
  function reasons(condition: Condition, input: Record<string, unknown>): (readonly [string, Truth])[] {
    const { bound, tests } = outlookOf(condition, knowing(input));
    return explain(bound, tests).map(({ condition: label, met }) => [label, met] as const);
  }

  const titles: Condition = {
    any: [
      { fact: "highTech", in: ["first"], label: "首次认定的高企" },
      { fact: "software", label: "软件企业" },
    ],
  };

  test("of alternatives tell the one that is met", () => {
    expect(reasons({ all: [{ fact: "firm" }, titles] }, { highTech: "first" })).toEqual([
      ["企业", true],
      ["首次认定的高企", true],
    ]);
  });

  test("of alternatives tell those still open, and all of them when none is met", () => {
    expect(reasons(titles, { highTech: "renewed" })).toEqual([["软件企业", null]]);
    expect(reasons(titles, { highTech: "renewed", software: false })).toEqual([
      ["首次认定的高企", false],
      ["软件企业", false],
    ]);
  });

  test("a branch with a label is one reason, what is excluded says so, and edges are stated", () => {
    expect(reasons({ ...titles, label: "科技企业" }, { software: true })).toEqual([["科技企业", true]]);
    expect(reasons({ not: { fact: "trade" } }, { trade: true })).toEqual([["不属于:外贸", false]]);
    expect(reasons({ fact: "age", below: 60 }, {})).toEqual([["年龄低于60岁(不含)", null]]);
    expect(reasons({ unstated: "符合条件" }, {})).toEqual([["符合条件", null]]);
  });
});

describe("written conditions", () => {
  test("are checked by their schema", () => {
    fc.assert(
      fc.property(anyCondition(facts, { withUnstated: true }), (condition) => {
        expect(conditionSchema.parse(JSON.parse(JSON.stringify(condition)))).toEqual(condition);
      }),
    );
  });

  test.each<[unknown]>([
    [{ all: [] }],
    [{ any: "firm" }],
    [{ fact: "firm", equals: true }],
    [{ not: { unstated: "符合条件" } }],
    [{}],
  ])("%j is none", (condition) => {
    expect(conditionSchema.safeParse(condition).success).toBe(false);
  });

  test.each<[Condition, string]>([
    [{ fact: "nothing" }, "没有名为“nothing”的情况"],
    [{ fact: "highTech", in: ["fourth"] }, "highTech: 没有名为“fourth”的选项"],
    [{ fact: "firm", atLeast: 3 }, "firm: 是非的情况只能用 is"],
    [{ all: [{ fact: "age", is: true }] }, "age: 数值的情况只能用 atLeast、above、atMost、below"],
  ])("%j: %s", (condition, message) => {
    expect(() => bindCondition(condition, new TestTable(smallVocabulary), "")).toThrow(message);
  });

  test("share their tests", () => {
    fc.assert(
      fc.property(anyTest(facts), (data) => {
        const table = new TestTable(smallVocabulary);
        bindCondition({ all: [data, { not: data }] }, table, "");
        expect(table.tests).toHaveLength(1);
      }),
    );
  });
});
