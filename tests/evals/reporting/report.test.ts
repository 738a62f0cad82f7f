import { describe, expect, it } from "vitest";
import { htmlReport } from "../../../evals/reporting/html-report.ts";
import { markdownReport } from "../../../evals/reporting/markdown-report.ts";
import { buildReport, type Run } from "../../../evals/reporting/report.ts";
import { terminalReport } from "../../../evals/reporting/terminal-report.ts";
import { halfOf } from "../../../evals/split.ts";
import { askAll, assistantSystem } from "../../../evals/system.ts";
import type { Assistant } from "../../../src/domain/ask.ts";
import { answer, observe, perfectAnswer, provisions, sampleConversations } from "../fixtures/answers.ts";
import { tinyAssistant } from "../fixtures/tiny-assistant.ts";

const conversations = sampleConversations();
const questions = conversations.flatMap(({ turns }) => turns);
const generatedAt = new Date("2026-01-02T03:04:05Z");

function report(run: Run, showHeldOut = false) {
  return buildReport([run, run], provisions, { generatedAt, showHeldOut });
}

async function tinyRun(): Promise<Run> {
  const system = assistantSystem(tinyAssistant);
  return { system, observations: await askAll(system, conversations, () => {}) };
}

const alwaysWrong: Run = {
  system: { name: "wrong", label: "全错" },
  observations: questions.map((asked) => observe(asked, answer(["4"], { answer: "<b>奖励20万元</b>" }))),
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
        return { answer: answer([]), ranked: null };
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
    const observations = await askAll(assistantSystem(forgetful), conversations, () => {});
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
    const all = systems[0]?.splits.both.all;
    expect(all?.metrics.whollyRight).toEqual({ mean: 1, low: 1, high: 1, count: questions.length });
    expect(all?.metrics.dialogueTurnsRight?.count).toBe(2);
    expect(all?.confusion.every(({ expected, got }) => expected === got)).toBe(true);
  });

  it("adds the halves up to both, in every grouping", async () => {
    const [ours] = report(await tinyRun()).systems;
    const { development, held_out, both } = ours?.splits ?? {};
    expect((development?.all.questions ?? 0) + (held_out?.all.questions ?? 0)).toBe(both?.all.questions);
    for (const grouping of ["kind", "persona"] as const) {
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
    expect(html).not.toMatch(/<script|<link|<img|<iframe|src=|href=|url\(|@import/i);
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

  it("draws the baseline beside ours, the confusion and each failure", () => {
    const html = htmlReport(report(alwaysWrong));
    expect(html.match(/<svg/g)?.length).toBe(1 + 3 * 3 + 3);
    const failures = report(alwaysWrong).failures.length;
    expect(html.match(/<details>/g)?.length).toBe(failures);
  });
});

describe("tables", () => {
  it("line up in the terminal although Chinese characters are two columns wide", () => {
    const [, header = "", ...rows] = terminalReport(report(alwaysWrong)).split("\n\n")[1]?.split("\n") ?? [];
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
