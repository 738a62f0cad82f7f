import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startModelServer } from "../adapters/openai/model-server.ts";

const root = join(import.meta.dirname, "../..");
let data: string;
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "tiaowen-light-"));
});
afterAll(() => rm(data, { recursive: true, force: true }));

/** Makes the process say on its standard error which of these modules it loads. */
const tellLoaded = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from "node:module";
  registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context);
      const name = /node_modules\\/(openai|@huggingface)\\/|node:(sqlite)/.exec(found.url);
      if (name !== null) process.stderr.write("loaded " + (name[1] ?? name[2]) + "\\n");
      return found;
    },
  });
`)}`;

async function loadedBy(environment: Record<string, string>): Promise<Set<string>> {
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ["--import", tellLoaded, "src/entry/cli.ts", "ask", "老旧小区能加装电梯吗"],
    { cwd: root, env: { PATH: process.env["PATH"], DATA_DIR: data, ...environment } },
  );
  expect(stdout).toContain("(七十二)");
  return new Set([...stderr.matchAll(/^loaded (.+)$/gm)].map(([, name = ""]) => name));
}

test("what speaks to other models is loaded where one is chosen, and nowhere else", async () => {
  expect(await loadedBy({})).toEqual(new Set());
  const server = await startModelServer();
  try {
    const endpoint = {
      EMBEDDER: "openai-compatible",
      EMBEDDING_BASE_URL: server.url,
      EMBEDDING_MODEL: "tiny",
    };
    expect(await loadedBy(endpoint)).toEqual(new Set(["openai", "sqlite"]));
  } finally {
    await server.stop();
  }
});
