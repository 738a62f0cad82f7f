import type { PolicyDocument, Provision } from "../src/domain/document.ts";
import { sliceSpan } from "../src/domain/text-span.ts";

export interface CitableProvision {
  readonly document: PolicyDocument;
  readonly provision: Provision;
  /** Label, title, body and units as the source prints them. */
  readonly printed: string;
}

/** Keyed by the whole id: `lin-an-2024/18`. */
export type ProvisionsById = ReadonlyMap<string, CitableProvision>;

export function provisionsById(documents: readonly PolicyDocument[]): ProvisionsById {
  return new Map(
    documents.flatMap((document) =>
      document.provisions.map((provision) => [
        provision.id,
        { document, provision, printed: sliceSpan(document.source, provision.span) },
      ]),
    ),
  );
}
