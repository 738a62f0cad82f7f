import { createMiddleware } from "hono/factory";
import type * as z from "zod";
import { ProblemError } from "./problems.ts";
import type { ServiceEnvironment } from "./service-app.ts";

export const bodyLimitBytes = 256 * 1024;

/**
 * Many senders read no answer before they have sent everything, and a connection with an unread body cannot be used
 * again: so much of a body that is too large is read and dropped before it is refused.
 */
const discardLimitBytes = 4 * 1024 * 1024;

const jsonMediaType = /^application\/(?:[\w.-]+\+)?json$/;

/**
 * Reads a JSON body before it is validated: at most `bodyLimitBytes`, never more than that in memory whether the
 * length is declared or chunked; strict UTF-8, where the platform's own reading would replace broken bytes.
 */
export const jsonBody = createMiddleware<ServiceEnvironment>(async (c, next) => {
  const declaredLength = Number(c.req.header("content-length") ?? 0);
  if (declaredLength > bodyLimitBytes) throw tooLarge();
  const bytes = await readAtMost(c.req.raw.body, bodyLimitBytes);
  if (bytes.length === 0) throw new ProblemError("malformed-request", "请求正文为空,应为 JSON 对象。");
  refuseOtherFormats(c.req.header("content-type"), c.req.header("content-encoding"));
  c.req.raw = new Request(c.req.raw, { body: decodeStrictly(bytes) });
  await next();
});

/** What a route with `jsonBody` says it takes. */
export function jsonRequest<S extends z.ZodType>(schema: S, example: z.input<S>) {
  return { body: { required: true as const, content: { "application/json": { schema, example } } } };
}

function tooLarge(): ProblemError {
  return new ProblemError("content-too-large", `请求正文超过 ${bodyLimitBytes / 1024} KiB。`);
}

async function readAtMost(body: ReadableStream<Uint8Array> | null, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  if (body !== null) {
    const reader = body.getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      length += read.value.length;
      if (length <= limit) chunks.push(read.value);
      else if (length > discardLimitBytes) break;
    }
    reader.releaseLock();
  }
  if (length > limit) throw tooLarge();
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}

function refuseOtherFormats(contentType = "", contentEncoding = "identity"): void {
  const [mediaType = "", ...parameters] = contentType.toLowerCase().split(";");
  if (!jsonMediaType.test(mediaType.trim())) {
    throw new ProblemError("unsupported-media-type", "正文须为 application/json,由 Content-Type 标明。");
  }
  const charset = parameters.map((parameter) => parameter.trim()).find((text) => text.startsWith("charset="));
  if (charset !== undefined && !/^charset="?utf-?8"?$/.test(charset)) {
    throw new ProblemError("unsupported-media-type", "正文须用 UTF-8 编码。");
  }
  if (contentEncoding.trim().toLowerCase() !== "identity") {
    throw new ProblemError("unsupported-media-type", "正文不能压缩。");
  }
}

function decodeStrictly(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new ProblemError("malformed-request", "请求正文不是合法的 UTF-8。", { cause });
  }
}
