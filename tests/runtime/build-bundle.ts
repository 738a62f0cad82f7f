import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";
import { honestly, type ModelRequest, startModelServer } from "../adapters/openai/model-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A Worker as `wrangler deploy` would upload it: `bundle/`, `assets/`, and the `wrangler.toml` they go with. */
    workerDirectory: string;
    /** The same, whose index was made with another embedder too. */
    configuredWorkerDirectory: string;
    /** Variables that a Worker built like that is run with. */
    configuredVariables: Readonly<Record<string, string>>;
  }
}

const root = join(import.meta.dirname, "../..");

/** As `[assets]` of wrangler.toml has it. */
const builtAssets = "dist/worker/assets";

/** Asks for what the model server does not do, from the first question on. */
export const failingKey = "fails-at-questions";

/** As the service is told which models to ask; no key is needed to build. */
function modelSettings(url: string): Record<string, string> {
  return { EMBEDDER: "openai-compatible", EMBEDDING_BASE_URL: `${url}/v1`, EMBEDDING_MODEL: "tiny" };
}

/** What a start asks, to learn the dimensions. */
const isProbe = ({ body }: ModelRequest): boolean => body.input?.length === 1 && body.input[0] === "条文";

/** Builds the Worker by the very command that publishes it, once as it is and once with another embedder. */
export default async function buildBundles(project: TestProject): Promise<() => Promise<void>> {
  const server = await startModelServer((request) =>
    request.headers.authorization === `Bearer ${failingKey}` && !isProbe(request)
      ? { status: 401 }
      : honestly(request),
  );
  const configured = modelSettings(server.url);
  const data = await mkdtemp(join(tmpdir(), "tiaowen-data-"));
  const configuredWorkerDirectory = await build({ ...configured, DATA_DIR: data });
  // Last, so that it is what is left in dist/.
  const workerDirectory = await build({});
  project.provide("workerDirectory", workerDirectory);
  project.provide("configuredWorkerDirectory", configuredWorkerDirectory);
  project.provide("configuredVariables", {
    ...configured,
    RERANK_URL: `${server.url}/rerank`,
    RERANK_MODEL: "tiny",
  });
  return async () => {
    await server.stop();
    for (const directory of [data, workerDirectory, configuredWorkerDirectory]) {
      await rm(directory, { recursive: true, force: true });
    }
  };
}

async function build(environment: Readonly<Record<string, string>>): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "tiaowen-worker-"));
  const wrangler = join(root, "node_modules/wrangler/bin/wrangler.js");
  const bundle = join(directory, "bundle");
  await promisify(execFile)(process.execPath, [wrangler, "deploy", "--dry-run", "--outdir", bundle], {
    cwd: root,
    env: { ...process.env, CI: "true", WRANGLER_SEND_METRICS: "false", ...environment },
  });
  // The next build replaces them where this one has put them.
  await cp(join(root, builtAssets), join(directory, "assets"), { recursive: true });
  const configuration = await readFile(join(root, "wrangler.toml"), "utf8");
  if (!configuration.includes(`"${builtAssets}"`)) throw new Error(`wrangler.toml names other assets`);
  await writeFile(join(directory, "wrangler.toml"), configuration.replace(builtAssets, "assets"));
  return directory;
}
