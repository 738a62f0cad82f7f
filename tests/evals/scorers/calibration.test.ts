import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  brierScore,
  calibration,
  expectedCalibrationError,
  judgementOf,
  reliabilityBins,
} from "../../../evals/scorers/calibration.ts";
import { answer, observe, question } from "../fixtures/answers.ts";
import { foundAndChosen, trace } from "../fixtures/traces.ts";

const outcomes = (probability: number, right: number, of: number) =>
  Array.from({ length: of }, (_, index) => ({ probability, isRight: index < right }));

describe("a judgement", () => {
  it("is right when the best provision by the score may be cited", () => {
    const judged = (gold: readonly string[], acceptable: readonly string[] = []) =>
      judgementOf(
        observe(question({ gold: [...gold], acceptable: [...acceptable] }), answer(["2"]), {
          trace: trace(),
        }),
      );
    expect(judged(["2"])).toEqual({ probability: 0.8, isRight: true, threshold: 0.5 });
    expect(judged(["3"], ["2"])?.isRight).toBe(true);
    expect(judged(["4"])?.isRight).toBe(false);
    expect(judged([])?.isRight).toBe(false);
  });

  it("does not exist where no single score decided", () => {
    const traced = (...given: Parameters<typeof trace>) =>
      judgementOf(observe(question(), answer(["2"]), { trace: trace(...given) }));
    expect(traced({ answerability: null })).toBeNull();
    expect(traced({ judged: [] })).toBeNull();
    expect(traced({}, foundAndChosen)).toBeNull();
    expect(judgementOf(observe(question(), answer(["2"])))).toBeNull();
  });
});

describe("calibration", () => {
  it("puts each judgement into its tenth, 1 into the last", () => {
    const bins = reliabilityBins([...outcomes(0.05, 1, 4), ...outcomes(1, 2, 2), ...outcomes(0.1, 0, 1)]);
    expect(bins).toHaveLength(10);
    expect(bins[0]).toEqual({ from: 0, to: 0.1, count: 4, probability: 0.05, rightShare: 0.25 });
    expect(bins[1]).toMatchObject({ count: 1, rightShare: 0 });
    expect(bins[2]).toMatchObject({ count: 0, probability: null, rightShare: null });
    expect(bins[9]).toMatchObject({ count: 2, probability: 1, rightShare: 1 });
  });

  it("finds no error in what comes true as often as it was said to", () => {
    expect(expectedCalibrationError([...outcomes(0.25, 1, 4), ...outcomes(0.75, 3, 4)])).toBeCloseTo(0);
    expect(expectedCalibrationError(outcomes(0.9, 5, 10))).toBeCloseTo(0.4);
    expect(brierScore(outcomes(0.9, 10, 10))).toBeCloseTo(0.01);
    expect(brierScore(outcomes(0.9, 0, 10))).toBeCloseTo(0.81);
  });

  it("gives both figures with intervals, and none for systems that judge nothing", () => {
    const observations = Array.from({ length: 60 }, (_, index) =>
      observe(
        question({ conversationId: `sample-${index}`, gold: index % 4 === 0 ? ["4"] : ["2"] }),
        answer(["2"]),
        { trace: trace() },
      ),
    );
    const measured = calibration(observations);
    expect(measured?.threshold).toBe(0.5);
    expect(measured?.expectedError.mean).toBeCloseTo(0.05);
    expect(measured?.brier.mean).toBeCloseTo(0.75 * 0.04 + 0.25 * 0.64);
    expect(measured?.brier.low).toBeLessThan(measured?.brier.mean ?? 0);
    expect(measured?.brier.high).toBeGreaterThan(measured?.brier.mean ?? 1);
    expect(calibration([observe(question(), answer(["2"]))])).toBeNull();
  });

  it("counts every judgement once, and no error exceeds the farthest that probabilities can be off", () => {
    const judgement = fc.record({
      probability: fc.double({ min: 0, max: 1, noNaN: true }),
      isRight: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(judgement, { minLength: 1, maxLength: 60 }), (judgements) => {
        const counted = reliabilityBins(judgements).reduce((sum, { count }) => sum + count, 0);
        expect(counted).toBe(judgements.length);
        expect(expectedCalibrationError(judgements)).toBeGreaterThanOrEqual(0);
        expect(expectedCalibrationError(judgements)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
