import { expect, test } from "vitest";
import { describeUnseen } from "../../../evals/relevance/describe-unseen.ts";
import type { LearntJudgement } from "../../../evals/relevance/learn-judgement.ts";
import { madeUpQuestion } from "./made-up-questions.ts";

const noTrees = { intercept: 0, trees: [] };

function unseen(
  source: string,
  gold: string[],
  best: string,
  answerability: number,
  acceptable: string[] = [],
) {
  return {
    ...madeUpQuestion("?", source, gold, [], acceptable),
    answerability,
    ranked: [{ provisionId: best, probability: 0.9 }],
  };
}

const learnt: LearntJudgement = {
  judgement: {
    ranking: noTrees,
    answerability: noTrees,
    answerThreshold: 0.45,
    furtherThreshold: 0.25,
    furtherOddsShare: 0.125,
  },
  words: { intercept: 0, pieces: "", weights: [] },
  unseen: [
    unseen("citizens", ["1"], "1", 0.9),
    unseen("citizens", ["1"], "2", 0.4),
    unseen("citizens", [], "2", 0.2),
    unseen("firms", ["3"], "4", 0.8, ["4"]),
    unseen("firms", [], "5", 0.6),
  ],
};

test("a line a source says how often the first is right and how many are refused, then one for all", () => {
  const lines = describeUnseen("asked", learnt)
    .split("\n")
    .map((line) => line.trim());
  expect(lines).toEqual([
    "asked, each source unseen",
    "citizens: 2 answerable, first right 50.0 %; 1 others, refused 100.0 % at 2.0 %, 100.0 % at 5.0 % of false refusals; at the threshold 100.0 % and 50.0 %",
    "firms: 1 answerable, first right 100.0 %; 1 others, refused 100.0 % at 2.0 %, 100.0 % at 5.0 % of false refusals; at the threshold 0.0 % and 0.0 %",
    "all sources: 3 answerable, first right 66.7 %; 2 others, refused 50.0 % at 2.0 %, 50.0 % at 5.0 % of false refusals; at the threshold 50.0 % and 33.3 %",
    "thresholds 0.450, 0.250, 0.125",
  ]);
});

test("a source without a question that can be answered is described too", () => {
  const none = { ...learnt, unseen: [unseen("lookalikes", [], "1", 0.1)] };
  expect(describeUnseen("unasked", none)).toContain("lookalikes: 0 answerable, first right 0.0 %; 1 others");
});
