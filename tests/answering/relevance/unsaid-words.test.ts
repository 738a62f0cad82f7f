import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  oddsBeyondWording,
  oddsByUnsaid,
  unsaidPieces,
  unsaidWordsSchema,
} from "../../../src/answering/relevance/unsaid-words.ts";
import { foldText } from "../../../src/search/fold-text.ts";
import { anyText } from "../../search/any-text.ts";

describe("unsaidPieces", () => {
  it("gives pairs and triples of characters and whole foreign words that the wording lacks, each once", () => {
    expect(unsaidPieces("蚂蟥养殖APP,蚂蟥", "水产养殖给予补助")).toEqual([
      "蚂蟥",
      "蟥养",
      "蚂蟥养",
      "蟥养殖",
      "app",
    ]);
    expect(unsaidPieces("养殖补助 🙂", "水产养殖给予补助")).toEqual(["殖补", "养殖补", "殖补助"]);
    expect(unsaidPieces("养殖", "水产养殖")).toEqual([]);
    expect(unsaidPieces("", "水产养殖")).toEqual([]);
  });

  it("never gives what the wording holds, nor anything that was not said", () => {
    fc.assert(
      fc.property(anyText, anyText, (question, wording) => {
        const pieces = unsaidPieces(question, wording);
        expect(new Set(pieces).size).toBe(pieces.length);
        for (const piece of pieces) {
          expect(wording).not.toContain(piece);
          expect(foldText(question)).toContain(piece);
        }
      }),
    );
  });
});

describe("oddsByUnsaid", () => {
  const odds = oddsByUnsaid({ intercept: 0.5, pieces: "多少 蚂蟥 app", weights: [1, -4, -2] });

  it("adds what the pieces are worth, less for each the more there are", () => {
    expect(odds([])).toBe(0.5);
    expect(odds(["多少"])).toBe(1.5);
    expect(odds(["蚂蟥", "app"])).toBeCloseTo(0.5 - 6 / Math.sqrt(2), 12);
  });

  it("takes pieces that nobody has learnt for worth nothing, but counts them", () => {
    expect(odds(["蚂蟥", "没见过", "也没有", "还没有"])).toBe(0.5 - 4 / 2);
  });

  it("knows the intercept alone where nothing was learnt", () => {
    expect(oddsByUnsaid({ intercept: -1, pieces: "", weights: [] })(["多少"])).toBe(-1);
  });
});

describe("what was learnt", () => {
  it("gives odds for every question", () => {
    fc.assert(
      fc.property(anyText, (question) => {
        expect(Number.isFinite(oddsBeyondWording(unsaidPieces(question, "")))).toBe(true);
      }),
    );
  });

  it("is refused where pieces and weights do not go together", () => {
    const words = { description: "", intercept: 0 };
    expect(unsaidWordsSchema.safeParse({ ...words, pieces: "甲 乙", weights: [1, 2] }).success).toBe(true);
    expect(unsaidWordsSchema.safeParse({ ...words, pieces: "", weights: [] }).success).toBe(true);
    expect(unsaidWordsSchema.safeParse({ ...words, pieces: "甲 乙", weights: [1] }).success).toBe(false);
  });
});
