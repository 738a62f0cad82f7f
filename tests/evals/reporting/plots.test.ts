import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildReport } from "../../../evals/reporting/build-report.ts";
import { ablationPlot } from "../../../evals/reporting/plots/ablation-plot.ts";
import { languages } from "../../../evals/reporting/plots/plot-card.ts";
import { statutePlot } from "../../../evals/reporting/plots/statute-plot.ts";
import type { Run } from "../../../evals/reporting/report.ts";
import { readStatuteRecord } from "../../../evals/retrieval/statute-record.ts";
import { answer, observe, perfectAnswer, provisions, sampleConversations } from "../fixtures/answers.ts";

const questions = sampleConversations().flatMap(({ turns }) => turns);
const run = (name: string, label: string, isRight: boolean): Run => ({
  system: { name, label },
  observations: questions.map((asked) => observe(asked, isRight ? perfectAnswer(asked) : answer(["4"]))),
});
const report = buildReport(
  {
    systems: [run("tiaowen", "条文", true), run("naive-langchain", "LangChain 基线", false)],
    ablations: [run("without-lexicon", "去掉词表", true), run("new-part", "<新的部分>", false)],
  },
  provisions,
  { generatedAt: new Date(0), showHeldOut: false },
);
const record = readStatuteRecord();

describe("plots", () => {
  it.each(languages)("are whole SVG files of their own in %s", (language) => {
    for (const svg of [ablationPlot(report, language), statutePlot(record, language)]) {
      const open: string[] = [];
      for (const [, slash, name = "", selfClosing] of svg.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)) {
        if (selfClosing === "/") continue;
        if (slash === "/") expect(open.pop()).toBe(name);
        else open.push(name);
      }
      expect(open).toEqual([]);
      expect(svg).not.toMatch(/NaN|undefined|href|url\(|<script/);
      expect(svg).toContain("prefers-color-scheme:dark");
    }
  });

  it("name every system in the reader's language, unknown ones as they are called", () => {
    const [chinese, english] = [ablationPlot(report, "zh"), ablationPlot(report, "en")];
    for (const name of ["完整产品", "去掉词表", "LangChain 基线", "&lt;新的部分&gt;"])
      expect(chinese).toContain(name);
    for (const name of ["Whole product", "No lexicon", "LangChain baseline"]) expect(english).toContain(name);
    expect(english.replaceAll("&lt;新的部分&gt;", "")).not.toMatch(/\p{Script=Han}/u);
  });

  it("draw bars as long as their figures", () => {
    const widths = [...ablationPlot(report, "zh").matchAll(/<rect class="[abc]"[^>]*width="([\d.]+)"/g)].map(
      ([, width]) => Number(width),
    );
    expect(Math.max(...widths)).toBe(92);
    expect(Math.min(...widths)).toBeLessThan(46);
    const heights = [
      ...statutePlot(record, "en").matchAll(/<rect class="[abc]"[^>]*height="([\d.]+)" rx="2"/g),
    ]
      .map(([, height]) => Number(height))
      .slice(0, 3);
    const { lexical, vector, fused } = record;
    expect(heights).toEqual(
      [lexical, vector, fused].map(({ recallAt10 }) => Math.round(recallAt10 * 2_000) / 10),
    );
  });

  it("kept with the code show what was measured last", () => {
    for (const language of languages) {
      const kept = readFileSync(
        join(import.meta.dirname, `../../../evals/plots/statutes.${language}.svg`),
        "utf8",
      );
      expect(kept).toBe(statutePlot(record, language));
    }
  });
});
