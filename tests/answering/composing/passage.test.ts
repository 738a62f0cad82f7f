import { describe, expect, it } from "vitest";
import { phraseAround } from "../../../src/answering/composing/passage.ts";
import { sampleClause } from "./sample-question.ts";

describe("the words around a figure", () => {
  it.each([
    ["对新建项目,最高补助50万元;对其他项目给予支持。", ["最高补助50万元"]],
    ["对新建项目，最高补助50万元；对其他项目给予支持。", ["最高补助50万元"]],
    ["每户补助2万元。对租金每年减免30%，期限3年。", ["每户补助2万元", "对租金每年减免30%", "期限3年"]],
  ])("%s: %s, whatever width its marks have", async (body, phrases) => {
    const clause = await sampleClause(body);
    expect(clause.figures.map((figure) => phraseAround(figure, clause))).toEqual(phrases);
  });
});
