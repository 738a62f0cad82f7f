import { execFile } from "node:child_process";
import { posix } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { readPageAssets } from "../../../src/adapters/node/page-assets.ts";
import type { PageAsset } from "../../../src/http/page-assets.ts";

const run = promisify(execFile);

let assets: Map<string, PageAsset>;
let page: string;
beforeAll(async () => {
  assets = await readPageAssets();
  page = textOf("/");
});

function textOf(path: string): string {
  const body = assets.get(path)?.body;
  if (typeof body !== "string") throw new Error(`${path} is not served as text`);
  return body;
}

function scripts(): string[] {
  return [...assets.keys()].filter((path) => path.endsWith(".ts"));
}

function attributeValues(pattern: RegExp): string[] {
  return [...page.matchAll(pattern)].map(([, value = ""]) => value);
}

describe("what is served", () => {
  test("is the page with all it names, and nothing that is for its makers", () => {
    const named = attributeValues(/<(?:link|script)[^>]+(?:href|src)="([^"]+)"/g);
    expect(named.filter((path) => !assets.has(path))).toEqual([]);
    expect(assets.get("/")?.contentType).toBe("text/html; charset=utf-8");
    expect([...assets.keys()].filter((path) => path.includes("tsconfig"))).toEqual([]);
  });

  test("keeps its tag while it stays the same, and every file has its own", async () => {
    const tags = (of: Map<string, PageAsset>) => [...of].map(([path, { etag }]) => [path, etag]);
    expect(tags(await readPageAssets())).toEqual(tags(assets));
    expect(new Set([...assets.values()].map(({ etag }) => etag)).size).toBe(assets.size);
    for (const { etag } of assets.values()) expect(etag).toMatch(/^"[\w-]{22}"$/);
  });

  test("is small: a first visit fits into 40 KB", () => {
    const size = [...assets.values()].reduce((sum, { body }) => sum + gzipSync(body).length, 0);
    expect(size).toBeLessThan(40_000);
  });
});

describe("browser modules", () => {
  test("are JavaScript without a trace of types", async () => {
    for (const path of scripts()) {
      expect(assets.get(path)?.contentType).toBe("text/javascript; charset=utf-8");
      await expect(syntaxErrorOf(textOf(path)), path).resolves.toBeNull();
    }
    await expect(syntaxErrorOf("const length: number = 1;")).resolves.toContain("SyntaxError");
  });

  test("import only what is served", () => {
    for (const path of scripts()) {
      const imported = [...textOf(path).matchAll(/from "([^"]+)"/g)].map(([, to = ""]) =>
        posix.join(posix.dirname(path), to),
      );
      expect(imported.filter((to) => !assets.has(to))).toEqual([]);
    }
  });

  test("are all named in the page, so that a slow line fetches them at once", () => {
    const named = attributeValues(/(?:modulepreload" href|<script type="module" src)="([^"]+)"/g);
    expect(named.sort()).toEqual(scripts().sort());
  });
});

test("the page has no script, style or handler within it, which its policy would refuse", () => {
  expect(page.match(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/gi)).toBeNull();
});

/** Parses a module as Node's own JavaScript, with no leave to take out types. */
async function syntaxErrorOf(source: string): Promise<string | null> {
  const child = run(process.execPath, ["--no-strip-types", "--input-type=module", "--check", "-"]);
  child.child.stdin?.end(source);
  return child.then(
    () => null,
    (error: { stderr: string }) => error.stderr,
  );
}
