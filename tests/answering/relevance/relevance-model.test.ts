import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  answerabilityFeatures,
  type FeatureName,
  type Knowledge,
  rankingFeatures,
} from "../../../src/answering/relevance/features.ts";
import {
  answerabilityOf,
  relevanceModel,
  relevanceModelSchema,
  relevanceOf,
  thresholdsFor,
} from "../../../src/answering/relevance/relevance-model.ts";
import { madeUpFeatures } from "./made-up-features.ts";

const treesOver = (features: readonly FeatureName[]) => ({
  features,
  intercept: 0,
  trees: [[0, 0.5, 6, -1, -1, 0, -1, 1, 0]],
});
const judgement = (knowledge: Knowledge) => ({
  ranking: treesOver(rankingFeatures[knowledge]),
  answerability: treesOver(answerabilityFeatures[knowledge]),
  answerThreshold: 0.5,
  furtherThreshold: 0.5,
  furtherOddsShare: 0.5,
});
const model = { description: "", asked: judgement("asked"), unasked: judgement("unasked") };

describe("relevanceModelSchema", () => {
  it("gives judges for the trees of a file", () => {
    const { ranking } = relevanceModelSchema.parse(model).asked;
    const [low, high] = [0.5, 0.51].map((first) => ranking(Float64Array.of(first)));
    expect([low, high]).toEqual([1 / (1 + Math.E), expect.closeTo(1 / (1 + 1 / Math.E), 12)]);
  });

  it.each<[string, object]>([
    ["trees over features in another order", { ranking: treesOver(rankingFeatures.asked.toReversed()) }],
    ["trees over other features", { answerability: treesOver(rankingFeatures.asked) }],
    ["a threshold that is no probability", { answerThreshold: 1.2 }],
    ["a threshold that is missing", { furtherThreshold: undefined }],
  ])("refuses %s", (_, change) => {
    const changed = { ...model, asked: { ...model.asked, ...change } };
    expect(relevanceModelSchema.safeParse(changed).success).toBe(false);
  });
});

describe("the learnt model", () => {
  const share = fc.double({ min: -1, max: 1, noNaN: true });
  const features = fc
    .record(Object.fromEntries(answerabilityFeatures.asked.map((name) => [name, share])))
    .chain((values) => fc.boolean().map((isAskedOf) => madeUpFeatures({ ...values, isAskedOf })));

  it("gives probabilities, whatever the features", () => {
    fc.assert(
      fc.property(features, (given) => {
        for (const probability of [relevanceOf(given), answerabilityOf(given)]) {
          expect(probability).toBeGreaterThan(0);
          expect(probability).toBeLessThan(1);
        }
      }),
    );
  });

  it("takes what is much like a question that was asked for likelier than what is like none", () => {
    const words = { coverage: 0.6, textCoverage: 0.5, lexicalShare: 1, vectorShare: 1, reciprocalRank: 1 };
    const alike = {
      vote: 0.9,
      nearest: 0.9,
      nearestWording: 0.9,
      nearestMeaning: 0.9,
      wording: 0.8,
      meaning: 0.8,
    };
    const known = madeUpFeatures({ ...words, ...alike, wordingLead: 0.3, meaningLead: 0.2 });
    const strange = madeUpFeatures(words);
    expect(relevanceOf(known)).toBeGreaterThan(relevanceOf(strange));
    expect(answerabilityOf(known)).toBeGreaterThan(answerabilityOf(strange));
  });

  it("has thresholds of its own for documents that nobody has asked of", () => {
    expect(thresholdsFor(madeUpFeatures({}))).toBe(relevanceModel.asked);
    expect(thresholdsFor(madeUpFeatures({ isAskedOf: false }))).toBe(relevanceModel.unasked);
  });
});
