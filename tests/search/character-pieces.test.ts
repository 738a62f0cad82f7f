import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { characterPairs, characterPieces } from "../../src/search/character-pieces.ts";
import { foldText } from "../../src/search/fold-text.ts";
import { anyText } from "./any-text.ts";

describe("characterPairs", () => {
  it("gives each two neighbours of a run of Chinese characters", () => {
    expect(characterPairs("加装电梯")).toEqual(["加装", "装电", "电梯"]);
  });

  it("gives a single character, a word and a number whole, and nothing across a break", () => {
    expect(characterPairs("5G网,ETC打9.5折")).toEqual(["5g", "网", "etc", "打", "9.5", "折"]);
    expect(characterPairs(" ,。?")).toEqual([]);
  });

  it("gives only what stands in the folded text, whatever the text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const folded = foldText(text);
        for (const pair of characterPairs(text)) {
          expect(pair).not.toBe("");
          expect(folded).toContain(pair);
          expect(pair.isWellFormed()).toBe(folded.isWellFormed());
        }
      }),
    );
  });
});

describe("characterPieces", () => {
  it("gives the stretches of each length, and whole what is shorter than all", () => {
    expect(characterPieces("装电梯,补", [1, 2, 3])).toEqual([
      "装",
      "电",
      "梯",
      "装电",
      "电梯",
      "装电梯",
      "补",
    ]);
    expect(characterPieces("装电梯,补", [2, 3])).toEqual(["装电", "电梯", "装电梯", "补"]);
    expect(characterPieces("𠮷野家", [1, 2])).toEqual(["𠮷", "野", "家", "𠮷野", "野家"]);
  });
});
