import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import { documentIdsSchema, questionTextSchema, searchResultSchema } from "../../domain/ask.ts";
import { normaliseText } from "../../domain/normalise-text.ts";
import { maskPersonalInformation } from "../../domain/personal-information.ts";
import { toSearchResult } from "../../search/search-result.ts";
import { refuseUnknownDocuments } from "../known-documents.ts";
import { bodyProblems, tags } from "../openapi.ts";
import { serving } from "../readiness.ts";
import { jsonBody, jsonRequest } from "../request-body.ts";
import type { RouteServices, ServiceApp } from "../service-app.ts";

const searchRequestSchema = z
  .object({
    query: questionTextSchema.describe("要找的内容。规范化后 1 至 2000 个字符"),
    limit: z.int().min(1).max(50).default(10).describe("至多给几条"),
    documentIds: documentIdsSchema.optional().describe("只在这些文件中找"),
  })
  .meta({ id: "SearchRequest" });

const searchResponseSchema = z
  .object({ results: z.array(searchResultSchema).describe("最相关的在前") })
  .meta({ id: "SearchResponse" });

const searchRoute = createRoute({
  method: "post",
  path: "/v1/search",
  operationId: "search",
  tags: [tags.search],
  summary: "按相关程度排列条款",
  description: "每条结果的 explanation 说明它为什么排在这里:词面匹配、向量匹配和融合后的名次与得分。",
  middleware: jsonBody,
  request: jsonRequest(searchRequestSchema, { query: "老旧小区加装电梯", limit: 3 }),
  responses: {
    200: {
      description: "条款,最相关的在前",
      content: { "application/json": { schema: searchResponseSchema } },
    },
    ...bodyProblems,
  },
});

export function addSearchRoutes(app: ServiceApp, { readiness }: RouteServices): void {
  app.openapi(searchRoute, async (c) => {
    const { corpus, search } = serving(readiness);
    const { query, limit, documentIds } = c.req.valid("json");
    refuseUnknownDocuments(documentIds, corpus);
    // As with questions: neither the log of a model endpoint nor anyone else gets to see it.
    const text = maskPersonalInformation(normaliseText(query));
    const hits = await search.search(
      documentIds === undefined ? { text, limit } : { text, limit, documentIds },
    );
    return c.json({ results: hits.map(toSearchResult) }, 200);
  });
}
