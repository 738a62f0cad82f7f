import { HTTPException } from "hono/http-exception";
import * as z from "zod";
import { type ErrorCode, TiaowenError } from "../domain/errors.ts";

/** Every way a call can fail, as callers see it. The key ends the problem's `type`. */
export const problemKinds = {
  "malformed-request": {
    status: 400,
    title: "请求无法读懂",
    meaning: "正文为空、不是 UTF-8 或不是合法的 JSON。",
  },
  "not-found": { status: 404, title: "没有这个资源", meaning: "路径不存在,或没有这个编号的文件、条款。" },
  "method-not-allowed": { status: 405, title: "不支持这个方法", meaning: "Allow 响应头列出可用的方法。" },
  "content-too-large": { status: 413, title: "请求过大", meaning: "正文超过 256 KiB。" },
  "unsupported-media-type": {
    status: 415,
    title: "不支持这种正文格式",
    meaning: "正文须为 application/json,UTF-8 编码,不压缩。",
  },
  "invalid-request": {
    status: 422,
    title: "请求内容不合要求",
    meaning: "JSON 合法,但有字段不合要求;errors 逐个列出字段路径和原因。",
  },
  "too-many-requests": { status: 429, title: "请求过于频繁", meaning: "按 Retry-After 给的秒数稍后再试。" },
  "internal-error": {
    status: 500,
    title: "服务内部出错",
    meaning: "服务自身的缺陷,与请求内容无关。请把 requestId 告诉维护人员。",
  },
  unavailable: {
    status: 503,
    title: "服务暂不可用",
    meaning: "索引还没有载入,或载入失败。按 Retry-After 给的秒数稍后再试。",
  },
} as const;
export type ProblemKind = keyof typeof problemKinds;

export const problemSchema = z
  .object({
    type: z.string().describe("问题类型,指向本站参考页的一节"),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe("这一次的具体原因,给人看"),
    requestId: z.string().describe("与响应头 X-Request-Id 相同,日志中可据此查到"),
    errors: z
      .array(
        z.object({
          path: z.string().describe("字段路径,例如 documentIds[0];空字符串指整个正文"),
          message: z.string(),
        }),
      )
      .optional()
      .describe("仅 422"),
  })
  .meta({ id: "Problem", description: "RFC 9457 问题对象" });
export type Problem = z.infer<typeof problemSchema>;

/** Thrown anywhere behind the HTTP surface to answer with a problem. */
export class ProblemError extends Error {
  readonly kind: ProblemKind;
  readonly detail: string;
  readonly errors: Problem["errors"];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    kind: ProblemKind,
    detail: string,
    more: { errors?: NonNullable<Problem["errors"]>; headers?: Record<string, string>; cause?: unknown } = {},
  ) {
    super(detail, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = "ProblemError";
    this.kind = kind;
    this.detail = detail;
    this.errors = more.errors;
    this.headers = more.headers ?? {};
  }
}

/** @param seconds when the caller may try again */
export function unavailable(detail: string, seconds: number, cause?: unknown): ProblemError {
  return new ProblemError("unavailable", detail, { headers: { "Retry-After": String(seconds) }, cause });
}

/** What the caller of a failing service can do nothing about, whichever part of it the operator has to mend. */
const kindOfCode: Readonly<Record<ErrorCode, ProblemKind>> = {
  corpus_invalid: "unavailable",
  snapshot_unusable: "unavailable",
  configuration_invalid: "unavailable",
  model_unavailable: "unavailable",
};

/** Any error as the problem to answer with. Text of errors that are not ours to show never gets into it. */
export function toProblemError(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof TiaowenError && kindOfCode[error.code] === "unavailable") {
    return unavailable("服务的文件或设置有问题,维护人员处理后恢复。", 60, error);
  }
  // The framework's own refusals of a body.
  if (error instanceof HTTPException && error.status === 400) {
    return new ProblemError("malformed-request", "请求正文不是合法的 JSON。", { cause: error });
  }
  if (error instanceof HTTPException && error.status === 415) {
    return new ProblemError("unsupported-media-type", "正文须为 application/json。", { cause: error });
  }
  return new ProblemError("internal-error", "服务内部出错,已记入日志。请把 requestId 告诉维护人员。", {
    cause: error,
  });
}

export function problemStatus(problem: ProblemError): (typeof problemKinds)[ProblemKind]["status"] {
  return problemKinds[problem.kind].status;
}

export function problemBody(problem: ProblemError, requestId: string): Problem {
  const { status, title } = problemKinds[problem.kind];
  const body = { type: `/docs#problem-${problem.kind}`, title, status, detail: problem.detail, requestId };
  return problem.errors === undefined ? body : { ...body, errors: problem.errors };
}

export function problemResponse(problem: ProblemError, requestId: string): Response {
  return new Response(JSON.stringify(problemBody(problem, requestId)), {
    status: problemStatus(problem),
    headers: {
      "Content-Type": "application/problem+json; charset=utf-8",
      "X-Request-Id": requestId,
      ...problem.headers,
    },
  });
}
