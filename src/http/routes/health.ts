import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import { isClause } from "../../domain/document.ts";
import { tags } from "../openapi.ts";
import type { ReadinessState } from "../readiness.ts";
import type { RouteServices, ServiceApp } from "../service-app.ts";

export const readinessSchema = z
  .object({
    state: z
      .enum(["loading", "ready", "failed", "stopping"])
      .describe("loading 正在载入;ready 可以回答;failed 载入失败,原因见 problems;stopping 正在停止"),
    embedder: z.string().nullable().describe("正在使用的向量模型;配置的那个用不上时是内置的,原因见 problems"),
    reranker: z
      .string()
      .nullable()
      .describe("正在使用的重排模型;没有配置或用不上时为 null,用不上的原因见 problems"),
    degraded: z
      .boolean()
      .describe("配置的模型有用不上的:照常回答,由内置的部分代替,原因见 problems(code 为 model_unavailable)"),
    vectorIndex: z.string().nullable().describe("正在使用的向量索引:hnsw 或 exact"),
    documents: z.int().describe("可以回答的文件数"),
    clauses: z.int(),
    corpusDigest: z.string().nullable().describe("文件内容的摘要,内容变则变"),
    problems: z
      .array(z.object({ code: z.string(), message: z.string(), at: z.string().nullable() }))
      .describe(
        "没能载入的文件、申报条件中有误的地方(第一次用到时才载入)、用不上的模型和其他问题,at 是出问题的地方",
      ),
  })
  .meta({ id: "Readiness" });

const livenessRoute = createRoute({
  method: "get",
  path: "/healthz",
  operationId: "getHealth",
  tags: [tags.operation],
  summary: "进程是否在服务",
  responses: {
    200: {
      description: "在服务",
      content: { "application/json": { schema: z.object({ status: z.literal("ok") }) } },
    },
  },
});

const readinessRoute = createRoute({
  method: "get",
  path: "/readyz",
  operationId: "getReadiness",
  tags: [tags.operation],
  summary: "是否可以回答问题",
  responses: {
    200: { description: "可以回答", content: { "application/json": { schema: readinessSchema } } },
    503: { description: "还不能或不再能回答", content: { "application/json": { schema: readinessSchema } } },
  },
});

const metricsRoute = createRoute({
  method: "get",
  path: "/metrics",
  operationId: "getMetrics",
  tags: [tags.operation],
  summary: "运行指标",
  description: "Prometheus 文本格式 0.0.4:请求数、耗时分布、各种结果的回答数。",
  responses: {
    200: { description: "指标", content: { "text/plain": { schema: z.string() } } },
  },
});

export function addHealthRoutes(app: ServiceApp, { readiness, metrics }: RouteServices): void {
  app.openapi(livenessRoute, (c) => c.json({ status: "ok" as const }, 200));

  app.openapi(readinessRoute, (c) => {
    const report = readinessReport(readiness.state);
    if (report.state === "ready") return c.json(report, 200);
    return c.json(report, 503, { "Retry-After": report.state === "loading" ? "1" : "60" });
  });

  app.openapi(metricsRoute, (c) => {
    const { state, documents, degraded } = readinessReport(readiness.state);
    const text = metrics.render([
      {
        name: "tiaowen_ready",
        help: "1 when questions are answered, else 0.",
        value: state === "ready" ? 1 : 0,
      },
      {
        name: "tiaowen_degraded",
        help: "1 while a configured model is not in use and built-in parts stand in for it, else 0.",
        value: degraded ? 1 : 0,
      },
      { name: "tiaowen_documents", help: "Documents that answers are drawn from.", value: documents },
    ]);
    return c.text(text, 200, { "Content-Type": "text/plain; version=0.0.4; charset=utf-8" });
  });
}

function readinessReport(state: ReadinessState): z.infer<typeof readinessSchema> {
  const service = "service" in state ? state.service : null;
  const ranking = service?.rankingState() ?? null;
  const modelProblems = ranking?.problems ?? [];
  const corpusProblems = state.name === "failed" ? state.problems : (service?.corpus.problems ?? []);
  const eligibilityProblems = service?.eligibility.opened?.problems ?? [];
  const documents = service?.corpus.documents ?? [];
  return {
    state: state.name,
    embedder: ranking?.embedder ?? null,
    reranker: ranking?.reranker ?? null,
    degraded: modelProblems.length > 0,
    vectorIndex: service?.vectorIndex ?? null,
    documents: documents.length,
    clauses: documents.reduce((total, { provisions }) => total + provisions.filter(isClause).length, 0),
    corpusDigest: service?.corpus.digest ?? null,
    problems: [...corpusProblems, ...eligibilityProblems, ...modelProblems].map(({ code, message, at }) => ({
      code,
      message,
      at,
    })),
  };
}
