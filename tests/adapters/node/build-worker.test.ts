import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildWorker } from "../../../src/adapters/node/build-worker.ts";
import { readSettings } from "../../../src/adapters/node/settings.ts";
import { startModelServer } from "../openai/model-server.ts";

let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "tiaowen-build-"));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

async function corpusWith(path: string, content: string): Promise<string> {
  const corpus = await mkdtemp(join(scratch, "corpus-"));
  await cp(join(import.meta.dirname, "../../../corpus"), corpus, { recursive: true });
  await writeFile(join(corpus, path), content);
  return corpus;
}

function build(environment: Record<string, string>) {
  const settings = readSettings({ DATA_DIR: join(scratch, "data"), ...environment });
  return buildWorker({ settings, outputDirectory: join(scratch, "out"), warn: () => {} });
}

test.each([
  ["lin-an-2024/metadata.json", "{ not json", "corpus_invalid", "lin-an-2024/metadata.json"],
  ["lin-an-2024/document.txt", "没有编号的一段话。", "corpus_invalid", "lin-an-2024/document.txt"],
  ["units.json", "[]", "configuration_invalid", "单位目录"],
  ["lexicon.json", "{ not json", "configuration_invalid", "lexicon.json"],
])(
  "a defect of %s ends the build and is named, so that no Worker lacks a document unnoticed",
  async (path, content, code, named) => {
    const corpus = await corpusWith(path, content);
    await expect(build({ CORPUS_DIR: corpus })).rejects.toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(named) }),
    );
  },
);

test("an embedder that does not answer ends the build too, and so does one that a Worker cannot run", async () => {
  const gone = await startModelServer();
  await gone.stop();
  const endpoint = { EMBEDDER: "openai-compatible", EMBEDDING_BASE_URL: gone.url, EMBEDDING_MODEL: "tiny" };
  await expect(build(endpoint)).rejects.toMatchObject({
    code: "model_unavailable",
    message: expect.stringContaining(`${gone.url} 连接不上`),
  });
  await expect(build({ EMBEDDER: "onnx", ONNX_MODEL_DIR: scratch })).rejects.toMatchObject({
    at: "EMBEDDER",
  });
});
