import type { PolicyDocument, Provision } from "../../src/domain/document.ts";
import { documentMetadataSchema } from "../../src/domain/metadata.ts";
import type { SearchableCorpus } from "../../src/search/retrieval-units.ts";

export interface ClauseDraft {
  readonly title: string;
  /** Sentences end in 。 */
  readonly text: string;
  readonly chapter?: string;
  readonly units?: readonly string[];
  readonly measures?: readonly { readonly audience: string | null; readonly action: string }[];
}

/** A document of numbered clauses, as much of one as searching reads. */
export function buildDocument(
  id: string,
  clauses: readonly ClauseDraft[],
  title = `${id}政策`,
): PolicyDocument {
  return {
    id,
    metadata: documentMetadataSchema.parse({
      id,
      title,
      issuer: null,
      region: null,
      validity: { from: null, until: null },
    }),
    source: "",
    provisions: clauses.map((clause, index) => buildClause(clause, id, index + 1)),
    warnings: [],
  };
}

export function buildCorpus(
  documents: readonly PolicyDocument[],
  askings: Readonly<Record<string, readonly string[]>> = {},
): SearchableCorpus {
  return {
    documents,
    askedQuestions: Object.entries(askings).flatMap(([id, texts]) =>
      texts.map((text) => ({
        text,
        documentId: id.slice(0, id.indexOf("/")),
        provisionIds: [id],
        alsoFits: [],
        reason: null,
        source: "tests",
      })),
    ),
    askings: new Map(Object.entries(askings)),
    digest: JSON.stringify([documents, askings]),
  };
}

function buildClause(clause: ClauseDraft, documentId: string, number: number): Provision {
  const span = { start: 0, end: 0 };
  return {
    id: `${documentId}/${number}`,
    documentId,
    kind: "clause",
    number,
    label: `(${number})`,
    chapterNumber: clause.chapter === undefined ? null : 1,
    chapter: clause.chapter ?? null,
    title: clause.title,
    text: clause.text,
    span,
    titleSpan: span,
    textSpan: span,
    sentences: (clause.text.match(/[^。]+。?/g) ?? []).map((text) => ({ text, span })),
    units: (clause.units ?? []).map((name) => ({ name, role: "responsible", span })),
    figures: [],
    measures: (clause.measures ?? []).map((measure) => ({
      kind: "support",
      condition: null,
      sentence: measure.action,
      span,
      ...measure,
    })),
    clauseKind: null,
    clauseKinds: [],
  };
}
