import { describe, expect, it } from "vitest";
import { learnUnsaidWords, type WordExample } from "../../../evals/relevance/learn-unsaid-words.ts";
import { oddsByUnsaid, unsaidWordsSchema } from "../../../src/answering/relevance/unsaid-words.ts";

/** 多少 is said of anything, 蚂蟥 and 辞退 where nothing answers, 补贴 where something does. */
const examples: readonly WordExample[] = Array.from({ length: 40 }, (_, index) => [
  { pieces: ["多少", "补贴"], isPositive: true },
  { pieces: ["多少"], isPositive: true },
  { pieces: [index % 2 === 0 ? "蚂蟥" : "辞退", "多少"], isPositive: false },
  { pieces: [`只有${index}`], isPositive: index % 2 === 0 },
]).flat();

describe("learnUnsaidWords", () => {
  const words = learnUnsaidWords(examples);
  const odds = oddsByUnsaid(words);

  it("tells words of other matters from those that may be said of anything", () => {
    expect(odds(["蚂蟥"])).toBeLessThan(-1);
    expect(odds(["辞退", "多少"])).toBeLessThan(0);
    expect(odds(["多少"])).toBeGreaterThan(0);
    expect(odds(["补贴", "多少"])).toBeGreaterThan(odds(["多少"]));
  });

  it("learns nothing from what one question alone says", () => {
    expect(words.pieces).not.toContain("只有");
  });

  it("keeps a weight a piece, in an order of their own, as the file has to have them", () => {
    const pieces = words.pieces.split(" ");
    expect(pieces).toEqual(pieces.toSorted());
    expect(unsaidWordsSchema.safeParse({ description: "", ...words }).success).toBe(true);
  });

  it("learns the same from the same, and nothing from nothing", () => {
    expect(learnUnsaidWords([...examples])).toEqual(words);
    expect(learnUnsaidWords([])).toEqual({ intercept: 0, pieces: "", weights: [] });
  });
});
