import * as z from "zod";
import { type Answer, answerSchema } from "./answer.ts";
import { normaliseText } from "./normalise-text.ts";

/** Characters (code points) of a question after normalisation; longer text is a document, not a question. */
export const questionLengthLimit = 2_000;

/** Text that asks or searches. Judged by its normal form, but handed on as it came: the pipeline normalises. */
export const questionTextSchema = z.string().superRefine((text, context) => {
  const { length } = [...normaliseText(text)];
  if (length === 0) {
    context.addIssue({ code: "custom", message: "不能为空(空白和不可见字符不计)" });
  } else if (length > questionLengthLimit) {
    context.addIssue({ code: "custom", message: `最多 ${questionLengthLimit} 个字符,现有 ${length} 个` });
  }
});

export const documentIdsSchema = z.array(z.string().min(1).max(64)).min(1).max(100);

export const askRequestSchema = z
  .object({
    question: questionTextSchema.describe(
      "问题,口语即可。规范化(全角转半角,去掉不可见字符,合并空白)后 1 至 2000 个字符",
    ),
    conversationId: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .describe("接着哪次对话问;取自上一个回答的 conversationId"),
    documentIds: documentIdsSchema.optional().describe("只在这些文件中找答案;不给则在全部文件中找"),
    mode: z
      .enum(["auto", "extractive", "generative"])
      .default("auto")
      .describe("extractive 只用原文句子作答;generative 由模型成文;auto 由服务决定"),
    profile: z.record(z.string(), z.unknown()).optional().describe("申请人的情况"),
  })
  .meta({ id: "AskRequest" });
export type AskRequest = z.output<typeof askRequestSchema>;

export const rankExplanationSchema = z
  .object({
    lexical: z
      .object({ rank: z.int(), score: z.number() })
      .nullable()
      .describe("词面匹配(BM25)的名次与得分;没有词匹配时为 null"),
    vector: z
      .object({ rank: z.int(), score: z.number() })
      .nullable()
      .describe("向量匹配的名次与余弦相似度;不在其候选中时为 null"),
    fused: z
      .object({ rank: z.int(), score: z.number() })
      .describe("最后的名次,与两者融合的得分;有重排模型时名次由它定"),
    reranked: z.object({ score: z.number() }).optional().describe("重排模型给的分;没有经它重排时不出现"),
    matchedUnit: z
      .object({ kind: z.enum(["provision", "sentence", "measure", "asking"]), text: z.string() })
      .describe("条款中使它排到这里的那一段:条款、句子、措施,或问法"),
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
