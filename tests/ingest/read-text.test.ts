import { describe, expect, it } from "vitest";
import { readText } from "../../src/ingest/read-text.ts";

/** 第一条 为促进发展,制定本办法。 in GB18030, as a text editor of old saves it. */
const gb18030 = Uint8Array.from(
  "b5dad2bbccf520ceaab4d9bdf8b7a2d5b92cd6c6b6a8b1beb0ecb7a8a1a3"
    .match(/../gu)
    ?.map((byte) => Number.parseInt(byte, 16)) ?? [],
);

describe("readText", () => {
  it("reads UTF-8, with and without a byte order mark", () => {
    const bytes = new TextEncoder().encode("一、总则𠮷");
    expect(readText(bytes, "a.txt")).toEqual({ text: "一、总则𠮷", encoding: "utf-8" });
    expect(readText(Uint8Array.from([0xef, 0xbb, 0xbf, ...bytes]), "a.txt").text).toBe("一、总则𠮷");
    expect(readText(new Uint8Array(), "a.txt").text).toBe("");
  });

  it("reads UTF-16 with a byte order mark", () => {
    expect(readText(Uint8Array.from([0xff, 0xfe, 0x00, 0x4e]), "a.txt")).toEqual({
      text: "一",
      encoding: "utf-16le",
    });
    expect(readText(Uint8Array.from([0xfe, 0xff, 0x4e, 0x00]), "a.txt")).toEqual({
      text: "一",
      encoding: "utf-16be",
    });
  });

  it("reads GB18030", () => {
    expect(readText(gb18030, "a.txt")).toEqual({
      text: "第一条 为促进发展,制定本办法。",
      encoding: "gb18030",
    });
  });

  it.each<[string, Uint8Array, number]>([
    [
      "a fault in UTF-8",
      Uint8Array.from([...new TextEncoder().encode("一、总则"), 0xff, ...new TextEncoder().encode("第一条")]),
      12,
    ],
    ["a character cut off", new TextEncoder().encode("一、总则").slice(0, -1), 9],
    ["an overlong form", Uint8Array.from([...new TextEncoder().encode("一条"), 0xc0, 0x80]), 6],
    ["a surrogate", Uint8Array.from([0xed, 0xa0, 0x80]), 0],
    ["no text at all", Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe, 0x80, 0x01]), 0],
  ])("names file and byte of %s", (_name, bytes, offset) => {
    expect(() => readText(bytes, "x/document.txt")).toThrow(
      expect.objectContaining({ code: "corpus_invalid", at: `x/document.txt, byte ${offset}` }),
    );
  });
});
