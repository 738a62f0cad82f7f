import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { fileSnapshotStore } from "../../../src/adapters/node/file-snapshot-store.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tiaowen-test-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it("has nothing at first, also where the folder does not exist", async () => {
  expect(await fileSnapshotStore(folder).read()).toBeNull();
  expect(await fileSnapshotStore(join(folder, "data", "deep")).read()).toBeNull();
});

it("gives back the last bytes written, also to another process's store", async () => {
  const data = join(folder, "data");
  await fileSnapshotStore(data).write(Uint8Array.of(1, 2, 3));
  await fileSnapshotStore(data).write(Uint8Array.of(4, 5));
  expect([...((await fileSnapshotStore(data).read()) ?? [])]).toEqual([4, 5]);
});

it("leaves one file behind and nothing half-written", async () => {
  const store = fileSnapshotStore(folder);
  const payloads = [1, 2, 3].map((byte) => new Uint8Array(200_000).fill(byte));
  for (const payload of payloads) await store.write(payload);
  expect(await readdir(folder)).toEqual(["search-index.snapshot"]);
  const bytes = (await store.read()) ?? new Uint8Array();
  expect(bytes).toHaveLength(200_000);
  expect(new Set(bytes)).toEqual(new Set([3]));
});

it("says what is wrong with a folder it cannot use", async () => {
  const file = join(folder, "file");
  await writeFile(file, "");
  await expect(fileSnapshotStore(file).read()).rejects.toThrow("ENOTDIR");
  await expect(fileSnapshotStore(file).write(Uint8Array.of(1))).rejects.toThrow("file");
});
