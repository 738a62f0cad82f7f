import type { PolicyDocument, Provision, Sentence } from "../../src/domain/document.ts";
import { documentMetadataSchema } from "../../src/domain/metadata.ts";
import type { Article } from "../training/statutes.ts";

/**
 * Statutes as documents that can be indexed: one document a law, one clause an article, in the articles' order.
 * What only policy documents have (units, figures, measures) stays empty.
 */
export function statuteDocuments(articles: readonly Article[]): PolicyDocument[] {
  const byLaw = Map.groupBy(articles, (article) => article.law);
  return [...byLaw].map(([law, articlesOfLaw], index) => {
    const id = `law-${index}`;
    return {
      id,
      metadata: documentMetadataSchema.parse({
        id,
        title: law,
        issuer: null,
        region: null,
        validity: { from: null, until: null },
      }),
      source: "",
      provisions: articlesOfLaw.map((article) => toProvision(article, id)),
      warnings: [],
    };
  });
}

/** The id of the article that a provision of `statuteDocuments` holds. */
export function articleId(provision: Provision): number {
  return Number(provision.id.slice(provision.id.lastIndexOf("/") + 1));
}

function toProvision(article: Article, documentId: string): Provision {
  const span = { start: 0, end: 0 };
  return {
    id: `${documentId}/${article.id}`,
    documentId,
    kind: "clause",
    number: article.id,
    label: article.article,
    chapterNumber: null,
    chapter: null,
    title: "",
    text: article.text,
    span,
    titleSpan: span,
    textSpan: span,
    sentences: splitSentences(article.text),
    units: [],
    figures: [],
    measures: [],
    clauseKind: null,
    clauseKinds: [],
  };
}

function splitSentences(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  for (const { 0: sentence, index } of text.matchAll(/[^。;；]+[。;；]?/g)) {
    sentences.push({ text: sentence, span: { start: index, end: index + sentence.length } });
  }
  return sentences;
}
