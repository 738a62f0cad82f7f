import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Logger } from "./logger.ts";
import type { Metrics } from "./metrics.ts";
import type { PageAssets } from "./page-assets.ts";
import type { Readiness } from "./readiness.ts";

/** What the app is built from. */
export interface AppServices {
  readonly readiness: Readiness;
  readonly log: Logger;
  readonly now: () => Date;
  /** Pages for people; without them only the API is served. */
  readonly pages?: PageAssets;
  /** Origins whose pages may call this API from a browser; `*` for every one. Default none. */
  readonly corsOrigins?: readonly string[];
}

/** What route files get. */
export interface RouteServices extends AppServices {
  readonly metrics: Metrics;
}

export interface ServiceEnvironment {
  Variables: {
    requestId: string;
    /** Set by streaming routes: settles when the stream has ended, however it did. */
    streamEnd?: Promise<void>;
  };
}

export type ServiceApp = OpenAPIHono<ServiceEnvironment>;
