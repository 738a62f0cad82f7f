import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findQuotes, markedPieces } from "../../../src/http/pages/client/quote-marks.ts";

const clause = "(十八)培育企业。实施“阶梯式”计划。对首次认定的企业,给予奖励;对重新认定的企业,给予补助。";

function marked(text: string, quotes: readonly string[]): string[] {
  return findQuotes(text, quotes).map(({ start, end }) => text.slice(start, end));
}

describe("quotes in a text", () => {
  test("stand where their words are", () => {
    expect(marked(clause, ["对首次认定的企业,给予奖励;"])).toEqual(["对首次认定的企业,给予奖励;"]);
    expect(marked(clause, ["实施“阶梯式”计划。"])).toEqual(["实施“阶梯式”计划。"]);
  });

  test("that overlap or touch are one mark", () => {
    expect(marked(clause, ["给予奖励;对重新认定", "对首次认定的企业,给予奖励;"])).toEqual([
      "对首次认定的企业,给予奖励;对重新认定",
    ]);
  });

  test("broken up by an answer are marked sentence by sentence", () => {
    const answer = "(十八)培育企业:“实施“阶梯式”计划。”……“对重新认定的企业,给予补助。”";
    expect(
      marked(answer, ["实施“阶梯式”计划。对首次认定的企业,给予奖励;对重新认定的企业,给予补助。"]),
    ).toEqual(["实施“阶梯式”计划。", "对重新认定的企业,给予补助。"]);
  });

  test("that are not there are not marked, nor are chance words of theirs", () => {
    expect(marked(clause, ["对新评定的景区,给予奖励。", "企业。计划。", "", " "])).toEqual([]);
  });
});

describe("pieces", () => {
  test("are cut where marks begin and end", () => {
    expect(
      markedPieces(clause, findQuotes(clause, ["给予奖励;"]), { start: 25, end: clause.length - 11 }),
    ).toEqual([
      { text: "企业,", marked: false },
      { text: "给予奖励;", marked: true },
      { text: "对重新", marked: false },
    ]);
  });

  test("of any window, joined, are the window; what is marked there lies in a quote", () => {
    const text = fc.string({ unit: fc.constantFrom("企", "业", "奖", "励", "。"), maxLength: 40 });
    fc.assert(
      fc.property(text, fc.array(text), fc.nat(40), fc.nat(40), (whole, quotes, a, b) => {
        const start = Math.min(a, b, whole.length);
        const end = Math.min(Math.max(a, b), whole.length);
        const marks = findQuotes(whole, quotes);
        const pieces = markedPieces(whole, marks, { start, end });
        expect(pieces.map((piece) => piece.text).join("")).toBe(whole.slice(start, end));
        expect(pieces.every((piece) => piece.text !== "")).toBe(true);
        const markedLength = pieces
          .filter((piece) => piece.marked)
          .reduce((sum, piece) => sum + piece.text.length, 0);
        const inside = marks.reduce(
          (sum, mark) => sum + Math.max(0, Math.min(mark.end, end) - Math.max(mark.start, start)),
          0,
        );
        expect(markedLength).toBe(inside);
      }),
    );
  });
});
