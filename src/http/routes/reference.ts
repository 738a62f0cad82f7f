import { createRoute } from "@hono/zod-openapi";
import { etag } from "hono/etag";
import * as z from "zod";
import { type OpenApiDocument, openApiDocument, tags } from "../openapi.ts";
import { pagePolicy, revalidatePage } from "../page-assets.ts";
import { referencePage } from "../reference-page.ts";
import { referenceStyle } from "../reference-style.ts";
import { revalidated } from "../response-headers.ts";
import type { ServiceApp } from "../service-app.ts";

const openApiRoute = createRoute({
  method: "get",
  path: "/openapi.json",
  operationId: "getOpenApi",
  tags: [tags.operation],
  summary: "本接口的 OpenAPI 3.1 描述",
  middleware: etag(),
  responses: {
    200: {
      description: "OpenAPI 文档",
      content: { "application/json": { schema: z.custom<OpenApiDocument>().meta({ type: "object" }) } },
    },
  },
});

const pageRoute = createRoute({
  method: "get",
  path: "/docs",
  operationId: "getReference",
  tags: [tags.operation],
  summary: "接口参考页",
  middleware: revalidatePage,
  responses: { 200: { description: "网页", content: { "text/html": { schema: z.string() } } } },
});

export function addReferenceRoutes(app: ServiceApp): void {
  let made: OpenApiDocument | null = null;
  // Made on first use, when every route has been added.
  const document = () => {
    made ??= openApiDocument(app);
    return made;
  };

  app.openapi(openApiRoute, (c) => c.json(document(), 200, revalidated));
  app.openapi(pageRoute, async (c) =>
    c.html(await referencePage(document()), 200, { ...revalidated, "Content-Security-Policy": pagePolicy }),
  );
  app.get("/docs/reference.css", etag(), (c) =>
    c.text(referenceStyle, 200, { ...revalidated, "Content-Type": "text/css; charset=utf-8" }),
  );
}
