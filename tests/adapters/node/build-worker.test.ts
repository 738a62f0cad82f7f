import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildWorker } from "../../../src/adapters/node/build-worker.ts";

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

test.each([
  ["lin-an-2024/metadata.json", "{ not json", "corpus_invalid", "lin-an-2024/metadata.json"],
  ["lin-an-2024/document.txt", "没有编号的一段话。", "corpus_invalid", "lin-an-2024/document.txt"],
  ["units.json", "[]", "configuration_invalid", "单位目录"],
  ["lexicon.json", "{ not json", "configuration_invalid", "lexicon.json"],
])(
  "a defect of %s ends the build and is named, so that no Worker lacks a document unnoticed",
  async (path, content, code, named) => {
    const corpus = await corpusWith(path, content);
    await expect(buildWorker(corpus, join(scratch, "out"))).rejects.toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(named) }),
    );
  },
);
