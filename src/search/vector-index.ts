export interface VectorHit {
  readonly row: number;
  /** Cosine, -1 to 1. */
  readonly similarity: number;
}

/** Nearest neighbours among the rows it was built from. */
export interface VectorIndex {
  readonly size: number;
  /**
   * At most `limit` hits, most similar first; equal similarities in row order.
   * @param accepts which rows may be found; all where it is left out.
   */
  search(vector: Float32Array, limit: number, accepts?: (row: number) => boolean): VectorHit[];
  /** What spares the next `build` over the same vectors its work; null where there is nothing to spare. */
  save(): Promise<Uint8Array | null>;
}

export interface VectorIndexFactory {
  /** `exact`, `hnsw`: named in logs and in the snapshot. */
  readonly name: string;
  /**
   * @param vectors row-major, `rows × dimensions`, each row of unit length or all zeros; kept, never written to.
   * @param saved what `save` gave for an index over the same vectors.
   */
  build(vectors: Float32Array, dimensions: number, saved?: Uint8Array): Promise<VectorIndex>;
}
