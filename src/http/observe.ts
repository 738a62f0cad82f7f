import { createMiddleware } from "hono/factory";
import { routePath } from "hono/route";
import type { RouteServices, ServiceEnvironment } from "./service-app.ts";

const saneRequestId = /^[\w.:=-]{1,128}$/;

/** Machines ask these every few seconds; their calls would bury everyone else's. */
const quietRoutes = new Set(["/healthz", "/readyz", "/metrics"]);

/** Gives each request an id, and one line in the log and one observation in the metrics when it has ended. */
export function observe({ log, metrics }: Pick<RouteServices, "log" | "metrics">) {
  return createMiddleware<ServiceEnvironment>(async (c, next) => {
    const started = performance.now();
    const offered = c.req.header("x-request-id");
    const requestId = offered !== undefined && saneRequestId.test(offered) ? offered : crypto.randomUUID();
    c.set("requestId", requestId);
    await next();
    c.res.headers.set("X-Request-Id", requestId);

    const { method } = c.req;
    const { status } = c.res;
    const matched = routePath(c);
    const route = matched.endsWith("*") ? (status < 400 ? "pages" : "unmatched") : matched;
    const finish = () => {
      const milliseconds = performance.now() - started;
      metrics.observeRequest({ method, route, status, seconds: milliseconds / 1000 });
      const level = quietRoutes.has(route) ? "debug" : "info";
      log[level]("request", {
        requestId,
        method,
        route,
        status,
        durationMs: Math.round(milliseconds * 10) / 10,
      });
    };
    const streamEnd = c.get("streamEnd");
    if (streamEnd === undefined) finish();
    else void streamEnd.then(finish);
  });
}
