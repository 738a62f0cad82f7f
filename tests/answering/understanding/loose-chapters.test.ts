import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chapterOfHits, loosePartIn } from "../../../src/answering/understanding/loose-chapters.ts";

const clause = (chapterNumber: number | null) => ({ kind: "clause" as const, chapterNumber });

describe("loosePartIn", () => {
  it.each([
    ["种庄稼那章谁牵头", "种庄稼", "第3章谁牵头"],
    ["文件里讲看病上学的那一大块有几条", "看病上学", "文件里讲第3章有几条"],
    ["路和车那部分归谁牵头", "路和车", "第3章归谁牵头"],
  ])("%s names %s", (text, name, numbered) => {
    const part = loosePartIn(text);
    expect(part?.name).toBe(name);
    expect(part?.withNumber(3)).toBe(numbered);
  });

  it.each([
    "第二章谁牵头",
    "最后一章有几条",
    "每一章谁牵头",
    "这一章讲什么",
    "高企那块奖多少",
    "章程去哪里备案",
  ])("%s names none", (text) => {
    expect(loosePartIn(text)).toBeNull();
  });
});

describe("chapterOfHits", () => {
  it("is the chapter that most of the best are in, its introduction counting twice", () => {
    expect(chapterOfHits([clause(2), clause(2), clause(7), clause(2)])).toBe(2);
    expect(chapterOfHits([clause(4), { kind: "chapter", chapterNumber: 6 }, clause(6)])).toBe(6);
  });

  it("is none where two are as near, or nothing was found in a chapter", () => {
    expect(chapterOfHits([clause(2), clause(7), clause(7), clause(2)])).toBeNull();
    expect(chapterOfHits([clause(null), clause(null)])).toBeNull();
    expect(chapterOfHits([])).toBeNull();
  });

  it("is always one of those found", () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: 1, max: 4 }))), (numbers) => {
        const chosen = chapterOfHits(numbers.map(clause));
        expect(chosen === null || numbers.includes(chosen)).toBe(true);
      }),
    );
  });
});
