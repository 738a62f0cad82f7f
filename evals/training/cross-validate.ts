import { createAnalyser } from "../../src/search/analyser.ts";
import { type FusionWeights, fuseByWeights, pairRankings } from "../../src/search/learnt-fusion.ts";
import type { LexicalIndex } from "../../src/search/lexical-index.ts";
import { buildLexicalIndex } from "../../src/search/lexical-index-builder.ts";
import { createLexicon } from "../../src/search/lexicon.ts";
import type { RankedProvision } from "../../src/search/rank-fusion.ts";
import { tokenise } from "../../src/search/text-units.ts";
import { TopRows } from "../../src/search/top-rows.ts";
import { createKernels } from "./kernels.ts";
import { learnFusion } from "./learn-fusion.ts";
import { type Recipe, startTraining, type TrainingMaterial } from "./recipe.ts";
import { measureRetrieval, type RetrievalMeasures } from "./retrieval-measures.ts";
import type { LayQuestion, Statutes } from "./statutes.ts";
import { roundToStored } from "./train-model.ts";
import type { Trainer } from "./trainer.ts";

export interface CrossValidation {
  readonly lexical: RetrievalMeasures;
  readonly vector: RetrievalMeasures;
  /** By weights learnt on the other folds. */
  readonly fused: RetrievalMeasures;
  /** Learnt on all folds: what is to be shipped. */
  readonly weights: FusionWeights;
}

/** How many of each ranking are fused. */
const candidates = 200;
const foldCount = 5;
const stepsPerReport = 50;

interface RankedTwice {
  readonly fold: number;
  readonly gold: readonly number[];
  readonly lexical: readonly RankedProvision[];
  readonly vector: readonly RankedProvision[];
}

/**
 * Each lay question is ranked over all national articles by an embedder that was trained without the questions of
 * its fold, and fused by weights that were learnt on other folds.
 * @param folds which of the five are measured; fewer take less time and say less.
 */
export async function crossValidate(
  statutes: Statutes,
  material: TrainingMaterial,
  recipe: Recipe,
  threads: number,
  folds: readonly number[],
  report: (message: string) => void,
): Promise<CrossValidation> {
  const rankByWords = lexicalRanker(statutes);
  const ranked: RankedTwice[] = [];
  for (const fold of folds) {
    const tested = statutes.questions.filter((_, index) => index % foldCount === fold);
    const byMeaning = await rankByMeaning(statutes, material, recipe, threads, fold, tested, report);
    tested.forEach(({ question, gold }, index) => {
      ranked.push({ fold, gold, lexical: rankByWords(question), vector: byMeaning[index] ?? [] });
    });
    report(`fold ${fold + 1}: embedder so far ${JSON.stringify(measure(ranked, ({ vector }) => vector))}`);
  }
  const weightsOf = new Map(
    folds.map((fold) => [fold, learn(ranked.filter((other) => other.fold !== fold))]),
  );
  const weights = learn(ranked);
  return {
    lexical: measure(ranked, ({ lexical }) => lexical),
    vector: measure(ranked, ({ vector }) => vector),
    fused: measure(ranked, ({ lexical, vector, fold }) =>
      fuseByWeights(lexical, vector, weightsOf.get(fold) ?? weights),
    ),
    weights,
  };
}

function learn(ranked: readonly RankedTwice[]): FusionWeights {
  return learnFusion(
    ranked.map(({ lexical, vector, gold }) => ({ candidates: pairRankings(lexical, vector), gold })),
  );
}

function measure(
  ranked: readonly RankedTwice[],
  rank: (question: RankedTwice) => readonly { readonly provision: number }[],
): RetrievalMeasures {
  return measureRetrieval(
    ranked.map((question) => ({
      ranking: rank(question).map(({ provision }) => provision),
      gold: question.gold,
    })),
  );
}

function lexicalRanker({ articles, nationalCount }: Statutes): (question: string) => RankedProvision[] {
  const analyser = createAnalyser(createLexicon([]));
  const rows = articles
    .slice(0, nationalCount)
    .map(({ law, text }, group) => ({ group, fields: [law, text] }));
  const index: LexicalIndex = buildLexicalIndex(rows, { analyser, fieldWeights: [1, 1] });
  return (question) =>
    index
      .search(analyser.weightedTerms(question), candidates)
      .map(({ group, row, score }) => ({ provision: group, row, score }));
}

async function rankByMeaning(
  { questions, nationalCount }: Statutes,
  material: TrainingMaterial,
  recipe: Recipe,
  threads: number,
  fold: number,
  tested: readonly LayQuestion[],
  report: (message: string) => void,
): Promise<RankedProvision[][]> {
  const learnt = {
    ...material,
    layQuestions: material.layQuestions.filter(
      (_, index) => index >= questions.length || index % foldCount !== fold,
    ),
  };
  const asked = tested.map(({ question }) => ({ heading: new Uint32Array(), body: tokenise(question) }));
  // The kernels compare eight rows at a time.
  const passageRows = Math.ceil(nationalCount / 8) * 8;
  const { trainer, vocabulary } = startTraining(learnt, recipe, threads, asked, passageRows + asked.length);
  try {
    for (let step = 0; step < recipe.steps; step += stepsPerReport) {
      const until = Math.min(recipe.steps, step + stepsPerReport);
      const loss = await trainer.train(step, until);
      report(`fold ${fold + 1}: step ${until}/${recipe.steps} loss ${loss.toFixed(3)}`);
    }
    roundToStored(trainer, vocabulary);
    await trainer.embed(0, nationalCount, "passage", 0);
    await trainer.embed(material.texts.length, asked.length, "question", passageRows);
    return asked.map((_, index) => nearest(trainer, passageRows + index, nationalCount));
  } finally {
    await trainer.stop();
  }
}

function nearest({ memory, shape }: Trainer, question: number, passages: number): RankedProvision[] {
  const kernels = createKernels(memory.memory, memory.plan.pages);
  const { vectors, similarities } = memory.plan.addresses;
  const results = memory.floats("similarities");
  const rowBytes = shape.dimensions * 4;
  const block = Math.floor(results.length / 8) * 8;
  const best = new TopRows(candidates);
  for (let first = 0; first < passages; first += block) {
    const count = Math.min(block, passages - first);
    kernels.dotProducts(
      vectors + question * rowBytes,
      vectors + first * rowBytes,
      Math.ceil(count / 8) * 8,
      shape.dimensions,
      similarities,
    );
    for (let row = 0; row < count; row++) best.offer(first + row, results[row] ?? 0);
  }
  return best.ranked().map(({ row, score }) => ({ provision: row, row, score }));
}
