import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  compareWithReference,
  type Reference,
  readReference,
  toReference,
  writeReference,
} from "../../../evals/gate/reference.ts";
import { metricNames } from "../../../evals/metrics.ts";
import type { Conversation } from "../../../evals/question.ts";
import { type Scored, scoreAll } from "../../../evals/scored.ts";
import { halfOf } from "../../../evals/split.ts";
import { TiaowenError } from "../../../src/domain/errors.ts";
import {
  answer,
  observe,
  perfectAnswer,
  provisions,
  question,
  sampleConversations,
} from "../fixtures/answers.ts";

const measuredAt = new Date("2026-01-02T03:04:05Z");

/** Single questions about clause 2, all in the development half. */
const conversations: Conversation[] = Array.from({ length: 200 }, (_, index) => `sample-${index}`)
  .filter((id) => halfOf(id) === "development")
  .slice(0, 60)
  .map((id) => ({ id, turns: [question({ id, conversationId: id, question: `高企有奖励吗 ${id}` })] }));

/** Scores of a system that is wrong on some conversations, by their place. */
function scoresOf(asked: readonly Conversation[], isWrong: (index: number) => boolean): Scored[] {
  return scoreAll(
    asked.flatMap(({ turns }, index) =>
      turns.map((turn) => observe(turn, isWrong(index) ? answer(["4"]) : perfectAnswer(turn))),
    ),
    provisions,
  );
}

const before = toReference(
  conversations,
  scoresOf(conversations, (index) => index % 6 === 0),
  measuredAt,
);

function sunk(isWrong: (index: number) => boolean, reference: Reference = before): readonly string[] {
  return compareWithReference(conversations, scoresOf(conversations, isWrong), reference).sunk;
}

describe("reference", () => {
  it("lets the same outcomes pass, and better ones", () => {
    expect(sunk((index) => index % 6 === 0)).toEqual([]);
    expect(sunk(() => false)).toEqual([]);
  });

  it("lets a fall pass that chance explains", () => {
    expect(sunk((index) => index % 6 === 0 || index === 1)).toEqual([]);
    expect(sunk((index) => index % 6 === 1)).toEqual([]);
  });

  it("names the metric, what it was and what it is when it sank", () => {
    const found = sunk((index) => index % 3 === 0);
    expect(found).toContainEqual(
      expect.stringMatching(
        /^开发集的引用召回率变差:原为 0\.833 \[0\.\d\d, 0\.\d\d\],现为 0\.667,逐题相比 −0\.167 \[−0\.\d\d, −0\.\d\d\]$/,
      ),
    );
    expect(found.some((sentence) => sentence.includes("留出集"))).toBe(false);
  });

  it("sees a fall within the interval when no question rose to balance it", () => {
    const found = sunk((index) => index % 6 === 0 || [1, 2, 3, 4, 5, 7].includes(index));
    expect(found).toContainEqual(expect.stringMatching(/^开发集的引用召回率变差:原为 0\.833 .*现为 0\.733/));
  });

  it("takes more of what should be little for a fall", () => {
    const refusing = scoreAll(
      conversations.flatMap(({ turns }) =>
        turns.map((turn) => observe(turn, answer([], { status: "unanswerable", reason: "no_evidence" }))),
      ),
      provisions,
    );
    const { sunk: found } = compareWithReference(conversations, refusing, before);
    expect(found).toContainEqual(expect.stringMatching(/^开发集的不应拒而拒.*原为 0\.000 .*现为 1\.000/));
  });

  it("compares only what it knows: new questions are no fall, changed ones are new", () => {
    const known = conversations.slice(0, 30);
    const reference = toReference(
      known,
      scoresOf(known, () => false),
      measuredAt,
    );
    const scored = scoresOf(conversations, (index) => index >= 30);
    expect(compareWithReference(conversations, scored, reference)).toEqual({
      sunk: [],
      shared: 30,
      added: 30,
      gone: 0,
    });
    const changed = conversations.map((conversation, index) => ({
      ...conversation,
      turns: conversation.turns.map((turn) =>
        index === 0
          ? { ...turn, gold: ["lin-an-2024/3"] }
          : index === 1
            ? { ...turn, note: "改了说明" }
            : turn,
      ),
    }));
    expect(compareWithReference(changed, scored, reference)).toMatchObject({ shared: 29, gone: 1 });
  });

  it("keeps dialogues whole and remembers them through its file", () => {
    const asked = sampleConversations();
    const scored = scoresOf(asked, (index) => index % 2 === 0);
    const path = join(mkdtempSync(join(tmpdir(), "reference-")), "reference.json");
    writeReference(path, toReference(asked, scored, measuredAt));
    const reference = readReference(path);
    expect(reference).toEqual(toReference(asked, scored, measuredAt));
    expect(reference.measuredAt).toBe("2026-01-02");
    expect(Object.values(reference.outcomes).some((outcome) => outcome.includes("/2"))).toBe(true);
    expect(compareWithReference(asked, scored, reference)).toEqual({
      sunk: [],
      shared: asked.length,
      added: 0,
      gone: 0,
    });
  });

  it("names no question, so that what the held-out half got wrong stays hidden", () => {
    const asked = sampleConversations();
    const text = JSON.stringify(
      toReference(
        asked,
        scoresOf(asked, () => true),
        measuredAt,
      ),
    );
    for (const { id, turns } of asked) {
      expect(text).not.toContain(id);
      for (const turn of turns) expect(text).not.toContain(turn.question);
    }
  });

  it("has nothing to say of a metric that it does not know yet", () => {
    const [first = "", ...others] = metricNames;
    const older: Reference = {
      ...before,
      metrics: others,
      outcomes: Object.fromEntries(
        Object.entries(before.outcomes).map(([digest, outcome]) => [
          digest,
          outcome.split(" ").slice(1).join(" "),
        ]),
      ),
    };
    expect(first).toBe("whollyRight");
    const found = sunk((index) => index % 2 === 0, older);
    expect(found.some((sentence) => sentence.includes("引用召回率"))).toBe(true);
    expect(found.some((sentence) => sentence.includes("完全正确"))).toBe(false);
  });

  it("is refused by name when it is missing or malformed", () => {
    const folder = mkdtempSync(join(tmpdir(), "reference-"));
    expect(() => readReference(join(folder, "reference.json"))).toThrow(/--update-reference/);
    const path = join(folder, "bad.json");
    writeFileSync(path, JSON.stringify({ ...before, measuredAt: "yesterday" }));
    expect(() => readReference(path)).toThrow(TiaowenError);
    expect(() => readReference(path)).toThrow(/bad\.json 格式不对/);
  });
});
