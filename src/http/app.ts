import { OpenAPIHono } from "@hono/zod-openapi";
import { cors } from "hono/cors";
import { methodNotAllowed } from "hono/method-not-allowed";
import { invalidRequest } from "./invalid-request.ts";
import { defectFields } from "./logger.ts";
import { createMetrics } from "./metrics.ts";
import { observe } from "./observe.ts";
import { servePages } from "./page-assets.ts";
import { ProblemError, problemResponse, problemStatus, toProblemError } from "./problems.ts";
import { noStoreByDefault, securityHeaders } from "./response-headers.ts";
import { addAskRoutes } from "./routes/ask.ts";
import { addDocumentRoutes } from "./routes/documents.ts";
import { addEligibilityRoutes } from "./routes/eligibility.ts";
import { addHealthRoutes } from "./routes/health.ts";
import { addReferenceRoutes } from "./routes/reference.ts";
import { addSearchRoutes } from "./routes/search.ts";
import type { AppServices, RouteServices, ServiceApp, ServiceEnvironment } from "./service-app.ts";

/** For logs alone: the caller left, so nobody reads the answer. */
const clientClosedRequest = 499;

/** The whole HTTP surface on Web standards: `app.fetch(request)` answers, in Node and in workerd alike. */
export function createApp(services: AppServices): ServiceApp {
  const { log, pages, corsOrigins = [] } = services;
  const routeServices: RouteServices = { ...services, metrics: createMetrics() };
  const app: ServiceApp = new OpenAPIHono<ServiceEnvironment>({
    defaultHook: (result) => {
      if (!result.success) throw invalidRequest(result.error, "data" in result ? result.data : undefined);
    },
  });

  app.use(observe(routeServices), securityHeaders, noStoreByDefault);
  if (corsOrigins.length > 0) app.use(crossOrigin(corsOrigins));
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) =>
        problemResponse(
          new ProblemError("method-not-allowed", `这个路径不支持 ${c.req.method}。`, {
            headers: { Allow: methods.join(", ") },
          }),
          c.get("requestId"),
        ),
    }),
  );

  addAskRoutes(app, routeServices);
  addEligibilityRoutes(app, routeServices);
  addSearchRoutes(app, routeServices);
  addDocumentRoutes(app, routeServices);
  addHealthRoutes(app, routeServices);
  addReferenceRoutes(app);
  if (pages !== undefined) app.use(servePages(pages));

  app.notFound((c) =>
    problemResponse(new ProblemError("not-found", "没有这个路径。接口列表见 /docs。"), c.get("requestId")),
  );
  app.onError((error, c) => {
    if (c.req.raw.signal.aborted) return new Response(null, { status: clientClosedRequest });
    const requestId = c.get("requestId");
    const problem = toProblemError(error);
    if (problemStatus(problem) === 500) log.error("request failed", { requestId, ...defectFields(error) });
    return problemResponse(problem, requestId);
  });
  return app;
}

function crossOrigin(origins: readonly string[]) {
  return cors({
    origin: origins.includes("*") ? "*" : [...origins],
    allowMethods: ["GET", "HEAD", "POST"],
    allowHeaders: ["Content-Type", "If-None-Match", "X-Request-Id"],
    exposeHeaders: ["ETag", "Retry-After", "X-Request-Id"],
    maxAge: 86_400,
  });
}
