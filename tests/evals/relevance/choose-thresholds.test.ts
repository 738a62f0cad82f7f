import { describe, expect, it } from "vitest";
import { chooseThresholds, type RankedQuestion } from "../../../evals/relevance/choose-thresholds.ts";

function question(answerability: number, gold: string[], ranked: [string, number][]): RankedQuestion {
  return {
    gold: new Set(gold),
    acceptable: new Set(),
    answerability,
    ranked: ranked.map(([provisionId, probability]) => ({ provisionId, probability })),
  };
}

describe("chooseThresholds", () => {
  it("puts the answer threshold between what can be answered and what cannot", () => {
    const { answerThreshold } = chooseThresholds(
      [
        question(0.9, ["1"], [["1", 0.9]]),
        question(0.6, ["2"], [["2", 0.9]]),
        question(0.3, [], [["3", 0.5]]),
        question(0.1, [], [["3", 0.5]]),
      ],
      0,
    );
    expect(answerThreshold).toBeGreaterThan(0.3);
    expect(answerThreshold).toBeLessThanOrEqual(0.6);
  });

  it("takes a question that nothing answers for none that could be answered, whatever may be cited", () => {
    const answerable = Array.from({ length: 50 }, (_, index) =>
      question(0.5 + index / 100, ["1"], [["1", 0.9]]),
    );
    const unanswerable = Array.from({ length: 20 }, () => ({
      ...question(0.1, [], [["3", 0.9]]),
      acceptable: new Set(["3"]),
    }));
    const { answerThreshold } = chooseThresholds([...answerable, ...unanswerable], 0.02);
    expect(answerThreshold).toBeCloseTo(0.51, 10);
  });

  it("lets in a second clause where it is right, and keeps out one that is not", () => {
    const { furtherThreshold, furtherOddsShare } = chooseThresholds(
      [
        question(
          0.9,
          ["1", "2"],
          [
            ["1", 0.9],
            ["2", 0.6],
            ["3", 0.2],
          ],
        ),
        question(
          0.9,
          ["4"],
          [
            ["4", 0.9],
            ["5", 0.2],
          ],
        ),
      ],
      0,
    );
    const bar = (furtherOddsShare * 9) / (1 + furtherOddsShare * 9);
    const lowest = Math.max(furtherThreshold, bar);
    expect(lowest).toBeGreaterThan(0.2);
    expect(lowest).toBeLessThanOrEqual(0.6);
  });
});
