import * as z from "zod";
import { validitySchema } from "../domain/answer.ts";
import { isClause, type PolicyDocument, type Provision } from "../domain/document.ts";
import { documentReferenceSchema, suggestedQuestionSchema } from "../domain/metadata.ts";
import { sliceSpan } from "../domain/text-span.ts";
import { todayInChina, validityOn } from "../domain/validity.ts";

const clauseKindSchema = z
  .enum(["support", "guarantee", "government_target", "service", "pass_through"])
  .meta({
    id: "ClauseKind",
    description:
      "support 可申领的支持;guarantee 要素保障;government_target 政府自身目标;service 不必申请的服务;pass_through 落实上级政策",
  });

const spanSchema = z
  .object({ start: z.int(), end: z.int() })
  .meta({ id: "TextSpan", description: "文件原文中的半开区间,UTF-16 码元" });

const figureSchema = z
  .object({
    subject: z.string().describe("数的是什么,用文件的话;文件没写则为空"),
    printed: z.string().describe("原文所印,例如 5.9亿元"),
    value: z.number().describe("以 baseUnit 计的数值,例如 590000000"),
    upperValue: z.number().nullable().describe("原文是区间时的上限"),
    unit: z.string(),
    baseUnit: z.string(),
    bound: z.enum(["exact", "at_least", "at_most", "about"]),
    year: z.int().nullable(),
    span: spanSchema,
  })
  .meta({ id: "Figure" });

const measureSchema = z
  .object({
    kind: clauseKindSchema,
    audience: z.string().nullable().describe("给谁;句子没写则为 null"),
    action: z.string().describe("给什么、做什么"),
    condition: z.string().nullable().describe("什么条件;句子没写则为 null"),
    sentence: z.string(),
    span: spanSchema,
  })
  .meta({ id: "Measure", description: "一句话给出的一项措施,都用原文的字" });

const provisionSchema = z
  .object({
    id: z.string().describe("例如 lin-an-2024/18"),
    documentId: z.string(),
    kind: z.enum(["preamble", "chapter", "clause", "closing"]),
    number: z.int().nullable(),
    label: z.string().nullable().describe("原文印的编号,例如 (十八)、二、"),
    chapterNumber: z.int().nullable(),
    chapter: z.string().nullable(),
    title: z.string(),
    text: z.string().describe("正文,不含编号、标题和责任单位"),
    span: spanSchema,
    titleSpan: spanSchema,
    textSpan: spanSchema,
    sentences: z.array(z.object({ text: z.string(), span: spanSchema })).readonly(),
    units: z
      .array(
        z.object({ name: z.string(), role: z.enum(["responsible", "lead", "support"]), span: spanSchema }),
      )
      .readonly(),
    figures: z.array(figureSchema).readonly(),
    measures: z.array(measureSchema).readonly(),
    // Not nullable(): the generator writes that as allOf of the enum and null, which no value satisfies.
    clauseKind: z.union([clauseKindSchema, z.null()]),
    clauseKinds: z.array(clauseKindSchema).readonly(),
  })
  .meta({ id: "Provision", description: "文件中可以引用的一部分:前言、章前导语、条款、结尾" });

export const documentSummarySchema = z
  .object({
    id: z.string(),
    title: z.string(),
    issuer: z.string().nullable(),
    documentNumber: z.string().nullable().describe("文号"),
    date: z.string().nullable().describe("发文日期"),
    region: z.object({ name: z.string(), shortNames: z.array(z.string()) }).nullable(),
    status: z.enum(["issued", "repealed", "superseded"]),
    validity: validitySchema,
    references: z.array(
      documentReferenceSchema
        .extend({
          title: z.string().nullable().describe("标题,不带书名号;只知道文号时为 null"),
          documentNumber: z.string().nullable().describe("文号,例如 浙政发〔2024〕4号"),
        })
        .meta({ id: "DocumentReference" }),
    ),
    counts: z.object({ chapters: z.int(), clauses: z.int(), units: z.int().describe("不同的责任单位") }),
    suggestedQuestions: z
      .array(suggestedQuestionSchema.meta({ id: "SuggestedQuestion" }))
      .describe("可以拿来开头的问题,按提问的人分:firm 企业,resident 个人,hotline 热线坐席"),
  })
  .meta({ id: "DocumentSummary" });

export const documentSchema = documentSummarySchema
  .extend({
    validityStatedIn: z.string().nullable().describe("写明有效期的原文"),
    contact: z.object({ name: z.string(), phone: z.string() }).nullable(),
    provisions: z.array(provisionSchema).readonly().describe("按阅读顺序"),
    warnings: z
      .array(z.object({ message: z.string(), at: z.string() }))
      .readonly()
      .describe("解析时没有把握的地方"),
    sourceUrl: z.string().describe("原文全文的路径"),
  })
  .meta({ id: "Document" });

const neighbourSchema = provisionSchema
  .pick({ id: true, kind: true, label: true, chapter: true, title: true })
  .nullable();

export const clauseSchema = provisionSchema
  .extend({
    documentTitle: z.string(),
    validity: validitySchema,
    previous: neighbourSchema.describe("前面最近的一条;没有则为 null"),
    next: neighbourSchema.describe("后面最近的一条;没有则为 null"),
    source: z
      .object({
        url: z.string().describe("原文全文的路径"),
        start: z.int(),
        end: z.int(),
        text: z.string().describe("原文这一段,含编号、标题、正文和责任单位;回答中的引文可在其中定位"),
      })
      .describe("在文件原文中的位置"),
  })
  .meta({ id: "Clause" });

export const documentListSchema = z
  .object({ documents: z.array(documentSummarySchema) })
  .meta({ id: "DocumentList" });

export function toDocumentSummary(
  document: PolicyDocument,
  now: Date,
): z.infer<typeof documentSummarySchema> {
  const { id, title, issuer, documentNumber, date, region, status, references, suggestedQuestions } =
    document.metadata;
  const units = new Set(document.provisions.flatMap((provision) => provision.units.map(({ name }) => name)));
  return {
    id,
    title,
    issuer,
    documentNumber,
    date,
    region,
    status,
    validity: validityOn(document.metadata.validity, todayInChina(now)),
    references,
    counts: {
      chapters: document.provisions.filter(({ kind }) => kind === "chapter").length,
      clauses: document.provisions.filter(isClause).length,
      units: units.size,
    },
    suggestedQuestions,
  };
}

export function toDocument(document: PolicyDocument, now: Date): z.infer<typeof documentSchema> {
  return {
    ...toDocumentSummary(document, now),
    validityStatedIn: document.metadata.validity.statedIn,
    contact: document.metadata.contact,
    provisions: document.provisions,
    warnings: document.warnings,
    sourceUrl: sourceUrl(document),
  };
}

export function toClause(
  document: PolicyDocument,
  provision: Provision,
  now: Date,
): z.infer<typeof clauseSchema> {
  const position = document.provisions.indexOf(provision);
  return {
    ...provision,
    documentTitle: document.metadata.title,
    validity: validityOn(document.metadata.validity, todayInChina(now)),
    previous: toNeighbour(document.provisions.slice(0, position).findLast(isClause)),
    next: toNeighbour(document.provisions.slice(position + 1).find(isClause)),
    source: {
      url: sourceUrl(document),
      ...provision.span,
      text: sliceSpan(document.source, provision.span),
    },
  };
}

function toNeighbour(provision: Provision | undefined): z.infer<typeof neighbourSchema> {
  if (provision === undefined) return null;
  const { id, kind, label, chapter, title } = provision;
  return { id, kind, label, chapter, title };
}

function sourceUrl(document: PolicyDocument): string {
  return `/v1/documents/${document.id}/source`;
}
