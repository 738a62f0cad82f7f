import { describe, expect, test } from "vitest";
import { deduce } from "../../../src/eligibility/facts/deduce.ts";
import { no, unwanted, yes } from "../../../src/eligibility/facts/fact.ts";
import { readFactVocabulary } from "../../../src/eligibility/facts/fact-vocabulary.ts";
import { createProfile } from "../../../src/eligibility/facts/profile.ts";
import { vocabulary } from "../lin-an-catalogue.ts";
import { smallVocabulary, vocabularyWith } from "./small-vocabulary.ts";

function messagesOf({ problems }: { problems: readonly Error[] }): string[] {
  return problems.map(({ message }) => message);
}

describe("the vocabulary of the corpus", () => {
  test("is whole", () => {
    expect(messagesOf(vocabulary)).toEqual([]);
  });

  test("says of nobody what cannot be: every fact can be true, and every fact can be false", () => {
    for (const fact of vocabulary.facts) {
      const otherwise = unwanted({ fact, wanted: fact.positive });
      if (otherwise !== null) {
        const without = createProfile(vocabulary, [{ fact, possible: otherwise, words: null, span: null }]);
        expect(without.problems, `not ${fact.name}`).toEqual([]);
      }
      const profile = createProfile(vocabulary, [{ fact, possible: fact.positive, words: null, span: null }]);
      expect(profile.problems, fact.name).toEqual([]);
    }
  });

  test("has a question for every fact that something else does not settle", () => {
    const silent = vocabulary.facts.filter(({ question, askedBy }) => question === null && askedBy === null);
    const implied = new Set(vocabulary.implications.map(({ then }) => then.fact));
    const orphaned = silent.filter((fact) => !implied.has(fact)).map(({ name }) => name);
    // Told of themselves and never asked: no offer rests on them alone.
    expect(orphaned.toSorted()).toEqual(
      [
        "cableIndustry",
        "dataExport",
        "designAward",
        "financeIndustry",
        "futureIndustry",
        "greenTrade",
        "hiresGraduates",
        "practiceBase",
        "serviceTrade",
        "solarFarming",
        "worker",
      ].toSorted(),
    );
  });

  test("is read as JSON of its schema or not at all", () => {
    expect(() => readFactVocabulary("{", "facts.json")).toThrow("facts.json: 不是有效的 JSON");
    expect(() => readFactVocabulary('{"facts": []}', "facts.json")).toThrow(/facts\.json: [\s\S]*audiences/);
  });
});

describe("what is wrong in it", () => {
  test("a cycle of implications is named and left out; the rest works", () => {
    const circular = vocabularyWith(
      { name: "first", label: "甲", audience: ["firm"], implies: [{ fact: "second" }] },
      { name: "second", label: "乙", audience: ["firm"], implies: [{ fact: "third" }, { fact: "firm" }] },
      { name: "third", label: "丙", audience: ["firm"], implies: [{ fact: "first" }] },
    );
    expect(messagesOf(circular)).toEqual(["推论循环:first → second → third → first,这几条推论都不采用"]);
    const { knowledge } = deduce(circular, [stated("second")]);
    expect(knowledge[indexOf("firm")]).toBe(yes);
    expect(knowledge[indexOf("third")]).toBe(yes | no);

    function stated(name: string) {
      const fact = circular.fact(name);
      if (fact === null) throw new Error(name);
      return { fact, possible: yes };
    }
    function indexOf(name: string): number {
      return circular.fact(name)?.index ?? -1;
    }
  });

  test("one that leads back through a wider test is a cycle too", () => {
    const circular = vocabularyWith(
      {
        name: "title",
        label: "称号",
        type: "choice",
        options: "stages",
        audience: ["firm"],
        implies: [{ when: { in: ["first", "renewed"] }, fact: "holder" }],
      },
      { name: "holder", label: "持有者", audience: ["firm"], implies: [{ fact: "title", in: ["first"] }] },
    );
    expect(messagesOf(circular)).toEqual(["推论循环:title → holder → title,这几条推论都不采用"]);
  });

  test("both ways of an equivalence are none", () => {
    const equivalent = vocabularyWith({
      name: "over60",
      label: "满60",
      type: "number",
      unit: "岁",
      spread: [0, 1, 2, 3, 120],
      audience: ["resident"],
      implies: [
        { when: { atLeast: 60 }, fact: "elderly" },
        { when: { below: 60 }, fact: "elderly", is: false },
      ],
    });
    expect(messagesOf(equivalent)).toEqual([]);
  });

  test.each([
    [{ name: "firm", label: "又是企业", audience: ["firm"] }, "情况“firm”定义了两次,只用第一次的"],
    [{ name: "odd", label: "怪", audience: ["nobody"] }, "情况“odd”的适用对象“nobody”没有定义"],
    [
      { name: "odd", label: "怪", audience: ["firm"], implies: [{ fact: "nothing" }] },
      "情况“odd”的推论无效:没有名为“nothing”的情况",
    ],
    [
      { name: "odd", label: "怪", audience: ["firm"], implies: [{ fact: "age" }] },
      "情况“odd”的推论无效:age: 缺少 atLeast、above、atMost 或 below",
    ],
    [
      { name: "odd", label: "怪", audience: ["firm"], implies: [{ fact: "highTech", in: ["fourth"] }] },
      "情况“odd”的推论无效:highTech: 没有名为“fourth”的选项",
    ],
    [
      { name: "odd", label: "怪", audience: ["firm"], suggests: [{ fact: "nothing", share: 0.5 }] },
      "情况“odd”的提示无效:没有名为“nothing”的情况",
    ],
    [{ name: "odd", label: "怪", audience: ["firm"], askedBy: "nobody" }, "情况“odd”的问题“nobody”没有定义"],
    [
      { name: "odd", label: "怪", type: "choice", options: "nowhere", audience: ["firm"] },
      "情况“odd”无效:选项的情况要有 options,且为已定义的选项组",
    ],
    [
      { name: "odd", label: "怪", type: "number", audience: ["firm"] },
      "情况“odd”无效:数值的情况要有 unit 和 spread",
    ],
    [
      { name: "odd", label: "怪", type: "number", unit: "人", spread: [0, 9, 3, 20, 50], audience: ["firm"] },
      "情况“odd”无效:spread 要从小到大",
    ],
  ])("%j", (fact, message) => {
    const vocabularyWithFault = vocabularyWith(fact);
    expect(messagesOf(vocabularyWithFault)).toEqual([message]);
    expect(vocabularyWithFault.implications).toHaveLength(smallVocabulary.implications.length);
  });
});
