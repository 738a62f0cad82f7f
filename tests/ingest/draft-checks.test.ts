import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { faultOfDraft, questionKey } from "../../src/ingest/draft-checks.ts";
import { nameOf, provisions } from "./lin-an-provisions.ts";

const clause =
  "推进旅游景区提升\n对新评定为AAAA、AAAAA级旅游景区的,分别给予一定奖励。落实《杭州市育儿补助实施办法(试行)》,对符合条件的二孩、三孩家庭一次性发放孕产、育儿补助。";
const known = new Set([questionKey("评上4A景区有钱拿吗?")]);
const faultOf = (question: string) => faultOfDraft(question, clause, known);

describe("faultOfDraft", () => {
  it.each<[string, ReturnType<typeof faultOfDraft>]>([
    ["", "empty"],
    ["……?!", "empty"],
    ["Is there any subsidy?", "empty"],
    [`${"我家".repeat(100)}吗`, "too_long"],
    ["对新评定为AAAA、AAAAA级旅游景区的,分别给予一定奖励吗?", "copied"],
    ["对符合条件的二孩三孩家庭,一次性发放孕产育儿补助?", "copied"],
    ["评上4a景区,有钱拿吗", "duplicate"],
    ["我电话13812345678,二胎补贴打给我", "personal"],
    ["我的车浙A12345能免费吗", "personal"],
    ["我叫王小明,能领育儿补助吗", "personal"],
    ["二胎能领多少", null],
    ["旅游景区提升", null],
    ["《杭州市育儿补助实施办法(试行)》是干嘛的", null],
    ["我们景区去年评上5A了,区里给奖励不", null],
    ["ETC能免费吗", null],
  ])("%s: %s", (question, fault) => {
    expect(faultOf(question)).toBe(fault);
  });

  it("never throws, and knows every question by its key however it is punctuated", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(faultOfDraft(`补贴${text}`, "", new Set([questionKey(`补贴 ${text}?!`)]))).not.toBeNull();
      }),
    );
  });
});

it("drops next to nothing of what people asked, and every sentence and title of the text itself", async () => {
  const file = join(import.meta.dirname, "../../corpus/lin-an-2024/questions.jsonl");
  const lines = (await readFile(file, "utf8")).trim().split("\n");
  const questions = lines.map((line): { question: string; provisions: string[] } => JSON.parse(line));
  const pairs = provisions.flatMap((provision) => {
    const text = `${provision.title}\n${provision.text}`;
    const asked = questions.filter((line) => line.provisions.includes(nameOf(provision)));
    return asked.map(({ question }) => faultOfDraft(question, text, new Set()));
  });
  expect(pairs.length).toBeGreaterThan(6_000);
  expect(pairs.filter((fault) => fault === "copied").length / pairs.length).toBeLessThan(0.002);

  const copies = provisions.flatMap(({ title, text, sentences }) =>
    [title, ...sentences.map((sentence) => sentence.text)]
      .filter((copy) => copy.length >= 15 && copy.length < 150 && !copy.includes("《"))
      .map((copy) => faultOfDraft(`请问${copy}吗?`, `${title}\n${text}`, new Set())),
  );
  expect(copies.length).toBeGreaterThan(100);
  expect(new Set(copies)).toEqual(new Set(["copied"]));
});
