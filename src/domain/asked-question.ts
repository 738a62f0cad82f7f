/** A question as people put it, with what answers it in one document. */
export interface AskedQuestion {
  readonly text: string;
  readonly documentId: string;
  /** Ids of the provisions that answer; none where the document does not answer. */
  readonly provisionIds: readonly string[];
  /** Ids of provisions that an answer may name as well. */
  readonly alsoFits: readonly string[];
  /** Whose questions these are. People of one source ask alike, so that what is learnt from it is tried on others. */
  readonly source: string;
}
