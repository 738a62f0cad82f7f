import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normaliseText } from "../../src/domain/normalise-text.ts";

/** Any UTF-16, lone surrogates included, rich in what breaks text handling. */
const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc
    .array(
      fc.constantFrom(
        "高",
        "企",
        "\ud83d",
        "\ude00",
        "\u200b",
        "\u202e",
        "\u0301",
        "e",
        "Å",
        "　",
        "\0",
        "ﷺ",
        "K",
      ),
    )
    .map((parts) => parts.join("")),
);

describe("normaliseText", () => {
  it.each([
    ["full-width letters, digits and brackets", "（Ａ１２）％", "(A12)%"],
    ["NUL and control characters", "高\u0000企\u0007", "高企"],
    ["zero-width and bidirectional characters", "高\u200b新\u202e技\u2066术\ufeff", "高新技术"],
    ["lone surrogates, while pairs stay", "高\ud83d企\ude00😀", "高企😀"],
    ["every kind of white space", " 高企\t\r\n　 有钱 ", "高企 有钱"],
    ["circled digits and compatibility ideographs", "①⽤", "1用"],
    ["variation selectors", "葛\u{e0100}", "葛"],
    ["text of nothing but unseen characters", "\u200b\u0000", ""],
  ])("folds %s", (_, raw, normal) => {
    expect(normaliseText(raw)).toBe(normal);
  });

  it("leaves the letters' case and ordinary punctuation as they are", () => {
    const text = "对“专精特新”企业,给予ETC补助(一次性);是否?";
    expect(normaliseText(text)).toBe(text);
  });

  it("changes nothing the second time, and leaves nothing unseen", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const normal = normaliseText(text);
        expect(normaliseText(normal)).toBe(normal);
        expect(normal).toBe(normal.trim());
        expect(normal.isWellFormed()).toBe(true);
        expect(normal).not.toMatch(/[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\s\s/u);
      }),
      { numRuns: 2_000 },
    );
  });

  it("changes nothing the second time for any single character", () => {
    for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
      const normal = normaliseText(String.fromCodePoint(codePoint));
      if (normal !== normaliseText(normal)) expect.fail(`U+${codePoint.toString(16)}`);
    }
  });

  it("takes a megabyte of hostile text in its stride", () => {
    const started = performance.now();
    normaliseText("\u200b ﷺ\ud800".repeat(200_000));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
