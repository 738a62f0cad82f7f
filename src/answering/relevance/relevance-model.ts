import * as z from "zod";
import { decisionTreesSchema, judgeByTrees } from "./decision-trees.ts";
import {
  answerabilityFeatures,
  type FeatureName,
  type Features,
  type Knowledge,
  rankingFeatures,
  valuesOf,
} from "./features.ts";
import modelData from "./relevance-model.json" with { type: "json" };

const probability = z.number().min(0).max(1);
const judgeOver = (names: readonly FeatureName[]) =>
  decisionTreesSchema
    .extend({
      features: z
        .array(z.string())
        .refine((listed) => listed.join() === names.join(), "learnt from other features"),
    })
    .transform(judgeByTrees);

const judgementSchema = (knowledge: Knowledge) =>
  z.strictObject({
    ranking: judgeOver(rankingFeatures[knowledge]),
    answerability: judgeOver(answerabilityFeatures[knowledge]),
    answerThreshold: probability.describe("Answerability from which a question is answered"),
    furtherThreshold: probability.describe(
      "Relevance from which a further candidate is cited beside the best one",
    ),
    furtherOddsShare: probability.describe(
      "Share of the best candidate's odds that a further one must reach too",
    ),
  });

export const relevanceModelSchema = z.strictObject({
  description: z.string(),
  asked: judgementSchema("asked"),
  unasked: judgementSchema("unasked"),
});

/** Learnt by `npm run learn`; with and without questions that people asked of the document. */
export const relevanceModel = relevanceModelSchema.parse(modelData);

export type Thresholds = Pick<
  (typeof relevanceModel)["asked"],
  "answerThreshold" | "furtherThreshold" | "furtherOddsShare"
>;

/** How probable it is that this candidate is among the provisions that answer. */
export function relevanceOf(features: Features): number {
  const knowledge = knowledgeOf(features);
  return relevanceModel[knowledge].ranking(valuesOf(features, rankingFeatures[knowledge]));
}

/** @param features of the best candidate. @returns how probable it is that the question is answered at all. */
export function answerabilityOf(features: Features): number {
  const knowledge = knowledgeOf(features);
  return relevanceModel[knowledge].answerability(valuesOf(features, answerabilityFeatures[knowledge]));
}

/** @param features of the best candidate. */
export function thresholdsFor(features: Features): Thresholds {
  return relevanceModel[knowledgeOf(features)];
}

function knowledgeOf({ isAskedOf }: Features): Knowledge {
  return isAskedOf ? "asked" : "unasked";
}
