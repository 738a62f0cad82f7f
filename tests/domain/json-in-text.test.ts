import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonValuesIn } from "../../src/domain/json-in-text.ts";

describe("jsonValuesIn", () => {
  it.each<[string, string, unknown[]]>([
    ["alone", '{"a":1}', [{ a: 1 }]],
    ["in a code fence", '```json\n{"a":[1,2]}\n```\n', [{ a: [1, 2] }]],
    ["between words", '好的,结果如下:{"a":"b"}。希望有帮助!', [{ a: "b" }]],
    ["after thoughts with brackets", '<think>[先想想] {不对}</think>["甲","乙"]', [["甲", "乙"]]],
    ["with a comma behind the last item", '{"a":["甲","乙,]",],}', [{ a: ["甲", "乙,]"] }]],
    ["with a line break in a string", '{"a":"甲\n乙"}', [{ a: "甲 乙" }]],
    ["with brackets and quotes in strings", '{"a":"}]\\"{"}', [{ a: '}]"{' }]],
    ["two of them", '例如 {"a":1},答案 {"a":2}', [{ a: 1 }, { a: 2 }]],
    ["behind a bracket that nothing closes", '(见 {上文 ) 如下 ["甲"]', [["甲"]]],
    ["nowhere", "抱歉,我不能回答。", []],
    ["cut off", '{"a":["甲","乙', []],
    ["cut off in a list of lists", '[["甲"],["乙', [["甲"]]],
    ["empty", "", []],
  ])("%s", (_, text, values) => {
    expect(jsonValuesIn(text)).toEqual(values);
  });

  it("finds what was put between any words without brackets", () => {
    const words = fc.string().map((text) => text.replace(/[{}[\]]/g, ""));
    // Line breaks in strings are escaped by JSON.stringify, all other control characters too.
    const value = fc.oneof(fc.dictionary(fc.string(), fc.string()), fc.array(fc.string()));
    fc.assert(
      fc.property(words, value, words, (before, inside, after) => {
        const found = jsonValuesIn(`${before}${JSON.stringify(inside)}${after}`);
        expect(JSON.stringify(found)).toBe(
          JSON.stringify([JSON.parse(JSON.stringify(inside).replace(/\p{Cc}/gu, " "))]),
        );
      }),
    );
  });

  it("takes no longer for a text made to take long", () => {
    const started = performance.now();
    expect(jsonValuesIn("{[".repeat(5_000_000))).toEqual([]);
    expect(jsonValuesIn('{"'.repeat(5_000_000))).toEqual([]);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
