import type { Corpus } from "../ingest/load-corpus.ts";
import { ProblemError } from "./problems.ts";

/** A limit to a document that is not there would quietly answer from less than the caller meant. */
export function refuseUnknownDocuments(documentIds: readonly string[] | undefined, corpus: Corpus): void {
  if (documentIds === undefined) return;
  const known = new Set(corpus.documents.map(({ id }) => id));
  const errors = documentIds.flatMap((id, index) =>
    known.has(id) ? [] : [{ path: `documentIds[${index}]`, message: "没有这个编号的文件" }],
  );
  if (errors.length > 0) {
    throw new ProblemError("invalid-request", "documentIds 中有不存在的文件。", { errors });
  }
}
