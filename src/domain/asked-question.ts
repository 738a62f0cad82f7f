/** A public matter that the document says nothing of, or none that a government's document would treat. */
export const unansweredReasons = ["no_evidence", "out_of_scope"] as const;
export type UnansweredReason = (typeof unansweredReasons)[number];

/** A question as people put it, with what answers it in one document. */
export interface AskedQuestion {
  readonly text: string;
  readonly documentId: string;
  /** Ids of the provisions that answer; none where the document does not answer. */
  readonly provisionIds: readonly string[];
  /** Ids of provisions that an answer may name as well. */
  readonly alsoFits: readonly string[];
  /** Why the document does not answer; null where it does. */
  readonly reason: UnansweredReason | null;
  /** Whose questions these are. People of one source ask alike, so that what is learnt from it is tried on others. */
  readonly source: string;
}
