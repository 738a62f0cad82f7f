import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { missedThresholds, parseThresholds, readThresholds } from "../../../evals/gate/thresholds.ts";
import { buildReport } from "../../../evals/reporting/build-report.ts";
import type { Run } from "../../../evals/reporting/report.ts";
import { askAll, assistantSystem } from "../../../evals/system.ts";
import { answer, observe, perfectAnswer, provisions, sampleConversations } from "../fixtures/answers.ts";
import { tinyAssistant } from "../fixtures/tiny-assistant.ts";

const questions = sampleConversations().flatMap(({ turns }) => turns);
const perfect: Run = {
  system: { name: "perfect", label: "全对" },
  observations: questions.map((asked) => observe(asked, perfectAnswer(asked))),
};
const careless: Run = {
  system: { name: "careless", label: "信口" },
  observations: questions.map((asked) => observe(asked, answer(["4"], { answer: "奖励20万元。" }))),
};

function missed(runs: readonly Run[], ...thresholds: object[]): string[] {
  const report = buildReport({ systems: runs, ablations: [] }, provisions, {
    generatedAt: new Date(0),
    showHeldOut: false,
  });
  return missedThresholds(report, parseThresholds({ thresholds }));
}

describe("gate", () => {
  it("lets an assistant without faults through the project's own thresholds, and no careless one", () => {
    const thresholds = readThresholds(join(import.meta.dirname, "../../../evals/thresholds.json"));
    const pass = buildReport({ systems: [perfect, careless], ablations: [] }, provisions, {
      generatedAt: new Date(0),
      showHeldOut: false,
    });
    expect(missedThresholds(pass, thresholds)).toEqual([]);
    const fail = buildReport({ systems: [careless, careless], ablations: [] }, provisions, {
      generatedAt: new Date(0),
      showHeldOut: false,
    });
    expect(missedThresholds(fail, thresholds).length).toBeGreaterThanOrEqual(6);
  });

  it("fails below, above, and too near the baseline", () => {
    expect(missed([careless], { metric: "citationRecall", split: "both", atLeast: 0.9 })).toEqual([
      expect.stringMatching(/^全部的引用召回率 0\.\d{3} 低于 0\.900$/),
    ]);
    expect(missed([careless], { metric: "forbiddenWording", split: "both", atMost: 0 })).toEqual([
      "全部的说了不该说的 1.000 高于 0.000",
    ]);
    const lead = { metric: "citationF1", split: "both", aboveBaselineBy: 0.5 };
    expect(missed([perfect, careless], lead)).toEqual([]);
    expect(missed([careless, perfect], lead)).toHaveLength(1);
  });

  it("fails when the assistant threw on a single question", async () => {
    const system = assistantSystem(() => tinyAssistant);
    const observations = await askAll(system, sampleConversations(), () => {});
    expect(missed([{ system, observations }], { metric: "failures", split: "both", atMost: 0 })).toEqual([
      "全部的出错 0.071 高于 0.000",
    ]);
  });

  it("passes at the threshold itself", () => {
    expect(missed([perfect], { metric: "citationRecall", split: "both", atLeast: 1 })).toEqual([]);
    expect(missed([perfect], { metric: "falseRefusals", split: "both", atMost: 0 })).toEqual([]);
  });

  it("fails on what was not measured: no questions, no baseline", () => {
    const empty = { ...perfect, observations: [] };
    expect(missed([empty], { metric: "citationRecall", split: "both", atLeast: 0 })).toEqual([
      "全部的引用召回率没有测得",
    ]);
    expect(missed([perfect], { metric: "citationF1", split: "both", aboveBaselineBy: 0 })).toHaveLength(1);
  });

  it("refuses thresholds that say nothing, say two things or name an unknown figure", () => {
    const base = { metric: "citationF1", split: "both" };
    for (const threshold of [
      base,
      { ...base, atLeast: 0, atMost: 1 },
      { ...base, metric: "beauty", atLeast: 0 },
    ]) {
      expect(() => parseThresholds({ thresholds: [threshold] })).toThrow();
    }
    expect(() => parseThresholds({ thresholds: [] })).toThrow();
  });
});
