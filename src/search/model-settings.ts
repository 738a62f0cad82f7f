import * as z from "zod";
import { accessKey, httpAddress, oneOf, wholeNumber } from "../domain/setting-schemas.ts";

/** Where a text goes in a template. */
const textMark = "{text}";

export interface EndpointSettings {
  /** Whole where it is a reranker's; an embedder's is continued by `/embeddings`. */
  readonly url: string;
  readonly model: string;
  /** A secret: in no log, no message, no fingerprint. Null for an endpoint that asks for none. */
  readonly apiKey: string | null;
  /** How long a question waits, at most. */
  readonly timeoutSeconds: number;
}

/** How a text is put to a model that wants to be told what it is. */
export interface TextTemplates {
  readonly question: string;
  readonly passage: string;
}

export interface EndpointEmbedderSettings extends EndpointSettings {
  readonly kind: "openai-compatible";
  /** Asked of the endpoint; null for the model's own. */
  readonly dimensions: number | null;
  /** Texts a request. */
  readonly batchSize: number;
  /** Longer texts are sent up to here. */
  readonly characterLimit: number;
  readonly templates: TextTemplates;
}

export const poolings = ["mean", "cls", "last_token"] as const;
export type Pooling = (typeof poolings)[number];

export interface OnnxEmbedderSettings {
  readonly kind: "onnx";
  readonly folder: string;
  /** Null to take what the folder says, or else the mean. */
  readonly pooling: Pooling | null;
  readonly templates: TextTemplates;
}

export type EmbedderSettings =
  | { readonly kind: "built-in" }
  | EndpointEmbedderSettings
  | OnnxEmbedderSettings;

export interface ModelSettings {
  readonly embedder: EmbedderSettings;
  /** Null where none is configured. */
  readonly reranker: EndpointSettings | null;
}

const text = z.string("应为文字");
const template = text
  .refine((value) => value.includes(textMark), `应为含有 ${textMark} 的文字`)
  .default(textMark);
const seconds = wholeNumber("应为 1 到 60 的秒数", 1, 60).default(3);

/** The settings of models, on every runtime; to be spread into a runtime's own schema. */
export const modelEnvironment = {
  EMBEDDER: oneOf(["built-in", "openai-compatible", "onnx"]).default("built-in"),
  EMBEDDING_BASE_URL: httpAddress.optional(),
  EMBEDDING_MODEL: text.optional(),
  EMBEDDING_API_KEY: accessKey.optional(),
  EMBEDDING_DIMENSIONS: wholeNumber("应为 1 到 8192 的整数", 1, 8192).optional(),
  EMBEDDING_BATCH_SIZE: wholeNumber("应为 1 到 2048 的整数", 1, 2048).default(10),
  EMBEDDING_MAX_CHARACTERS: wholeNumber("应为 100 到 100000 的整数", 100, 100_000).default(2_000),
  EMBEDDING_TIMEOUT_SECONDS: seconds,
  EMBEDDING_QUESTION_TEMPLATE: template,
  EMBEDDING_PASSAGE_TEMPLATE: template,
  ONNX_MODEL_DIR: text.optional(),
  ONNX_POOLING: oneOf(poolings).optional(),
  RERANK_URL: httpAddress.optional(),
  RERANK_MODEL: text.optional(),
  RERANK_API_KEY: accessKey.optional(),
  RERANK_TIMEOUT_SECONDS: seconds,
};
type ModelEnvironment = z.output<z.ZodObject<typeof modelEnvironment>>;

/** What a choice makes necessary; given to `superRefine` of the schema that `modelEnvironment` was spread into. */
export function requireChosen(environment: ModelEnvironment, context: z.RefinementCtx): void {
  const need = (name: keyof ModelEnvironment, choice: string): void => {
    if (environment[name] !== undefined) return;
    context.addIssue({ code: "custom", path: [name], message: `设了 ${choice} 就要给出` });
  };
  if (environment.EMBEDDER === "openai-compatible") {
    need("EMBEDDING_BASE_URL", "EMBEDDER=openai-compatible");
    need("EMBEDDING_MODEL", "EMBEDDER=openai-compatible");
  }
  if (environment.EMBEDDER === "onnx") need("ONNX_MODEL_DIR", "EMBEDDER=onnx");
  if (environment.RERANK_URL !== undefined) need("RERANK_MODEL", "RERANK_URL");
  if (environment.RERANK_MODEL !== undefined) need("RERANK_URL", "RERANK_MODEL");
}

export function modelSettings(environment: ModelEnvironment): ModelSettings {
  const { RERANK_URL: url, RERANK_MODEL: model } = environment;
  const reranker =
    url === undefined || model === undefined
      ? null
      : {
          url,
          model,
          apiKey: environment.RERANK_API_KEY ?? null,
          timeoutSeconds: environment.RERANK_TIMEOUT_SECONDS,
        };
  return { embedder: embedderSettings(environment), reranker };
}

function embedderSettings(environment: ModelEnvironment): EmbedderSettings {
  const templates = {
    question: environment.EMBEDDING_QUESTION_TEMPLATE,
    passage: environment.EMBEDDING_PASSAGE_TEMPLATE,
  };
  switch (environment.EMBEDDER) {
    case "built-in":
      return { kind: "built-in" };
    case "onnx":
      return {
        kind: "onnx",
        folder: environment.ONNX_MODEL_DIR ?? "",
        pooling: environment.ONNX_POOLING ?? null,
        templates,
      };
    case "openai-compatible":
      return {
        kind: "openai-compatible",
        url: environment.EMBEDDING_BASE_URL ?? "",
        model: environment.EMBEDDING_MODEL ?? "",
        apiKey: environment.EMBEDDING_API_KEY ?? null,
        timeoutSeconds: environment.EMBEDDING_TIMEOUT_SECONDS,
        dimensions: environment.EMBEDDING_DIMENSIONS ?? null,
        batchSize: environment.EMBEDDING_BATCH_SIZE,
        characterLimit: environment.EMBEDDING_MAX_CHARACTERS,
        templates,
      };
  }
}

/** A text as a model is given it. */
export function fillTemplate(
  templates: TextTemplates,
  purpose: keyof TextTemplates,
  content: string,
): string {
  return templates[purpose].replaceAll(textMark, () => content);
}
