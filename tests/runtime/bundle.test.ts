import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { importsOf, withoutComments } from "../source-imports.ts";

/** Of Cloudflare's free plan. */
const sizeLimit = 3 * 1024 * 1024;

interface BundledModule {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Of an asset. */
const assetLimit = 25 * 1024 * 1024;

let modules: BundledModule[];
let script: string;

beforeAll(async () => {
  const directory = join(inject("workerDirectory"), "bundle");
  // The map and the read-me lie beside what is uploaded.
  const names = (await readdir(directory)).filter((name) => !/\.map$|^README\.md$/.test(name));
  modules = await Promise.all(
    names.map(async (name) => ({ name, bytes: await readFile(join(directory, name)) })),
  );
  script = new TextDecoder().decode(modules.find(({ name }) => name === "worker.js")?.bytes);
});

/**
 * The bundle without the client of model endpoints, whose code asks which runtime it is in before it touches anything
 * that one of them lacks. That it runs here is tested by running it, in `configured-models.test.ts`.
 */
function withoutClient(bundle: string): string {
  const modules = bundle.split(/^(?=\/\/ \S+\.[a-z]+$)/m);
  return modules.filter((module) => !module.startsWith("// node_modules/openai/")).join("");
}

/** What workerd would not run without `nodejs_compat`, or at all. */
function foreignParts(source: string): string[] {
  const code = withoutComments(source);
  const imported = importsOf(source)
    .map(({ specifier }) => specifier ?? "a path worked out at run time")
    .filter((specifier) => specifier !== "cloudflare:workers" && !specifier.endsWith(".bundle"));
  const named = code.match(/["'`]node:[\w/]+["'`]|hnswlib|[\w-]+\.node["'`]/g) ?? [];
  const used =
    code.match(
      /(?<![\w$.])(?:process\s*\??[.[]\s*\w+|Buffer\s*[.(]|require\s*\(|(?<!function )__require\b|__dirname\b|__filename\b)/g,
    ) ?? [];
  return [...imported, ...named, ...used];
}

describe("the bundle", () => {
  test("holds the script and the two modules that the build packs", () => {
    const endings = modules.map(({ name }) => name.replace(/^[0-9a-f]{40}-/, ""));
    expect(endings.sort()).toEqual(["corpus.bundle", "pages.bundle", "worker.js"]);
    expect(script).toContain("createWorkerHandler");
  });

  test("needs no Node built-in, no native module and no global of Node", () => {
    const own = withoutClient(script);
    expect(own).toContain("createWorkerHandler");
    expect(foreignParts(own)).toEqual([]);
  });

  test.for([
    ['import { readFile } from "node:fs/promises";', "node:fs/promises"],
    ['import path from "path";', "path"],
    ['const fs = await import("node:fs");', "node:fs"],
    ['const index = require("hnswlib-node");', "hnswlib"],
    ["var __require = (name) => name;", "__require"],
    ['const native = load("./addon.node");', 'addon.node"'],
    ["const level = process.env.LOG_LEVEL;", "process.env"],
    ["const bytes = Buffer.from(text);", "Buffer."],
  ])("would be refused with %s", ([source = "", part]) => {
    expect(foreignParts(source)).toContain(part);
  });

  test("is configured without nodejs_compat", async () => {
    const configuration = await readFile(join(import.meta.dirname, "../../wrangler.toml"), "utf8");
    expect(configuration).not.toMatch(/^\s*compatibility_flags/m);
  });

  test("fits the free plan: 3 MB gzipped", () => {
    const size = modules.reduce((sum, { bytes }) => sum + gzipSync(bytes).length, 0);
    expect(size).toBeGreaterThan(100_000);
    expect(size).toBeLessThan(sizeLimit);
  });
});

test("what is too large for the bundle lies beside it, each file within the limit of an asset", async () => {
  const directory = join(inject("workerDirectory"), "assets");
  const names = await readdir(directory);
  expect(names.sort()).toEqual(["embedder.bin", "search-index.snapshot"]);
  for (const name of names) expect((await stat(join(directory, name))).size).toBeLessThan(assetLimit);
});
