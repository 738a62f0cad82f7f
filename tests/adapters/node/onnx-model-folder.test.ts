import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { openOnnxEmbedder } from "../../../src/adapters/node/onnx-embedder.ts";
import { readModelFolder } from "../../../src/adapters/node/onnx-model-folder.ts";
import { writeTinyModel } from "../../onnx/tiny-model.ts";

vi.mock("@huggingface/transformers", () => {
  throw new Error("Cannot find package");
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tiaowen-model-"));
  await writeTinyModel(folder, "公交");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it("is read as it was downloaded", async () => {
  expect(await readModelFolder(folder)).toEqual({
    dtype: "fp32",
    hasExternalData: false,
    pooling: null,
    digest: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

it("has another digest when anything that decides the vectors changes", async () => {
  const digests = [(await readModelFolder(folder)).digest];
  for (const name of ["onnx/model.onnx", "tokenizer.json", "config.json"]) {
    await writeFile(join(folder, name), "{}");
    digests.push((await readModelFolder(folder)).digest);
  }
  expect(new Set(digests).size).toBe(4);
});

it.each([
  ["model_quantized.onnx", "q8"],
  ["model_fp16.onnx", "fp16"],
])("may hold %s alone", async (name, dtype) => {
  await rename(join(folder, "onnx/model.onnx"), join(folder, "onnx", name));
  await writeFile(join(folder, "onnx", `${name}_data`), "weights");
  expect(await readModelFolder(folder)).toMatchObject({ dtype, hasExternalData: true });
});

it.each([
  ["pooling_mode_cls_token", "cls"],
  ["pooling_mode_mean_tokens", "mean"],
  ["pooling_mode_lasttoken", "last_token"],
  ["pooling_mode_max_tokens", null],
])("says by %s how it is pooled", async (mode, pooling) => {
  await mkdir(join(folder, "1_Pooling"));
  await writeFile(join(folder, "1_Pooling/config.json"), JSON.stringify({ [mode]: true }));
  expect(await readModelFolder(folder)).toMatchObject({ pooling });
});

it.each(["config.json", "tokenizer.json", "tokenizer_config.json", "onnx/model.onnx"])(
  "without %s is refused by name",
  async (name) => {
    await rm(join(folder, name));
    await expect(readModelFolder(folder)).rejects.toMatchObject({
      code: "model_unavailable",
      at: folder,
      message: expect.stringMatching(new RegExp(`^模型文件夹缺少 ${name.replaceAll(".", "\\.")}`)),
    });
  },
);

it("names all that is missing at once", async () => {
  await rm(join(folder, "config.json"));
  await rm(join(folder, "tokenizer.json"));
  await expect(readModelFolder(folder)).rejects.toThrow("模型文件夹缺少 config.json、tokenizer.json");
});

it("that is not there, or is malformed, is refused by name", async () => {
  await expect(readModelFolder(join(folder, "nowhere"))).rejects.toMatchObject({
    at: join(folder, "nowhere"),
    message: expect.stringContaining("没有这个文件夹"),
  });
  await writeFile(join(folder, "tokenizer.json"), '{"version": ');
  await expect(readModelFolder(folder)).rejects.toThrow("tokenizer.json 读不出来,或不是合法的 JSON");
});

it("cannot be run before the package is installed, and the command is told", async () => {
  const templates = { question: "{text}", passage: "{text}" };
  await expect(openOnnxEmbedder({ kind: "onnx", folder, pooling: null, templates })).rejects.toMatchObject({
    code: "model_unavailable",
    at: folder,
    message: "运行 ONNX 模型要先安装 @huggingface/transformers:npm run install:onnx",
  });
});
