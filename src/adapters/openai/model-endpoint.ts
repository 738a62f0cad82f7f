import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError, OpenAI } from "openai";
import type * as z from "zod";
import { TiaowenError } from "../../domain/errors.ts";
import type { EndpointSettings } from "../../search/model-settings.ts";

/**
 * How long a call may take. The client itself tries again after 408, 409, 429, 5xx and lost connections, twice as
 * late each time with some jitter, or when `Retry-After` says so (up to a minute).
 */
export interface Patience {
  readonly retries: number;
  /** For each attempt, with its body. */
  readonly attemptSeconds: number;
  /** For everything together; unset for as long as the attempts take. */
  readonly totalSeconds?: number;
}

export interface ModelEndpoint {
  /** `https://dashscope.aliyuncs.com/compatible-mode/v1`, for messages: without what may be a secret. */
  readonly name: string;
  readonly host: string;
  /**
   * @param path continues the address; empty for the address itself
   * @param schema of the response's JSON
   * @throws TiaowenError `model_unavailable` that names the endpoint, without a word of what was sent
   */
  post<Schema extends z.ZodType>(
    path: string,
    body: Readonly<Record<string, unknown>>,
    patience: Patience,
    schema: Schema,
  ): Promise<z.output<Schema>>;
  /** The error for an answer that is not as agreed. */
  wrongAnswer(reason: string): TiaowenError;
}

/** @param at the setting that names the address */
export function openModelEndpoint(
  { url, apiKey }: Pick<EndpointSettings, "url" | "apiKey">,
  at: string,
): ModelEndpoint {
  const { host, origin, pathname } = new URL(url);
  const name = `${origin}${pathname}`.replace(/\/+$/, "");
  // Set in full, so that no key or address is taken from variables that were meant for another program.
  const client = new OpenAI({
    baseURL: url,
    apiKey: apiKey ?? "none",
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    defaultHeaders: apiKey === null ? { Authorization: null } : {},
    logLevel: "off",
  });
  const failure = (reason: string, cause?: unknown): TiaowenError =>
    new TiaowenError("model_unavailable", `${name} ${reason}`, { at, cause });
  return {
    name,
    host,
    async post(path, body, { retries, attemptSeconds, totalSeconds }, schema) {
      const signal = totalSeconds === undefined ? undefined : AbortSignal.timeout(totalSeconds * 1000);
      const response = await client
        .post(path === "" ? url : path, {
          body,
          maxRetries: retries,
          timeout: attemptSeconds * 1000,
          ...(signal && { signal }),
        })
        .catch((error: unknown) => {
          throw failure(reasonOf(error, totalSeconds ?? attemptSeconds), error);
        });
      const parsed = schema.safeParse(response);
      if (parsed.success) return parsed.data;
      const { path: place = [], message = "" } = parsed.error.issues[0] ?? {};
      throw failure(`的回答不合约定(${place.join(".")}:${message})`);
    },
    wrongAnswer: failure,
  };
}

/**
 * What came for each text of a request, in the texts' order, however the endpoint ordered it.
 * @throws TiaowenError `model_unavailable` where something is missing, more than asked for or there twice
 */
export function inOrder<Item extends { readonly index: number }>(
  endpoint: ModelEndpoint,
  items: readonly Item[],
  count: number,
): Item[] {
  const byIndex = new Map(items.map((item) => [item.index, item]));
  const ordered = Array.from({ length: count }, (_, index) => byIndex.get(index) ?? null);
  const found = ordered.filter((item) => item !== null);
  if (items.length === count && found.length === count) return found;
  throw endpoint.wrongAnswer(
    `对 ${count} 段文字给了 ${items.length} 个结果,序号对得上的有 ${found.length} 个`,
  );
}

/** Of what the endpoint says of itself only the code is passed on: the rest may repeat a question or a key. */
function reasonOf(error: unknown, seconds: number): string {
  if (error instanceof APIUserAbortError || error instanceof APIConnectionTimeoutError) {
    return `在 ${seconds} 秒内没有回答`;
  }
  if (error instanceof APIConnectionError) return `连接不上${inBrackets(codeOf(error.cause))}`;
  if (error instanceof APIError) return `回答了 HTTP ${error.status}${inBrackets(error.code)}`;
  if (error instanceof SyntaxError) return "的回答不是 JSON";
  return "没有给出可用的回答";
}

/** `fetch` wraps what the socket said. */
function codeOf(cause: unknown): unknown {
  if (!(cause instanceof Error)) return undefined;
  return "code" in cause ? cause.code : codeOf(cause.cause);
}

function inBrackets(code: unknown): string {
  return typeof code === "string" && /^[\w.-]{1,60}$/.test(code) ? `(${code})` : "";
}
