import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { SnapshotStore } from "../../search/snapshot-store.ts";

/** Keeps the index in one file of a data folder, which is made when it is first needed. */
export function fileSnapshotStore(folder: string): SnapshotStore {
  const path = join(folder, "search-index.snapshot");
  return {
    async read() {
      try {
        return await readFile(path);
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
        throw error;
      }
    },
    async write(bytes) {
      await mkdir(folder, { recursive: true });
      // Written aside and renamed, so that a crash leaves the old file or the new one, never half of one.
      const aside = `${path}.${process.pid}.tmp`;
      try {
        await writeDurably(aside, bytes);
        await rename(aside, path);
      } catch (error) {
        await rm(aside, { force: true });
        throw error;
      }
      await syncFolder(folder);
    },
  };
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, "w");
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes the rename itself survive a power cut; Windows has no such call and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
