/** Reads a question beside each text, which judges better than comparing vectors and costs far more. */
export interface Reranker {
  /** Names the model, for operators. */
  readonly fingerprint: string;
  /**
   * How well each document answers the question, in the documents' order; comparable among themselves only.
   * @throws TiaowenError `model_unavailable`
   */
  score(question: string, documents: readonly string[]): Promise<number[]>;
}
