import { describe, expect, it } from "vitest";
import { metricNames } from "../../../evals/metrics.ts";
import { buildReport } from "../../../evals/reporting/build-report.ts";
import { htmlReport } from "../../../evals/reporting/html-report.ts";
import { markdownReport } from "../../../evals/reporting/markdown-report.ts";
import type { Report, Run } from "../../../evals/reporting/report.ts";
import { ablationMetrics } from "../../../evals/reporting/tables.ts";
import { terminalReport } from "../../../evals/reporting/terminal-report.ts";
import { halfOf } from "../../../evals/split.ts";
import { askAll, assistantSystem } from "../../../evals/system.ts";
import type { Assistant } from "../../../src/domain/ask.ts";
import { answer, observe, perfectAnswer, provisions, sampleConversations } from "../fixtures/answers.ts";
import { tinyAssistant } from "../fixtures/tiny-assistant.ts";

const conversations = sampleConversations();
const questions = conversations.flatMap(({ turns }) => turns);
const generatedAt = new Date("2026-01-02T03:04:05Z");

function report(run: Run, showHeldOut = false): Report {
  const built = buildReport({ systems: [run, run], ablations: [ablation] }, provisions, {
    generatedAt,
    showHeldOut,
  });
  return { ...built, gate: { thresholds: [], missed: ["开发集的引用召回率 <0.1> 低于 0.9"] } };
}

async function tinyRun(): Promise<Run> {
  const system = assistantSystem(() => tinyAssistant);
  return { system, observations: await askAll(system, conversations, () => {}) };
}

const alwaysWrong: Run = {
  system: { name: "wrong", label: "全错" },
  observations: questions.map((asked) => observe(asked, answer(["4"], { answer: "<b>奖励20万元</b>" }))),
};

const ablation: Run = {
  system: { name: "without", label: "去掉一半" },
  observations: questions.map((asked, index) =>
    observe(asked, index % 2 === 0 ? perfectAnswer(asked) : answer(["4"])),
  ),
};

describe("askAll", () => {
  it("asks every turn in order and reports progress", async () => {
    const progress: number[] = [];
    const asked: string[] = [];
    const system = {
      name: "echo",
      label: "",
      ask: async (question: string, conversationId: string) => {
        asked.push(`${conversationId} ${question}`);
        return { answer: answer([]), ranked: null, trace: null };
      },
    };
    await askAll(system, conversations, (count) => progress.push(count));
    expect(progress).toEqual(questions.map((_, index) => index + 1));
    expect(asked).toEqual(questions.map(({ conversationId, question }) => `${conversationId} ${question}`));
  });

  it("goes on when the assistant throws, and counts that as wrong", async () => {
    const { observations } = await tinyRun();
    const thrown = observations.find(({ question }) => question.id === "officer-003");
    expect(thrown?.answer.status).toBe("failed");
    expect(thrown?.failure).toContain("a defect of ours");
    expect(observations).toHaveLength(questions.length);
  });

  it("does not accept an answer that differs from what was streamed", async () => {
    const forgetful: Assistant = {
      ...tinyAssistant,
      async *stream(request) {
        for await (const event of tinyAssistant.stream(request)) if (event.type !== "text-delta") yield event;
      },
    };
    const observations = await askAll(
      assistantSystem(() => forgetful),
      conversations,
      () => {},
    );
    expect(new Set(observations.map(({ answer: { status } }) => status))).toEqual(new Set(["failed"]));
  });

  it("keeps what was retrieved", async () => {
    const { observations } = await tinyRun();
    const found = observations.find(({ question }) => question.id === "officer-002");
    expect(found?.ranked?.map(({ clauseId }) => clauseId)).toEqual(["lin-an-2024/1", "lin-an-2024/3"]);
  });
});

describe("report", () => {
  it("finds nothing wrong with an assistant without faults", () => {
    const observations = questions.map((asked) => observe(asked, perfectAnswer(asked)));
    const { systems, failures } = report({ system: alwaysWrong.system, observations }, true);
    expect(failures).toEqual([]);
    const { all, confusion, dialogues } = systems[0]?.splits.both ?? {};
    expect(all?.metrics.whollyRight).toMatchObject({ mean: 1, high: 1, count: questions.length });
    expect(all?.metrics.dialogueTurnsRight?.count).toBe(2);
    expect(dialogues).toBe(1);
    expect(confusion?.every(({ expected, got }) => expected === got)).toBe(true);
  });

  it("adds the halves up to both, in every grouping", async () => {
    const [ours] = report(await tinyRun()).systems;
    const { development, held_out, both } = ours?.splits ?? {};
    expect((development?.all.questions ?? 0) + (held_out?.all.questions ?? 0)).toBe(both?.all.questions);
    for (const grouping of ["set", "kind", "persona"] as const) {
      const counted = Object.values(both?.groups[grouping] ?? {}).reduce(
        (sum, { questions: n }) => sum + n,
        0,
      );
      expect(counted).toBe(questions.length);
    }
    expect(both?.groups.chapter["二、交通政策"]?.questions).toBe(5);
  });

  it("lists failures worst first, with what is missing and where gold was ranked", async () => {
    const { failures } = report(await tinyRun(), true);
    expect(failures.map(({ observation }) => observation.question.id).sort()).toEqual([
      "firm-001",
      "hotline-001",
      "officer-003",
    ]);
    const invented = failures.find(({ observation }) => observation.question.id === "firm-001");
    expect(invented?.unsupportedFigures).toEqual(["20万元"]);
    expect(invented?.shortfalls.map(({ metric }) => metric)).toContain("forbiddenWording");
    expect(invented?.goldRanks).toEqual([{ clauseId: "lin-an-2024/2", rank: 1 }]);
    const sums = failures.map(({ shortfalls }) => shortfalls.reduce((sum, { by }) => sum + by, 0));
    expect(sums).toEqual(sums.toSorted((a, b) => b - a));
  });

  it("lets no question, id or answer of the held-out half out unless asked to", () => {
    const heldOut = questions.filter(({ conversationId }) => halfOf(conversationId) === "held_out");
    const closed = report(alwaysWrong);
    const written = [
      JSON.stringify(closed),
      htmlReport(closed),
      markdownReport(closed),
      terminalReport(closed),
    ];
    for (const { id, question } of heldOut) {
      for (const text of written) {
        expect(text).not.toContain(id);
        expect(text).not.toContain(question);
      }
    }
    expect(heldOut.length).toBeGreaterThan(3);
    const open = JSON.stringify(report(alwaysWrong, true));
    expect(heldOut.every(({ id }) => open.includes(id))).toBe(true);
  });
});

describe("HTML report", () => {
  it("opens from disk: no scripts, nothing requested, everything escaped", () => {
    const html = htmlReport(report(alwaysWrong));
    expect(html).not.toMatch(/<script|<link|<img|<iframe|src=|href="(?!#)|url\(|@import/i);
    expect(html).not.toContain("<b>奖励");
    expect(html).toContain("&lt;b&gt;奖励20万元");
  });

  it("closes every element it opens", () => {
    const html = htmlReport(report(alwaysWrong)).replace(/<style>[\s\S]*<\/style>/, "");
    const open: string[] = [];
    for (const [, slash, name = "", selfClosing] of html.matchAll(/<(\/?)([a-z0-9]+)[^>]*?(\/?)>/g)) {
      if (name === "meta" || selfClosing === "/") continue;
      if (slash === "/") expect(open.pop()).toBe(name);
      else open.push(name);
    }
    expect(open).toEqual([]);
  });

  it("leads to each of its sections", () => {
    const html = htmlReport(report(alwaysWrong));
    const targets = [...html.matchAll(/href="#([a-z]+)"/g)].map(([, id]) => id);
    expect(targets).toEqual([...html.matchAll(/<section id="([a-z]+)"/g)].map(([, id]) => id));
    expect(targets).toEqual(
      expect.arrayContaining(["baseline", "ablation", "set", "kind", "chapter", "status", "failures"]),
    );
  });

  it("draws the baseline beside ours, each part taken away, the confusion and each failure", () => {
    const shown = report(alwaysWrong);
    const html = htmlReport(shown);
    const sectionOf = (id: string) => html.split(`<section id="${id}">`)[1]?.split("</section>")[0] ?? "";
    const tracks = (id: string) => sectionOf(id).match(/class="track"/g)?.length;
    expect(tracks("baseline")).toBe(2 * metricNames.length);
    expect(tracks("ablation")).toBe(2 * ablationMetrics.length);
    expect(sectionOf("ablation")).toContain("去掉一半");
    expect(sectionOf("status").match(/<table/g)?.length).toBe(2);
    expect(html.match(/<details class="case">/g)?.length).toBe(shown.failures.length);
    expect(sectionOf("summary")).toContain("开发集的引用召回率 &lt;0.1&gt; 低于 0.9");
  });

  it("leaves out what was not measured", () => {
    const html = htmlReport({ ...report(alwaysWrong), ablations: [], gate: null });
    expect(html).not.toContain('id="ablation"');
    expect(html).not.toContain('id="calibration"');
    expect(html).not.toContain("没有过门槛的");
  });
});

describe("ablation", () => {
  it("gives what changed against the whole, question by question", () => {
    const observations = questions.map((asked) => observe(asked, perfectAnswer(asked)));
    const { ablations } = report({ system: alwaysWrong.system, observations });
    const both = ablations[0]?.splits.both;
    const { mean = 0, high = 0 } = both?.changes.whollyRight ?? {};
    expect(mean).toBeLessThan(-0.3);
    expect(high).toBeLessThan(0);
    expect(both?.metrics.whollyRight?.mean).toBeCloseTo(1 + mean);
  });

  it("of nothing changes nothing", () => {
    const { ablations } = report(ablation);
    expect(ablations[0]?.splits.both.changes.citationRecall).toMatchObject({ mean: 0, low: 0, high: 0 });
  });
});

describe("tables", () => {
  it("line up in the terminal although Chinese characters are two columns wide", () => {
    const byKind = terminalReport(report(alwaysWrong))
      .split("\n\n")
      .find((table) => table.startsWith("按问题类型"));
    const [, header = "", ...rows] = byKind?.split("\n") ?? [];
    expect(rows.length).toBeGreaterThan(3);
    const columnOf = (line: string, text: string) =>
      [...line.slice(0, line.indexOf(text))].reduce((width, one) => width + (one > "\u2e80" ? 2 : 1), 0);
    for (const row of rows) expect(columnOf(row, " / ")).toBe(columnOf(header, "题数") + 1);
  });

  it("give every figure with its interval in Markdown", () => {
    const markdown = markdownReport(report(alwaysWrong));
    expect(markdown).toMatch(/\| 引用召回率 \| \d\.\d{3} \[\d\.\d\d, \d\.\d\d\] \|/);
    expect(markdown).toContain("| 数字 figure |");
  });
});
