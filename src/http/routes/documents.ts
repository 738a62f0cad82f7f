import { createRoute } from "@hono/zod-openapi";
import { etag } from "hono/etag";
import * as z from "zod";
import type { PolicyDocument } from "../../domain/document.ts";
import type { Corpus } from "../../ingest/load-corpus.ts";
import {
  clauseSchema,
  documentListSchema,
  documentSchema,
  toClause,
  toDocument,
  toDocumentSummary,
} from "../document-resources.ts";
import { readingProblems, serviceProblems, tags } from "../openapi.ts";
import { ProblemError } from "../problems.ts";
import { serving } from "../readiness.ts";
import { revalidated } from "../response-headers.ts";
import type { RouteServices, ServiceApp } from "../service-app.ts";

const documentIdSchema = z.string().meta({ description: "文件编号", example: "lin-an-2024" });

const listRoute = createRoute({
  method: "get",
  path: "/v1/documents",
  operationId: "listDocuments",
  tags: [tags.corpus],
  summary: "列出文件",
  middleware: etag(),
  responses: {
    200: {
      description: "全部文件的概况",
      content: {
        "application/json": { schema: documentListSchema },
      },
    },
    ...serviceProblems,
  },
});

const documentRoute = createRoute({
  method: "get",
  path: "/v1/documents/{id}",
  operationId: "getDocument",
  tags: [tags.corpus],
  summary: "取一份文件的全部结构化内容",
  middleware: etag(),
  request: { params: z.object({ id: documentIdSchema }) },
  responses: {
    200: {
      description: "文件概况和全部条款",
      content: { "application/json": { schema: documentSchema } },
    },
    ...readingProblems,
  },
});

const sourceRoute = createRoute({
  method: "get",
  path: "/v1/documents/{id}/source",
  operationId: "getDocumentSource",
  tags: [tags.corpus],
  summary: "取一份文件的原文全文",
  description: "各处的 start、end 都指这份文本。",
  middleware: etag(),
  request: { params: z.object({ id: documentIdSchema }) },
  responses: {
    200: { description: "原文,UTF-8", content: { "text/plain": { schema: z.string() } } },
    ...readingProblems,
  },
});

const clauseRoute = createRoute({
  method: "get",
  path: "/v1/clauses/{documentId}/{number}",
  operationId: "getClause",
  tags: [tags.corpus],
  summary: "取一条",
  middleware: etag(),
  request: {
    params: z.object({
      documentId: documentIdSchema,
      number: z.string().meta({
        description:
          "条款编号的数字,如 18;各章重新编号的文件为 章-条,如 2-3;还可以是 preamble、chapter-2、closing。即 clauseId 中斜线后的部分",
        example: "18",
      }),
    }),
  },
  responses: {
    200: { description: "条款", content: { "application/json": { schema: clauseSchema } } },
    ...readingProblems,
  },
});

export function addDocumentRoutes(app: ServiceApp, { readiness, now }: RouteServices): void {
  app.openapi(listRoute, (c) => {
    const { corpus } = serving(readiness);
    const documents = corpus.documents.map((document) => toDocumentSummary(document, now()));
    return c.json({ documents }, 200, revalidated);
  });

  app.openapi(documentRoute, (c) => {
    const document = findDocument(serving(readiness).corpus, c.req.valid("param").id);
    return c.json(toDocument(document, now()), 200, revalidated);
  });

  app.openapi(sourceRoute, (c) => {
    const document = findDocument(serving(readiness).corpus, c.req.valid("param").id);
    return c.text(document.source, 200, revalidated);
  });

  app.openapi(clauseRoute, (c) => {
    const { documentId, number } = c.req.valid("param");
    const document = findDocument(serving(readiness).corpus, documentId);
    const provision = document.provisions.find(({ id }) => id === `${documentId}/${number}`);
    if (provision === undefined) {
      throw new ProblemError("not-found", `《${document.metadata.title}》中没有编号为 ${number} 的条款。`);
    }
    return c.json(toClause(document, provision, now()), 200, revalidated);
  });
}

function findDocument(corpus: Corpus, id: string): PolicyDocument {
  const document = corpus.documents.find((candidate) => candidate.id === id);
  if (document === undefined) throw new ProblemError("not-found", `没有编号为 ${id} 的文件。`);
  return document;
}
