import * as z from "zod";
import { type Answer, answerSchema } from "./answer.ts";

/** Characters of a question after normalisation; longer text is a document, not a question. */
export const questionLengthLimit = 2_000;

export const askRequestSchema = z
  .object({
    question: z.string().describe("1 to 2,000 characters after normalisation"),
    conversationId: z.string().min(1).max(200).optional(),
    documentIds: z
      .array(z.string().min(1).max(64))
      .min(1)
      .max(100)
      .optional()
      .describe("Limit to these documents"),
    mode: z.enum(["auto", "extractive", "generative"]).default("auto"),
    profile: z.record(z.string(), z.unknown()).optional().describe("Facts about the applicant"),
  })
  .meta({ id: "AskRequest" });
export type AskRequest = z.output<typeof askRequestSchema>;

export const rankExplanationSchema = z
  .object({
    lexical: z
      .object({ rank: z.int(), score: z.number() })
      .nullable()
      .describe("BM25; null where no word matched"),
    vector: z.object({ rank: z.int(), score: z.number() }).nullable().describe("Cosine similarity"),
    fused: z.object({ rank: z.int(), score: z.number() }),
    matchedUnit: z
      .object({ kind: z.enum(["provision", "sentence", "measure", "asking"]), text: z.string() })
      .describe("The piece of the clause that ranked it highest"),
  })
  .meta({ id: "RankExplanation" });
export type RankExplanation = z.infer<typeof rankExplanationSchema>;

export const searchResultSchema = z
  .object({
    clauseId: z.string(),
    documentId: z.string(),
    documentTitle: z.string(),
    clauseNumber: z.int().nullable(),
    clauseLabel: z.string().nullable(),
    chapter: z.string().nullable(),
    title: z.string(),
    text: z.string(),
    responsibleUnits: z.array(z.string()),
    score: z.number(),
    explanation: rankExplanationSchema,
  })
  .meta({ id: "SearchResult" });
export type SearchResult = z.infer<typeof searchResultSchema>;

export const askEventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("search-results"), results: z.array(searchResultSchema) }),
  z.object({ type: z.literal("text-delta"), text: z.string() }),
  z.object({ type: z.literal("answer"), answer: answerSchema }),
]);
export type AskEvent = z.infer<typeof askEventSchema>;

/**
 * Answers questions from the corpus. The text deltas of a stream, joined, are the final answer's text.
 * Questions of any content are answered with a status; only a defect of ours throws.
 */
export interface Assistant {
  ask(request: AskRequest, signal?: AbortSignal): Promise<Answer>;
  stream(request: AskRequest, signal?: AbortSignal): AsyncIterable<AskEvent>;
}
