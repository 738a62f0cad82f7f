import { embedTexts } from "./embed-texts.ts";
import type { Embedder } from "./embedder.ts";
import type { RankedProvision } from "./rank-fusion.ts";
import type { RetrievalUnits } from "./retrieval-units.ts";
import type { SimilarityScale } from "./similarity-scale.ts";
import type { VectorIndex } from "./vector-index.ts";

export interface MeaningIndexParts {
  readonly embedder: Embedder;
  /** Over the vectors that this embedder gave the units. */
  readonly vectorIndex: VectorIndex;
  readonly units: RetrievalUnits;
  readonly provisionCount: number;
  /** Brings similarities to the scale that the relevance model knows; left out where they have it already. */
  readonly scale?: SimilarityScale;
}

/** Ranks provisions by how near their meaning, as one embedder sees it, is to the question's. */
export class MeaningIndex {
  readonly #parts: MeaningIndexParts;

  constructor(parts: MeaningIndexParts) {
    this.#parts = parts;
  }

  get embedder(): Embedder {
    return this.#parts.embedder;
  }

  async embed(questions: readonly string[]): Promise<Float32Array[]> {
    return await embedTexts(this.#parts.embedder, questions, "question");
  }

  /**
   * Provisions with something in common with a question's vector, nearest first.
   * @param accepts which provisions may be found; all where it is left out
   */
  nearest(vector: Float32Array, limit: number, accepts?: (provision: number) => boolean): RankedProvision[] {
    const { vectorIndex, units, provisionCount, scale } = this.#parts;
    const { provisionOfRow } = units;
    // Several rows lead to one provision: as many more are asked for as there are rows a provision.
    const rows = Math.ceil((limit * units.size) / Math.max(1, provisionCount));
    const hits = vectorIndex.search(
      vector,
      rows,
      accepts === undefined ? undefined : (row) => accepts(provisionOfRow[row] ?? 0),
    );
    const best = new Map<number, RankedProvision>();
    for (const { row, similarity } of hits) {
      const provision = provisionOfRow[row] ?? 0;
      const score = scale === undefined ? similarity : scale.apply(similarity);
      if (score > 0 && !best.has(provision)) best.set(provision, { provision, row, score });
    }
    return [...best.values()].slice(0, limit);
  }
}
