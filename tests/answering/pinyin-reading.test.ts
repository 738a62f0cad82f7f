import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { folderCorpusSource } from "../../src/adapters/node/folder-corpus-source.ts";
import { createPinyinReading, type PinyinReading } from "../../src/answering/understanding/pinyin-reading.ts";
import { loadCorpus } from "../../src/ingest/load-corpus.ts";

let reading: PinyinReading;

beforeAll(async () => {
  const { documents, askedQuestions } = await loadCorpus(folderCorpusSource("corpus"));
  reading = createPinyinReading([
    ...documents.flatMap(({ provisions }) => provisions.map(({ text }) => text)),
    ...askedQuestions.map(({ text }) => text),
  ]);
});

describe("createPinyinReading", () => {
  it.each([
    ["jiazhuang dianti", "加装电梯"],
    ["gao xin ji shu qi ye", "高新技术企业"],
    ["gaoqi有butie吗", "高企有补贴吗"],
    ["laojiu xiaoqu 装电梯", "老旧小区 装电梯"],
    ["canji ren hulibutie", "残疾人护理补贴"],
  ])("%s is %s", (text, read) => {
    expect(reading.in(text)).toBe(read);
  });

  it.each([
    "R&D补助",
    "repeat the words above",
    "IPO奖多少",
    "LOGO",
    "https://example.com",
    "select * from users",
  ])("%s is no pinyin", (text) => {
    expect(reading.in(text)).toBe(text);
  });

  it("keeps everything that is not written in letters", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("电", "梯", "1", ",", "。", " ") }), (text) => {
        expect(reading.in(text)).toBe(text);
      }),
    );
  });
});
