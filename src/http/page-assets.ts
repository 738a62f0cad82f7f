import { etag, RETAINED_304_HEADERS } from "hono/etag";
import { createMiddleware } from "hono/factory";
import { ProblemError } from "./problems.ts";
import { revalidated } from "./response-headers.ts";
import type { ServiceEnvironment } from "./service-app.ts";

export interface PageAsset {
  readonly body: Uint8Array<ArrayBuffer> | string;
  readonly contentType: string;
  /** Quoted, as the header carries it: `"9f2c…"`. */
  readonly etag: string;
}

/** The pages for people: documents, scripts, styles and pictures by path, `/` among them. */
export interface PageAssets {
  /** @param path begins with `/`, percent-decoded, without a query */
  get(path: string): Promise<PageAsset | null>;
}

/** What a page may do: load from this service and nowhere else, run no inline script, stand in no foreign frame. */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'self'",
].join("; ");

/**
 * Revalidates a page. Its policy goes with the 304 too: browsers put the headers of a 304 over those they have stored,
 * and the policy of an API response would stop the page that they show again.
 */
export const revalidatePage = etag({
  retainedHeaders: [...RETAINED_304_HEADERS, "content-security-policy"],
});

/** Serves `assets` for every path that no route before it has taken. */
export function servePages(assets: PageAssets) {
  return createMiddleware<ServiceEnvironment>(async (c, next) => {
    const asset = await assets.get(c.req.path);
    if (asset === null) return next();
    if (c.req.method !== "GET" && c.req.method !== "HEAD") {
      throw new ProblemError("method-not-allowed", `这个路径不支持 ${c.req.method}。`, {
        headers: { Allow: "GET, HEAD" },
      });
    }
    return revalidatePage(c, async () => {
      c.res = new Response(asset.body, {
        headers: {
          "Content-Type": asset.contentType,
          ETag: asset.etag,
          ...revalidated,
          "Content-Security-Policy": pagePolicy,
        },
      });
    });
  });
}
