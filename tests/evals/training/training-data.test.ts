import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { policyMaterial } from "../../../evals/training/policy-questions.ts";
import { readPolicySources } from "../../../evals/training/policy-sources.ts";
import { progressLine } from "../../../evals/training/progress-bar.ts";
import { readLawAskings, readStatutes } from "../../../evals/training/statutes.ts";
import { UnitCounter } from "../../../evals/training/unit-counter.ts";
import { emptyUnit, extendUnit, tokenise } from "../../../src/search/text-units.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "statutes-"));
});
afterAll(() => rm(folder, { recursive: true }));

function lines(...values: readonly object[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join("");
}

const article = {
  id: 0,
  law: "中华人民共和国民法典",
  article: "第一千零七十七条",
  category: "民法典",
  text: "三十日内",
};

describe("statutes", () => {
  it("are read with the ways of asking for those they hold", async () => {
    await writeFile(join(folder, "articles.jsonl.gz"), gzipSync(lines(article)));
    await writeFile(
      join(folder, "local-articles.jsonl.gz"),
      gzipSync(lines({ ...article, id: 1, law: "某市条例" })),
    );
    await writeFile(join(folder, "questions.jsonl"), lines({ id: 0, question: "冷静期?", gold: [0] }));
    const statutes = readStatutes(folder);
    expect(statutes.nationalCount).toBe(1);
    expect(statutes.articles.map(({ law }) => law)).toEqual(["中华人民共和国民法典", "某市条例"]);
    const askings = readLawAskings(statutes);
    expect(askings.length).toBeGreaterThan(0);
    expect(askings.every(({ gold }) => gold[0] === 0)).toBe(true);
  });

  it("name the line that is malformed", async () => {
    await writeFile(
      join(folder, "questions.jsonl"),
      `${lines({ id: 0, question: "有", gold: [0] })}{"id":1}\n`,
    );
    expect(() => readStatutes(folder)).toThrow(/questions\.jsonl:2/);
  });
});

describe("policy material", () => {
  it("pairs askings, sentences and forms with their texts, and exchanges words of the same meaning", async () => {
    const { documents, askings, lexicon } = await readPolicySources("corpus");
    const material = policyMaterial(documents, askings, lexicon, 1);
    const provisions = documents.flatMap((document) => document.provisions);
    expect(material.texts).toHaveLength(provisions.length + lexicon.length);
    for (const { text } of material.askings) expect(text).toBeLessThan(provisions.length);
    for (const { question, text } of material.forms) {
      const entry = lexicon[text - provisions.length];
      expect(entry?.forms).toContain(question);
      expect(material.texts[text]?.body).toBe(entry?.term);
    }
    const asked = [...askings.values()].flat().length;
    const sentences = provisions.reduce((sum, { sentences }) => sum + sentences.length, 0);
    expect(material.askings.length).toBeGreaterThan(asked + sentences);
    expect(policyMaterial(documents, askings, lexicon, 1)).toEqual(material);
  });
});

describe("unit counter", () => {
  it("counts texts, not occurrences, however many units there are", () => {
    const counter = new UnitCounter(2);
    for (const text of ["公交公交", "公交车", "地铁,公路"]) counter.addText(tokenise(text));
    const unit = (text: string) => tokenise(text).reduce(extendUnit, emptyUnit);
    expect(["公", "公交", "车", "铁公", "无"].map((text) => counter.count(unit(text)))).toEqual([
      3, 2, 1, 0, 0,
    ]);
  });
});

describe("progress", () => {
  it("says how far it is and how long still, from what this run has done", () => {
    expect(progressLine({ done: 60, total: 100, note: "损失 1.2" }, 40, 10)).toBe(
      `${"█".repeat(18)}${"░".repeat(12)} 60/100 损失 1.2 剩余约 20 秒`,
    );
    expect(progressLine({ done: 40, total: 100, note: "" }, 40, 0)).not.toContain("剩余");
  });
});
