import * as z from "zod";
import type { PolicyDocument } from "../../src/domain/document.ts";
import type { LexiconEntry } from "../../src/search/lexicon.ts";
import { breakToken, tokenise } from "../../src/search/text-units.ts";
import type { QuestionGroup } from "./pair-sampler.ts";
import { policyMaterial } from "./policy-questions.ts";
import { readLawAskings, type Statutes } from "./statutes.ts";
import {
  type TokenisedText,
  Trainer,
  type TrainerSettings,
  type TrainingQuestion,
  type Vocabulary,
} from "./trainer.ts";
import { chooseVocabulary } from "./vocabulary.ts";

const share = z.number().min(0).max(1);

/** Everything that decides a model, beside its data. */
export const recipeSchema = z.strictObject({
  dimensions: z.int().multipleOf(32),
  units: z.int().min(1),
  batchSize: z.int().multipleOf(8),
  steps: z.int().min(1),
  learningRate: z.number().positive(),
  temperature: z.number().positive(),
  dropout: share.describe("Share of a text's units left out at random"),
  shares: z
    .strictObject({ layQuestions: share, askings: share, forms: share })
    .describe("Shares of a batch; the rest are pairs made from articles"),
  seed: z.int(),
});
export type Recipe = z.infer<typeof recipeSchema>;

/** Chosen by five-fold cross-validation; see README.md beside this file. */
export const recipe: Recipe = {
  dimensions: 192,
  units: 100_000,
  batchSize: 384,
  steps: 1500,
  learningRate: 2e-3,
  temperature: 0.05,
  dropout: 0.6,
  shares: { layQuestions: 0.08, askings: 0.04, forms: 0.03 },
  seed: 20_240_101,
};

export interface PolicySources {
  readonly documents: readonly PolicyDocument[];
  readonly askings: ReadonlyMap<string, readonly string[]>;
  readonly lexicon: readonly LexiconEntry[];
}

/** Statutes and policy as the trainer takes them; texts are articles first, then policy texts. */
export interface TrainingMaterial {
  readonly texts: readonly TokenisedText[];
  /** Those of the data first, in their order. */
  readonly layQuestions: readonly TrainingQuestion[];
  readonly askings: readonly TrainingQuestion[];
  readonly forms: readonly TrainingQuestion[];
}

export function prepareMaterial(
  statutes: Statutes,
  policy: PolicySources,
  { seed }: Recipe,
): TrainingMaterial {
  const laws = new Map<string, Uint32Array>();
  const articles = statutes.articles.map(({ law, text }) => {
    const heading = laws.get(law) ?? tokenise(law);
    laws.set(law, heading);
    return { heading, body: tokenise(text) };
  });
  const material = policyMaterial(policy.documents, policy.askings, policy.lexicon, seed);
  const policyTexts = material.texts.map(({ heading, body }) => ({
    heading: tokenise(heading),
    body: tokenise(body),
  }));
  const asked = ({ question, text }: { question: string; text: number }): TrainingQuestion => ({
    question,
    gold: [articles.length + text],
  });
  return {
    texts: [...articles, ...policyTexts],
    layQuestions: [...statutes.questions, ...readLawAskings(statutes)].map(({ question, gold }) => ({
      question,
      gold,
    })),
    askings: material.askings.map(asked),
    forms: material.forms.map(asked),
  };
}

/** @param embedded texts that are not learnt from and can be embedded all the same. */
export function startTraining(
  material: TrainingMaterial,
  recipe: Recipe,
  threads: number,
  embedded: readonly TokenisedText[] = [],
  vectorCount = 0,
): { trainer: Trainer; vocabulary: Vocabulary } {
  const { layQuestions, askings, forms } = material;
  const questions = [...layQuestions, ...askings, ...forms];
  const vocabulary = chooseVocabulary(
    material.texts.map(({ heading, body }) => Uint32Array.of(...heading, breakToken, ...body)),
    questions.map(({ question }) => tokenise(question)),
    recipe.units,
  );
  const settings: TrainerSettings = {
    dimensions: recipe.dimensions,
    batchSize: recipe.batchSize,
    threads,
    sampling: {
      seed: recipe.seed,
      groups: questionGroups(recipe, [layQuestions.length, askings.length, forms.length]),
      dropout: recipe.dropout,
    },
    optimisation: {
      steps: recipe.steps,
      warmUpSteps: 100,
      learningRate: recipe.learningRate,
      temperature: recipe.temperature,
    },
  };
  return {
    trainer: Trainer.start(settings, vocabulary, material.texts, questions, vectorCount, embedded),
    vocabulary,
  };
}

function questionGroups({ batchSize, shares }: Recipe, counts: readonly number[]): QuestionGroup[] {
  const pairs = [shares.layQuestions, shares.askings, shares.forms].map((share) =>
    Math.round(batchSize * share),
  );
  let firstQuestion = 0;
  return counts.flatMap((questionCount, group) => {
    const first = firstQuestion;
    firstQuestion += questionCount;
    const pairsPerBatch = pairs[group] ?? 0;
    return questionCount === 0 || pairsPerBatch === 0
      ? []
      : [{ firstQuestion: first, questionCount, pairsPerBatch }];
  });
}
