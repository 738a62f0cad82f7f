import type { WeightedTerm } from "./analyser.ts";
import { TermDictionary, type TermDictionaryArrays } from "./term-dictionary.ts";
import { TopRows } from "./top-rows.ts";

/** The arrays an index consists of, as they stand in a snapshot. */
export interface LexicalIndexArrays extends TermDictionaryArrays {
  /** Per row: the group (provision) it belongs to; rows of one group stand together, groups ascend. */
  readonly groupOfRow: Uint32Array;
  /** `terms + 1` positions in `postingRows` and `postingImpacts`. */
  readonly postingOffsets: Uint32Array;
  /** Per term its rows, ascending. */
  readonly postingRows: Uint32Array;
  /** What the term contributes to the row before idf, in steps of `impactStep`. */
  readonly postingImpacts: Uint16Array;
  /** Per term, from the number of groups (not rows) that contain it; one more for terms that none contains. */
  readonly inverseDocumentFrequencies: Float32Array;
  /** One number: what one step of an impact is worth. */
  readonly impactStep: Float64Array;
}

export interface LexicalHit {
  readonly group: number;
  /** The row of the group that matched best; the group's score is this row's. */
  readonly row: number;
  /** BM25, greater than 0. */
  readonly score: number;
}

/**
 * An inverted index ranked by BM25 over weighted fields. What a posting contributes is worked out when the index
 * is built, so that a question costs one multiplication and one addition a posting.
 */
export class LexicalIndex {
  readonly arrays: LexicalIndexArrays;
  readonly #dictionary: TermDictionary;
  /** Reused from question to question, all zero between them. */
  readonly #scores: Float32Array;

  constructor(arrays: LexicalIndexArrays) {
    this.arrays = arrays;
    this.#dictionary = new TermDictionary(arrays);
    this.#scores = new Float32Array(arrays.groupOfRow.length);
  }

  /** How rare a term is: near 0 for one that every group contains, highest for one that none contains. */
  idf(term: string): number {
    const { inverseDocumentFrequencies } = this.arrays;
    const known = inverseDocumentFrequencies[this.#dictionary.find(term)];
    return known ?? inverseDocumentFrequencies[inverseDocumentFrequencies.length - 1] ?? 0;
  }

  /**
   * The best groups, each by its best row; equal scores in group order.
   * @param terms distinct terms.
   * @param accepts which groups may be found; all where it is left out.
   */
  search(
    terms: readonly WeightedTerm[],
    limit: number,
    accepts: (group: number) => boolean = () => true,
  ): LexicalHit[] {
    for (const { term, weight } of terms) this.#add(this.#dictionary.find(term), weight);
    const { groupOfRow } = this.arrays;
    const scores = this.#scores;
    const best = new TopRows(limit);
    for (let row = 0; row < scores.length; ) {
      const group = groupOfRow[row] ?? 0;
      let bestRow = row;
      let bestScore = 0;
      for (; groupOfRow[row] === group; row++) {
        const score = scores[row] ?? 0;
        if (score > bestScore) {
          bestScore = score;
          bestRow = row;
        }
      }
      if (bestScore > 0 && accepts(group)) best.offer(bestRow, bestScore);
    }
    scores.fill(0);
    return best.ranked().map(({ row, score }) => ({ group: groupOfRow[row] ?? 0, row, score }));
  }

  #add(term: number, weight: number): void {
    if (term === -1) return;
    const { postingOffsets, postingRows, postingImpacts, inverseDocumentFrequencies, impactStep } =
      this.arrays;
    const scores = this.#scores;
    const factor = weight * (inverseDocumentFrequencies[term] ?? 0) * (impactStep[0] ?? 0);
    const end = postingOffsets[term + 1] ?? 0;
    for (let posting = postingOffsets[term] ?? 0; posting < end; posting++) {
      const row = postingRows[posting] ?? 0;
      scores[row] = (scores[row] ?? 0) + factor * (postingImpacts[posting] ?? 0);
    }
  }
}
