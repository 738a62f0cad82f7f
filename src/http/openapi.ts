import { type ProblemKind, problemKinds, problemSchema } from "./problems.ts";
import type { ServiceApp } from "./service-app.ts";

export type OpenApiDocument = ReturnType<ServiceApp["getOpenAPI31Document"]>;

const description = `按已发布的政策文件回答问题:每个回答都列出所依据的条款、原文和责任单位,原文没有写的不说。

- 请求和响应都是 UTF-8 的 JSON,字段用 camelCase。请求中不认识的字段会被忽略,响应以后可能增加字段。
- 请求正文不超过 256 KiB,Content-Type 为 application/json。
- 出错时返回 application/problem+json(RFC 9457)。请求内容有错只会得到 4xx,5xx 都是服务自己的事。
- 每个响应都有 X-Request-Id;请求带了合格的 X-Request-Id 就沿用,否则由服务生成。
- 文件与条款的响应带 ETag,可用 If-None-Match 再验证。GET 都支持 HEAD。
- 位置(start、end)是在文件原文中的半开区间,以 UTF-16 码元计,即 JavaScript 的 text.slice(start, end)。`;

/** Tags in the order a reader wants them. */
export const tags = {
  ask: "问答",
  eligibility: "能申领什么",
  search: "检索",
  corpus: "文件与条款",
  operation: "运行",
} as const;

/** The OpenAPI 3.1 document of every route that `app` has by now. */
export function openApiDocument(app: ServiceApp): OpenApiDocument {
  return app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: { title: "条文 API", version: "1.0.0", description },
    servers: [{ url: "/" }],
    tags: Object.values(tags).map((name) => ({ name })),
  });
}

function problem(kind: ProblemKind) {
  const { title, meaning } = problemKinds[kind];
  return {
    description: `${title}。${meaning}`,
    content: { "application/problem+json": { schema: problemSchema } },
  };
}

/** How a call that reads one thing of the corpus can fail. */
export const readingProblems = {
  404: problem("not-found"),
  500: problem("internal-error"),
  503: problem("unavailable"),
} as const;

/** How a call with a JSON body can fail. */
export const bodyProblems = {
  400: problem("malformed-request"),
  413: problem("content-too-large"),
  415: problem("unsupported-media-type"),
  422: problem("invalid-request"),
  500: problem("internal-error"),
  503: problem("unavailable"),
} as const;

/** How a call that needs no more than the index can fail. */
export const serviceProblems = { 500: problem("internal-error"), 503: problem("unavailable") } as const;
