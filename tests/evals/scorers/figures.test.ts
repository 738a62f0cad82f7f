import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectedFigures, figureFidelity, unsupportedFigures } from "../../../evals/scorers/figures.ts";
import { answer, observe, provisions, question } from "../fixtures/answers.ts";

function unsupported(cited: readonly string[], text: string, changes: Parameters<typeof question>[0] = {}) {
  return unsupportedFigures(observe(question(changes), answer(cited, { answer: text })), provisions);
}

describe("expected figures", () => {
  it("must all occur, however they are spaced or widened", () => {
    const asked = question({ gold: ["3"], figures: ["5条", "60公里"] });
    const text = (words: string) => observe(asked, answer(["3"], { answer: words }));
    expect(expectedFigures(text("新辟线路 5 条,养护60公里"))).toBe(1);
    expect(expectedFigures(text("新辟线路5条"))).toBe(0);
    expect(expectedFigures(observe(question(), answer(["3"])))).toBeNull();
  });
});

describe("figure fidelity", () => {
  it("finds an amount, a percentage and a spelled amount that no cited clause prints", () => {
    expect(unsupported(["2"], "给予奖励20万元。")).toEqual(["20万元"]);
    expect(unsupported(["chapter-1"], "投入强度达到3.9%。")).toEqual(["3.9%"]);
    expect(unsupported(["2"], "奖励三万元,为期三年。")).toEqual(["三万元", "三年"]);
  });

  it("finds a figure of a clause that is not cited", () => {
    expect(unsupported(["2"], "安排5.9亿元。")).toEqual(["5.9亿元"]);
    expect(unsupported(["1"], "安排5.9亿元。")).toEqual([]);
  });

  it("takes a part of a number for another number", () => {
    expect(unsupported(["1"], "安排9亿元。")).toEqual(["9亿元"]);
    expect(unsupported(["3"], "养护6公里、0公里。")).toEqual(["6公", "0公"]);
  });

  it("takes the same number with another unit for another figure", () => {
    expect(unsupported(["3"], "新辟线路5家,养护60万公里。")).toEqual(["5家", "60万公"]);
  });

  it("knows clause numbers from quantities, in every spelling", () => {
    expect(unsupported(["3"], "见(三)、第三条、第3条。")).toEqual([]);
    expect(unsupported(["3"], "见(四)。又见第二条、第1条。")).toEqual(["条4", "条2", "条1"]);
  });

  it("accepts the dates of validity, the document's number, the hotline and counts of clauses", () => {
    expect(
      unsupported(
        ["2"],
        "本政策(浙政发〔2024〕4号)共4条,分2章,有效期2024年1月1日至2024年12月31日(2024-12-31),已过期,请拨12345(12345政务服务便民热线)。",
      ),
    ).toEqual([]);
    expect(unsupported(["2"], "本政策共5条,有效期至2025年12月31日。")).toEqual(["5条", "2025年"]);
  });

  it("does not take the numbers of a list for figures", () => {
    expect(unsupported(["2"], "1. 给予奖励\n2) 问区科技局\n- 没有金额")).toEqual([]);
  });

  it("lets a refusal and a denial repeat the figure that was asked about, but no agreement", () => {
    const asked = { question: "高企奖励20万元对吗,第九条呢" };
    expect(unsupported(["2"], "条文没有写20万元。", asked)).toEqual([]);
    expect(unsupported(["2"], "奖励20万元。条文没有写条件。", asked)).toEqual(["20万元"]);
    const refusal = answer([], { status: "unanswerable", answer: "找不到第九条。" });
    expect(unsupportedFigures(observe(question(asked), refusal), provisions)).toEqual([]);
  });

  it("lets a clarifying question list clauses it does not cite yet, with nothing invented", () => {
    const clarify = (text: string) =>
      unsupportedFigures(
        observe(question(), answer([], { status: "needs_clarification", answer: text })),
        provisions,
      );
    expect(clarify("您问的是(三)交通惠民,还是(四)?")).toEqual([]);
    expect(clarify("您问的是(七)吗?")).toEqual(["条7"]);
  });

  it("does not speak of an answer without numbers", () => {
    expect(figureFidelity(observe(question(), answer(["2"])), provisions)).toBeNull();
    expect(figureFidelity(observe(question(), answer(["1"])), provisions)).toBe(1);
    expect(figureFidelity(observe(question(), answer(["1"], { answer: "6亿元" })), provisions)).toBe(0);
  });

  it("supports everything that the cited provisions print", () => {
    fc.assert(
      fc.property(fc.subarray([...provisions.keys()], { minLength: 1 }), (cited) => {
        const text = cited.map((id) => provisions.get(id)?.printed).join("\n");
        expect(unsupported(cited, text)).toEqual([]);
      }),
    );
  });

  it("finds any amount put into a verbatim answer, unless it is printed there", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 6, max: 99_999 }),
        fc.constantFrom("万元", "亿元", "%"),
        (number, unit) => {
          const text = `${provisions.get("lin-an-2024/3")?.printed}奖励${number}${unit}。`;
          expect(unsupported(["3"], text)).toEqual([`${number}${unit}`]);
        },
      ),
    );
  });
});
