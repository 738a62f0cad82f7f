import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** What `wrangler deploy` would upload. */
    bundleDirectory: string;
  }
}

const root = join(import.meta.dirname, "../..");

/** Builds the Worker once, by the very command that publishes it, for all tests here. */
export default async function buildBundle(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), "tiaowen-worker-"));
  const wrangler = join(root, "node_modules/wrangler/bin/wrangler.js");
  await promisify(execFile)(process.execPath, [wrangler, "deploy", "--dry-run", "--outdir", directory], {
    cwd: root,
    env: { ...process.env, CI: "true", WRANGLER_SEND_METRICS: "false" },
  });
  project.provide("bundleDirectory", directory);
  return () => rm(directory, { recursive: true, force: true });
}
