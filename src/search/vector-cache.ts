/** Keeps vectors that cost a call, so that they are asked for once. What is lost is asked for again. */
export interface VectorCache {
  /** By key, those of these keys that are kept. Never throws. */
  read(keys: readonly string[]): Promise<ReadonlyMap<string, Float32Array>>;
  /** Never throws. */
  write(vectors: ReadonlyMap<string, Float32Array>): Promise<void>;
}

/** Where nothing can be kept. */
export const noVectorCache: VectorCache = {
  read: async () => new Map(),
  write: async () => {},
};
