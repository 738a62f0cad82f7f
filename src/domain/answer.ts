import * as z from "zod";

export const answerStatuses = [
  "answered",
  "answered_partially",
  "needs_clarification",
  "unanswerable",
  "blocked",
] as const;
export type AnswerStatus = (typeof answerStatuses)[number];

export const answerReasons = [
  "out_of_scope",
  "no_evidence",
  "other_region",
  "other_period",
  "no_such_clause",
  "unsafe_input",
] as const;
export type AnswerReason = (typeof answerReasons)[number];

export const citationSchema = z
  .object({
    clauseId: z
      .string()
      .describe(
        "例如 lin-an-2024/18;不属于任何一条的内容为 …/preamble(前言)、…/chapter-2(章前导语)、…/closing(结尾)",
      ),
    documentId: z.string(),
    documentTitle: z.string(),
    clauseNumber: z.int().nullable(),
    clauseLabel: z.string().nullable().describe("原文印的条款编号,例如 (十八)"),
    chapter: z.string().nullable(),
    title: z.string(),
    quote: z.string().describe("支持回答的原文片段,一字不改"),
    responsibleUnits: z.array(z.string()),
  })
  .meta({ id: "Citation" });
export type Citation = z.infer<typeof citationSchema>;

export const validitySchema = z
  .object({
    from: z.string().nullable(),
    until: z.string().nullable(),
    state: z.enum(["in_force", "expired", "not_yet", "unknown"]),
  })
  .meta({ id: "Validity" });

export const answerSchema = z
  .object({
    id: z.string(),
    conversationId: z.string(),
    status: z.enum(answerStatuses),
    reason: z.enum(answerReasons).nullable(),
    answer: z.string().describe("给人看的回答,至多用到 Markdown"),
    citations: z.array(citationSchema),
    responsibleUnits: z.array(z.string()),
    validity: validitySchema,
    suggestions: z.array(z.string()),
    generatedBy: z.object({ mode: z.enum(["extractive", "generative"]), model: z.string().nullable() }),
  })
  .meta({ id: "Answer" });
export type Answer = z.infer<typeof answerSchema>;
