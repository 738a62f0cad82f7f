import { execFile } from "node:child_process";
import { access, constants, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/**
 * Builds the index in a process of its own: building takes some 40 MB that this one would keep for good. Where nothing
 * can be kept, or it fails, the index is built here, and what is wrong is said here.
 * @param environment that the settings were read from
 * @param folder that keeps the index
 */
export async function buildIndexApart(environment: NodeJS.ProcessEnv, folder: string): Promise<void> {
  const script = join(import.meta.dirname, "build-index.ts");
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    await promisify(execFile)(process.execPath, [script], { env: environment });
  } catch {
    // What the caller finds then is what it would have found without this.
  }
}
