import * as z from "zod";
import type { PageAssets } from "../../http/page-assets.ts";

/** Pages by path, as text: types taken out, tags worked out. */
export const pageBundleSchema = z.record(
  z.string().startsWith("/"),
  z.strictObject({ body: z.string(), contentType: z.string(), etag: z.string() }),
);
export type PageBundle = z.infer<typeof pageBundleSchema>;

/** @param json a `PageBundle` */
export function bundledPageAssets(json: string): PageAssets {
  const assets = new Map(Object.entries(pageBundleSchema.parse(JSON.parse(json))));
  return { get: async (path) => assets.get(path) ?? null };
}
