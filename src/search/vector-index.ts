export interface VectorHit {
  readonly row: number;
  /** Cosine, -1 to 1. */
  readonly similarity: number;
}

/** Nearest neighbours among the rows it was built from. */
export interface VectorIndex {
  readonly size: number;
  /** At most `limit` hits, most similar first; equal similarities in row order. */
  search(vector: Float32Array, limit: number): VectorHit[];
}

export interface VectorIndexFactory {
  /** `exact`, `hnsw`: named in logs and in the snapshot. */
  readonly name: string;
  /** @param vectors row-major, `rows × dimensions`, each row of unit length. */
  build(vectors: Float32Array, dimensions: number): Promise<VectorIndex>;
}
