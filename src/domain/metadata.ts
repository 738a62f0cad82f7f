import * as z from "zod";

const isoDate = z.iso.date();

/** A document that another one names: implements, refers to, is superseded by. */
export const documentReferenceSchema = z.strictObject({
  title: z
    .string()
    .min(1)
    .nullable()
    .describe("Title without book-title marks; null when only a number is known"),
  documentNumber: z.string().min(1).nullable().describe("文号, e.g. 浙政发〔2024〕4号"),
  relation: z.enum(["implements", "refers_to", "amends", "repeals", "superseded_by"]),
});

/** A question that this document answers, offered to those who do not know what to ask. */
export const suggestedQuestionSchema = z.strictObject({
  audience: z.enum(["firm", "resident", "hotline"]),
  question: z.string().min(1).max(60),
});

/** What people know about a document and may edit: `corpus/<id>/metadata.json`. */
export const documentMetadataSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "lower-case letters, digits and hyphens"),
  title: z.string().min(1),
  issuer: z.string().min(1).nullable(),
  documentNumber: z.string().min(1).nullable().default(null),
  date: z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
    .nullable()
    .default(null)
    .describe("Date of issue, ISO; month alone where no day is known"),
  region: z
    .strictObject({
      name: z.string().min(1).describe("Full name from the province down: 浙江省杭州市临安区"),
      shortNames: z.array(z.string().min(1)).min(1).describe("As people say it: 临安, 临安区"),
    })
    .nullable(),
  validity: z.strictObject({
    from: isoDate.nullable(),
    until: isoDate.nullable().describe("The last day in force"),
    /** Verbatim, checked to be in the source text. */
    statedIn: z.string().min(1).nullable().default(null),
  }),
  status: z.enum(["issued", "repealed", "superseded"]).default("issued"),
  references: z.array(documentReferenceSchema).default([]),
  /** Verbatim beginnings of text that is published with the document but is no part of it, e.g. a news lead. */
  notPartOfDocument: z
    .array(z.strictObject({ from: z.string().min(1), to: z.string().min(1), reason: z.string().min(1) }))
    .default([]),
  /** Whom to call when nothing in the document answers. Never invented: null where nobody stated it. */
  contact: z
    .strictObject({ name: z.string().min(1), phone: z.string().min(1) })
    .nullable()
    .default(null),
  suggestedQuestions: z.array(suggestedQuestionSchema).default([]),
});

export type DocumentMetadata = z.infer<typeof documentMetadataSchema>;
export type DocumentReference = z.infer<typeof documentReferenceSchema>;
