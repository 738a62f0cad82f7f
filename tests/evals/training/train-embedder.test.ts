import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTrainedEmbedder } from "../../../src/search/trained-embedder.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "train-embedder-"));
  const articles = [
    "夫妻双方自愿离婚的,应当签订书面离婚协议。协议应当载明对子女抚养的意见。",
    "出租人应当履行租赁物的维修义务。",
  ];
  const lines = articles.map((text, id) => JSON.stringify({ id, law: "某法", article: `第${id}条`, text }));
  await writeFile(join(folder, "articles.jsonl.gz"), gzipSync(lines.join("\n")));
  await writeFile(join(folder, "local-articles.jsonl.gz"), gzipSync(""));
  await writeFile(
    join(folder, "questions.jsonl"),
    JSON.stringify({ id: 0, question: "怎么离婚", gold: [0] }),
  );
});
afterAll(() => rm(folder, { recursive: true }));

function train(...args: readonly string[]): Promise<{ code: number; errors: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ["evals/training/train-embedder.ts", ...args], (error, _, errors) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, errors });
    });
  });
}

describe("node evals/training/train-embedder.ts", () => {
  it("writes the same model for the same seed and leaves no checkpoint", { timeout: 60_000 }, async () => {
    const run = (name: string, threads: string) =>
      train("--data", folder, "--output", join(folder, name), "--steps", "2", "--threads", threads);
    const { code, errors } = await run("one.bin", "1");
    await run("two.bin", "2");
    expect(code).toBe(0);
    expect(errors).toContain("2/2 损失");
    const model = await readFile(join(folder, "one.bin"));
    expect(await readFile(join(folder, "two.bin"))).toEqual(model);
    expect(createTrainedEmbedder(model).dimensions).toBe(192);
    expect((await readdir(folder)).filter((name) => name.includes("checkpoint"))).toEqual([]);
  });

  it.each([
    [["--data", "nowhere", "--output", "model.bin"], "无法读取 nowhere/articles.jsonl.gz"],
    [["--data", "nowhere"], "--output 模型文件:必须给出"],
    [["--speed", "1"], "参数不合法:--speed 1"],
  ])("says in one line what is wrong with %j", async (args, message) => {
    const { code, errors } = await train(...args);
    expect(code).toBe(2);
    expect(errors).toContain(message);
    expect(errors.trim().split("\n")).toHaveLength(1);
  });
});
