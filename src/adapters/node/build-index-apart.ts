import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

/**
 * Builds the index in a process of its own: building takes some 40 MB that this one would keep for good. Where it
 * fails, the index is built here, and what is wrong is said here.
 */
export async function buildIndexApart(): Promise<void> {
  const script = join(import.meta.dirname, "build-index.ts");
  await promisify(execFile)(process.execPath, [script]).catch(() => undefined);
}
