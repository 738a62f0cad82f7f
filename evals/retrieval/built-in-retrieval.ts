import { hnswVectorIndexFactory } from "../../src/adapters/node/hnsw-vector-index.ts";
import { readEmbedderModel } from "../../src/adapters/node/read-embedder-model.ts";
import { createAnalyser } from "../../src/search/analyser.ts";
import type { Embedder } from "../../src/search/embedder.ts";
import { fuseByWeights, fusionWeightsSchema } from "../../src/search/learnt-fusion.ts";
import { buildLexicalIndex, type LexicalRow } from "../../src/search/lexical-index-builder.ts";
import { createLexicon } from "../../src/search/lexicon.ts";
import type { RankedProvision } from "../../src/search/rank-fusion.ts";
import statuteFusionWeights from "../../src/search/statute-fusion-weights.json" with { type: "json" };
import { createTrainedEmbedder } from "../../src/search/trained-embedder.ts";
import type { Progress } from "../training/progress-bar.ts";
import type { StatuteArticle } from "./statute-files.ts";

/** How many of each ranking are fused: as many as the weights were learnt with. */
const candidates = 200;
const embeddedAtOnce = 256;

export type TellProgress = (progress: Progress) => void;

/** The shipped parts over articles; provisions are the articles' positions. */
export interface BuiltInRetrieval {
  rankByWords(question: string): RankedProvision[];
  rankByMeaning(question: string): Promise<RankedProvision[]>;
  /** @returns positions, best first. */
  fuse(byWords: readonly RankedProvision[], byMeaning: readonly RankedProvision[]): number[];
}

/** Learns nothing: model and weights are those in `src/search`. The articles are not kept. */
export async function buildBuiltInRetrieval(
  articles: readonly StatuteArticle[],
  report: { readonly vectors: TellProgress; readonly words: TellProgress },
): Promise<BuiltInRetrieval> {
  const model = await readEmbedderModel();
  const embedder = createTrainedEmbedder(model.bytes, model.name);
  const vectors = await embedArticles(articles, embedder, report.vectors);
  const vectorIndex = await hnswVectorIndexFactory.build(vectors, embedder.dimensions);
  const analyser = createAnalyser(createLexicon([]));
  const lexicalIndex = buildLexicalIndex(lexicalRows(articles, report.words), {
    analyser,
    fieldWeights: [1, 1],
  });
  const weights = fusionWeightsSchema.parse(statuteFusionWeights);
  return {
    rankByWords: (question) =>
      lexicalIndex
        .search(analyser.weightedTerms(question), candidates)
        .map(({ group, row, score }) => ({ provision: group, row, score })),
    rankByMeaning: async (question) => {
      const [vector] = await embedder.embed([question], "question");
      if (vector === undefined) return [];
      return vectorIndex
        .search(vector, candidates)
        .filter(({ similarity }) => similarity > 0)
        .map(({ row, similarity }) => ({ provision: row, row, score: similarity }));
    },
    fuse: (byWords, byMeaning) =>
      fuseByWeights(byWords, byMeaning, weights).map(({ provision }) => provision),
  };
}

async function embedArticles(
  articles: readonly StatuteArticle[],
  embedder: Embedder,
  report: TellProgress,
): Promise<Float32Array> {
  const total = articles.length;
  const vectors = new Float32Array(total * embedder.dimensions);
  for (let first = 0; first < total; first += embeddedAtOnce) {
    const texts = articles.slice(first, first + embeddedAtOnce).map(({ law, text }) => `${law}\n${text}`);
    const embedded = await embedder.embed(texts, "passage");
    embedded.forEach((vector, index) => {
      vectors.set(vector, (first + index) * embedder.dimensions);
    });
    report({ done: first + texts.length, total, note: "条法条算向量" });
  }
  return vectors;
}

/** Gone through twice by the builder, which is the slow part: each pass tells how far it is. */
function lexicalRows(articles: readonly StatuteArticle[], report: TellProgress): Iterable<LexicalRow> {
  const total = 2 * articles.length;
  let done = 0;
  return {
    *[Symbol.iterator]() {
      for (const [group, { law, text }] of articles.entries()) {
        yield { group, fields: [law, text] };
        done++;
        if (done % 1_000 === 0 || done === total) report({ done, total, note: "条法条入词表(过两遍)" });
      }
    },
  };
}
