import type { TiaowenError } from "../domain/errors.ts";

/** What ranks provisions at this moment, for operators. */
export interface RankingState {
  /** Fingerprint of the embedder that questions are compared by. */
  readonly embedder: string;
  /** Null where none is configured, or the one that is does not answer. */
  readonly reranker: string | null;
  /** Why something that is configured is not in use; empty while all is as configured. */
  readonly problems: readonly TiaowenError[];
}
