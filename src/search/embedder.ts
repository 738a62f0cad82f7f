/** Turns text into vectors. */
export interface Embedder {
  /** Changes whenever the same text would give another vector; part of the snapshot's key. */
  readonly fingerprint: string;
  readonly dimensions: number;
  /**
   * One vector of unit length (or all zeros for text without content) per text, in order.
   * @throws TiaowenError `model_unavailable` when a model that is not part of this program does not do its work
   */
  embed(texts: readonly string[], purpose: "question" | "passage"): Promise<Float32Array[]>;
}
