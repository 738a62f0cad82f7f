import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { stripTypeScriptTypes } from "node:module";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import type { PageAsset, PageAssets } from "../../http/page-assets.ts";

/** In bytes, all together; far above what they are. */
const largestPages = 2 ** 26;
const pagesDirectory = join(import.meta.dirname, "../../http/pages");

/** What is served, by the ending of its name; other files of the folder are for those who write pages. */
const contentTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  // Browser modules keep their names, so that they import each other as the compiler and the tests see them.
  ".ts": "text/javascript; charset=utf-8",
};

/**
 * Reads the pages for people, ready to be sent, by path: `/`, `/style.css`, `/client/main.ts`. The types are taken out of
 * browser modules and nothing else is changed, so no build stands between what is written and what runs.
 */
export async function readPageAssets(): Promise<Map<string, PageAsset>> {
  const names = await readdir(pagesDirectory, { recursive: true });
  const assets = await Promise.all(
    names.sort().map(async (name): Promise<[string, PageAsset][]> => {
      const contentType = contentTypes[extname(name)];
      if (contentType === undefined) return [];
      const source = await readFile(join(pagesDirectory, name), "utf8");
      const body = extname(name) === ".ts" ? stripTypeScriptTypes(source) : source;
      return [[pathOf(name), { body, contentType, etag: `"${digestOf(body)}"` }]];
    }),
  );
  return new Map(assets.flat());
}

/**
 * Reads the pages when the first is asked for, as taking the types out would keep the start waiting; and in a process
 * of its own, as what does so would keep some 15 MB of this one for good.
 */
export function lazyPageAssets(): PageAssets {
  let assets: Promise<Map<string, PageAsset>> | null = null;
  return {
    async get(path) {
      assets ??= readApart().catch(readPageAssets);
      return (await assets).get(path) ?? null;
    },
  };
}

async function readApart(): Promise<Map<string, PageAsset>> {
  const script = join(import.meta.dirname, "write-page-assets.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [script], {
    env: {},
    maxBuffer: largestPages,
  });
  return new Map(JSON.parse(stdout));
}

function pathOf(name: string): string {
  const path = `/${name.replaceAll("\\", "/")}`;
  return path.endsWith("/index.html") ? path.slice(0, -"index.html".length) : path;
}

function digestOf(body: string): string {
  return createHash("sha256").update(body).digest("base64url").slice(0, 22);
}
