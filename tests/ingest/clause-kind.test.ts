import { describe, expect, test } from "vitest";
import { classifyClause } from "../../src/ingest/clause-kind.ts";
import { extractMeasures } from "../../src/ingest/measures.ts";
import gold from "./clause-kinds.gold.json" with { type: "json" };
import { nameOf, provisions, sentencesOf } from "./lin-an-provisions.ts";

function classify(title: string, text: string) {
  const sentences = sentencesOf(text);
  return classifyClause({ title, sentences, measures: extractMeasures(sentences, { title }) });
}

const judged = new Map(Object.entries(gold));
const clauses = provisions.filter((provision) => provision.kind === "clause");

describe("the published policy, against a reader's judgement of each clause", () => {
  test("every clause is judged", () => {
    expect(clauses.map(nameOf)).toEqual([...judged.keys()]);
  });

  test.each(clauses.map((clause) => [nameOf(clause), clause.title, clause] as const))(
    "%s %s",
    (name, title, clause) => {
      const { sentences } = clause;
      const { kind, kinds } = classifyClause({
        title,
        sentences,
        measures: extractMeasures(sentences, { title }),
      });
      expect(kind).toBe(judged.get(name)?.kind);
      expect(kinds.includes("support")).toBe(judged.get(name)?.offersSupport);
      expect(kinds[0]).toBe(kind);
      expect(new Set(kinds).size).toBe(kinds.length);
    },
  );
});

describe("clauses as other districts write them", () => {
  test.each([
    ["加大人才引进力度", "力争全年引进人才500名。对新引进的博士给予5万元安家补贴。", "support"],
    ["强化资金保障", "2025年区财政安排专项资金1亿元。用于企业技术改造。", "guarantee"],
    ["保障项目用地", "全年供应工业用地500亩以上。盘活低效用地200亩。", "guarantee"],
    ["落实税费优惠政策", "全面落实国家小微企业税收减免政策。加强政策辅导。", "pass_through"],
    ["提升就业服务水平", "全年举办招聘会20场。深化产教融合。", "service"],
    [
      "建设美丽街区",
      "落实省级未来社区政策。打造街区10个,更新道路30公里,新增公园5座,完成改造项目40个。",
      "government_target",
    ],
    ["深化改革", "优化营商环境。", "government_target"],
    ["空条", "", "government_target"],
  ])("%s", (title, text, kind) => {
    expect(classify(title, text).kind).toBe(kind);
  });

  test("the kinds of all its measures are there, the deciding one first", () => {
    const { kinds } = classify("稳就业", "落实国家稳岗返还政策。举办招聘会20场。对吸纳就业的企业给予补贴。");
    expect(kinds).toEqual(["support", "service", "pass_through"]);
  });
});
