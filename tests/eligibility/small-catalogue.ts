import type { PolicyDocument } from "../../src/domain/document.ts";
import { documentMetadataSchema } from "../../src/domain/metadata.ts";
import type { Condition } from "../../src/eligibility/conditions/condition-schema.ts";
import type { FactVocabulary } from "../../src/eligibility/facts/fact-vocabulary.ts";
import type { Catalogue } from "../../src/eligibility/offers/catalogue.ts";
import { digestOfClause, openCatalogue } from "../../src/eligibility/offers/open-catalogue.ts";
import { createMentionFinder } from "../../src/eligibility/reading/mentions.ts";
import { parseDocument } from "../../src/ingest/parse-document.ts";

/** A document of titled clauses. @param clauses their texts, the title before the first full stop */
export function documentOf(...clauses: readonly string[]): PolicyDocument {
  const numerals = "一二三四五六七八九";
  const text = [
    "关于支持发展的若干政策",
    "结合我区实际,制定以下政策。",
    "一、支持政策",
    ...clauses.map((clause, index) => `(${numerals.charAt(index)})${clause}(责任单位:区科技局)`),
  ].join("\n");
  const { source, provisions } = parseDocument(text, { documentId: "small", notPartOfDocument: [] });
  return {
    id: "small",
    metadata: documentMetadataSchema.parse({
      id: "small",
      title: "关于支持发展的若干政策",
      issuer: null,
      region: null,
      validity: { from: null, until: null },
    }),
    source,
    provisions,
    warnings: [],
  };
}

export function digestOf(document: PolicyDocument, clause: string): string {
  const provision = document.provisions.find(({ id }) => id === `small/${clause}`);
  if (provision === undefined) throw new Error(`no clause ${clause}`);
  return digestOfClause(provision);
}

export function catalogueOf(document: PolicyDocument, file: unknown, vocabulary: FactVocabulary): Catalogue {
  const offers =
    file === null
      ? null
      : { text: typeof file === "string" ? file : JSON.stringify(file), at: "small/offers.json" };
  return openCatalogue([{ document, offers }], vocabulary, createMentionFinder(vocabulary));
}

/** One clause that offers something on each of the conditions, to anybody. */
export function catalogueOn(vocabulary: FactVocabulary, ...conditions: readonly Condition[]): Catalogue {
  const document = documentOf("奖励。对符合条件的给予奖励。");
  return catalogueOf(
    document,
    {
      clauses: [
        {
          clause: "1",
          digest: digestOf(document, "1"),
          reason: "给予奖励",
          offers: conditions.map((condition, index) => ({
            name: `offer-${index}`,
            support: "奖励",
            nature: "support",
            quote: "给予奖励",
            gives: "给予奖励",
            audience: [],
            conditions: condition,
          })),
        },
      ],
    },
    vocabulary,
  );
}
