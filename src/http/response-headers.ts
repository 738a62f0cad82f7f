import { createMiddleware } from "hono/factory";
import { secureHeaders } from "hono/secure-headers";
import type { ServiceEnvironment } from "./service-app.ts";

/**
 * What browsers may do with a response unless its route says otherwise: nothing. Strict-Transport-Security is left to
 * the proxy that ends TLS; this service cannot know whether its whole domain speaks it.
 */
export const securityHeaders = secureHeaders({
  overwrite: false,
  strictTransportSecurity: false,
  xFrameOptions: false,
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
});

/** Answers and states are for the one who asked, now; what may be kept says so itself. */
export const noStoreByDefault = createMiddleware<ServiceEnvironment>(async (c, next) => {
  await next();
  if (!c.res.headers.has("Cache-Control")) c.res.headers.set("Cache-Control", "no-store");
});

/** Validity turns with the day and a correction must show at once: kept by clients, asked for again each time. */
export const revalidated = { "Cache-Control": "public, no-cache" };
