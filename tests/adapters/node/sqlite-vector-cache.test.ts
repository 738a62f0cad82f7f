import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, it } from "vitest";
import { sqliteVectorCache } from "../../../src/adapters/node/sqlite-vector-cache.ts";
import type { VectorCache } from "../../../src/search/vector-cache.ts";

const vector = Float32Array.of(0.6, -0.8, 0);
let folder: string;
let path: string;
let warnings: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tiaowen-vectors-"));
  path = join(folder, "data/vectors.sqlite");
  warnings = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = (): VectorCache => sqliteVectorCache(path, (message) => warnings.push(message));

/** What one cache writes, another reads. */
async function expectServes(): Promise<void> {
  await open().write(new Map([["a", vector]]));
  expect(await open().read(["a", "b"])).toEqual(new Map([["a", vector]]));
}

it("keeps vectors from one opening to the next, in a folder that it makes", async () => {
  expect(await open().read(["a"])).toEqual(new Map());
  await expectServes();
  const cache = open();
  await cache.write(new Map([["a", Float32Array.of(1)]]));
  expect(await cache.read(["a"])).toEqual(new Map([["a", Float32Array.of(1)]]));
  expect(warnings).toEqual([]);
});

it("serves two processes at once", async () => {
  const [one, other] = [open(), open()];
  await one.write(new Map([["a", vector]]));
  await other.write(new Map([["b", vector]]));
  expect([...(await one.read(["a", "b"])).keys()]).toEqual(["a", "b"]);
});

it.each<[string, () => Promise<void>]>([
  ["is no database", () => writeFile(path, "not a database at all ".repeat(500))],
  [
    "is cut short",
    async () => {
      const cache = open();
      const many = Array.from(
        { length: 200 },
        (_, index) => [`key ${index}`, new Float32Array(256)] as const,
      );
      await cache.write(new Map(many));
      await writeFile(path, (await readFile(path)).subarray(0, 9_000));
    },
  ],
  [
    "has a number changed",
    async () => {
      await open().write(new Map([["a", vector]]));
      const bytes = await readFile(path);
      const place = bytes.indexOf(Buffer.from(vector.buffer));
      bytes[place] = (bytes[place] ?? 0) ^ 1;
      await writeFile(path, bytes);
    },
  ],
  [
    "was written by another version",
    async () => {
      const database = new DatabaseSync(path);
      database.exec("PRAGMA user_version = 99");
      database.close();
    },
  ],
  [
    "is a database of something else",
    async () => {
      const database = new DatabaseSync(path);
      database.exec("CREATE TABLE vectors (id INTEGER); PRAGMA user_version = 1");
      database.close();
    },
  ],
])("a file that %s is replaced, with one warning that names it", async (_, damage) => {
  await mkdir(join(folder, "data"));
  await damage();
  expect(await open().read(["a", "key 199"])).toEqual(new Map());
  expect(warnings).toEqual([expect.stringContaining(`${path}:向量缓存已损坏,重新建立`)]);
  await expectServes();
  expect(warnings).toHaveLength(1);
});

it("a file that cannot be opened costs one warning and keeps nothing", async () => {
  await mkdir(path, { recursive: true });
  const cache = open();
  await cache.write(new Map([["a", vector]]));
  expect(await cache.read(["a"])).toEqual(new Map());
  expect(warnings).toEqual([expect.stringContaining(`${path}:向量缓存用不了,不再缓存`)]);
});
