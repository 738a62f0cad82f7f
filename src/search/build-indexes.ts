import type { AskedQuestion } from "../domain/asked-question.ts";
import type { Analyser } from "./analyser.ts";
import { buildAskedQuestions } from "./asked-question-builder.ts";
import type { AskedQuestionArrays } from "./asked-questions.ts";
import { embedTexts } from "./embed-texts.ts";
import type { Embedder } from "./embedder.ts";
import type { LexicalIndex } from "./lexical-index.ts";
import { buildLexicalIndex } from "./lexical-index-builder.ts";
import type { RetrievalUnits, SearchableCorpus } from "./retrieval-units.ts";
import type { SearchSettings } from "./search-settings.ts";
import type { VectorIndex, VectorIndexFactory } from "./vector-index.ts";

export interface BuiltIndexes {
  readonly askedQuestions: readonly BuiltAskedQuestions[];
  readonly lexicalIndex: LexicalIndex;
  readonly vectorIndex: VectorIndex;
  /** What the vector index was built from, row-major. */
  readonly vectors: Float32Array;
}

export interface BuiltAskedQuestions {
  readonly documentId: string;
  readonly arrays: AskedQuestionArrays;
}

/** Texts embedded at a time, which bounds what is held beside the vectors themselves. */
const embeddingBatch = 256;

export function buildWordIndex(
  units: RetrievalUnits,
  analyser: Analyser,
  { fieldWeights, k1, b }: SearchSettings,
): LexicalIndex {
  const fieldNames = Object.keys(fieldWeights) as (keyof typeof fieldWeights)[];
  const rows = units.lexicalRows(fieldNames);
  return buildLexicalIndex(rows, { analyser, fieldWeights: Object.values(fieldWeights), k1, b });
}

/** @throws TiaowenError `configuration_invalid` or `model_unavailable` when the embedder does not do its work. */
export async function embedUnits(units: RetrievalUnits, embedder: Embedder): Promise<Float32Array> {
  const { dimensions } = embedder;
  const vectors = new Float32Array(units.size * dimensions);
  for (let start = 0; start < units.size; start += embeddingBatch) {
    const length = Math.min(embeddingBatch, units.size - start);
    const texts = Array.from({ length }, (_, position) => units.passage(start + position));
    (await embedTexts(embedder, texts, "passage")).forEach((vector, position) => {
      vectors.set(vector, (start + position) * dimensions);
    });
  }
  return vectors;
}

export async function buildIndexes(
  lexicalUnits: RetrievalUnits,
  vectorUnits: RetrievalUnits,
  sources: {
    readonly corpus: SearchableCorpus;
    readonly analyser: Analyser;
    readonly embedder: Embedder;
    readonly vectorIndexFactory: VectorIndexFactory;
    readonly settings: SearchSettings;
  },
): Promise<BuiltIndexes> {
  const { corpus, analyser, embedder, vectorIndexFactory, settings } = sources;
  const lexicalIndex = buildWordIndex(lexicalUnits, analyser, settings);
  const vectors = await embedUnits(vectorUnits, embedder);
  const vectorIndex = await vectorIndexFactory.build(vectors, embedder.dimensions);
  const askedQuestions: BuiltAskedQuestions[] = [];
  for (const [documentId, questions] of questionsByDocument(corpus)) {
    askedQuestions.push({ documentId, arrays: await buildAskedQuestions(questions, embedder) });
  }
  return { lexicalIndex, vectors, vectorIndex, askedQuestions };
}

export function questionsByDocument({ askedQuestions }: SearchableCorpus): Map<string, AskedQuestion[]> {
  return Map.groupBy(askedQuestions, ({ documentId }) => documentId);
}
