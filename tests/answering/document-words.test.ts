import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDocumentIntent } from "../../src/answering/understanding/document-intent.ts";
import { readDocumentWords } from "../../src/answering/understanding/document-words.ts";
import { placesIn } from "../../src/answering/understanding/places.ts";
import { splitQuestion } from "../../src/answering/understanding/split-question.ts";
import { createUnitDirectory } from "../../src/answering/understanding/unit-directory.ts";

const chapters = [
  { number: 1, title: "科技创新政策" },
  { number: 2, title: "保障和改善民生政策" },
];
/** Pieces that questions about documents are made of, and what they must not be taken for. */
const spoken = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "政策",
        "文件",
        "一共",
        "多少",
        "条",
        "哪个局",
        "牵头",
        "民生",
        "预算",
        "2025年",
        "还有效吗",
        ",",
        "?",
        "余杭",
        "高企",
        "奖励",
      ),
      fc.string({ unit: "grapheme", maxLength: 4 }),
    ),
    { maxLength: 10 },
  )
  .map((pieces) => pieces.join(""));

describe("readDocumentWords", () => {
  it("leaves what it was given, and never adds", () => {
    fc.assert(
      fc.property(spoken, (text) => {
        const { remainder, topic } = readDocumentWords(text, []);
        for (const piece of `${remainder} ${topic}`.split(" ")) expect(text).toContain(piece);
      }),
    );
  });
});

describe("readDocumentIntent", () => {
  it("reads any text, and names only chapters that there are unless they are numbered", () => {
    fc.assert(
      fc.property(spoken, (text) => {
        const intent = readDocumentIntent(text, chapters, ["临安"]);
        if (intent?.kind === "chapter" && !/第|前|最后|头/u.test(text)) {
          for (const number of intent.numbers) expect([1, 2]).toContain(number);
        }
      }),
    );
  });

  it("is the same whatever region is named beside the document", () => {
    expect(readDocumentIntent("临安这份政策一共多少条", chapters, ["临安"])).toEqual(
      readDocumentIntent("这份政策一共多少条", chapters, []),
    );
  });
});

describe("splitQuestion", () => {
  it("loses nothing but what stands between two questions", () => {
    fc.assert(
      fc.property(spoken, (text) => {
        const parts = splitQuestion(text)
          .map((part) => part.text)
          .join("");
        for (const character of text.replace(/[\s,、。?!;]/gu, "")) expect(parts).toContain(character);
      }),
    );
  });
});

describe("placesIn", () => {
  it.each([
    ["余杭区的奖励", ["余杭区"]],
    ["创新乡村建设", []],
    ["建德市种粮,淳安也种", ["建德市", "淳安"]],
  ])("%s: %j", (text, names) => {
    expect(placesIn(text).map(({ spelling }) => spelling)).toEqual(names);
  });

  it("finds each where it says", () => {
    fc.assert(
      fc.property(spoken, (text) => {
        for (const { spelling, start, end } of placesIn(text)) expect(text.slice(start, end)).toBe(spelling);
      }),
    );
  });
});

describe("a unit that is named", () => {
  const directory = createUnitDirectory(["区科技局", "区人力社保局", "市公安局临安分局"], {
    units: [
      { name: "区科技局", aliases: ["临安科技局", "杭州市临安区科技局"] },
      { name: "区人力社保局", aliases: ["人社", "社保局"] },
      { name: "市公安局临安分局", aliases: ["公安局"] },
    ],
  });
  it.each([
    ["市科技局管什么", []],
    ["省科技局管什么", []],
    ["余杭区科技局管什么", []],
    ["杭州市临安区科技局管什么", ["区科技局"]],
    ["临安区科技局管什么", ["区科技局"]],
    ["科技部门和科技口", ["区科技局", "区科技局"]],
    ["市公安局管什么", ["市公安局临安分局"]],
    ["个人社保怎么缴", []],
    ["找人社还是找谁", ["区人力社保局"]],
    ["那个人社管吗", ["区人力社保局"]],
  ])("%s: %j", (text, names) => {
    expect(directory.mentions(text).map(({ name }) => name)).toEqual(names);
  });
});
