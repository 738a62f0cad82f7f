import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { readJsonLines } from "../../../evals/retrieval/json-lines.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "json-lines-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(name: string, content: string | Uint8Array): Promise<string[]> {
  const file = join(folder, name);
  await writeFile(file, content);
  const values: string[] = [];
  await readJsonLines(file, z.string(), (value) => values.push(value));
  return values;
}

describe("JSON lines", () => {
  it("come whole out of a file of many chunks, characters across chunks included", async () => {
    const values = Array.from({ length: 9_000 }, (_, index) => `${"条".repeat(index % 50)}${index}`);
    const content = values.map((value) => JSON.stringify(value)).join("\r\n");
    expect(await read("plain.jsonl", content)).toEqual(values);
    expect(await read("packed.jsonl.gz", gzipSync(content))).toEqual(values);
  });

  it("say what is wrong with the file", async () => {
    await expect(read("line.jsonl", '"一"\n\n2\n')).rejects.toThrow(/line\.jsonl:3 格式不对/);
    await expect(read("cut.jsonl.gz", gzipSync('"一"\n').subarray(0, 20))).rejects.toThrow(
      /无法读取 .*cut\.jsonl\.gz/,
    );
    await expect(read("plain.jsonl.gz", '"一"\n')).rejects.toThrow(/无法读取 .*plain\.jsonl\.gz/);
  });
});
