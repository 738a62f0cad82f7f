import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openOnnxEmbedder } from "../../src/adapters/node/onnx-embedder.ts";
import type { OnnxEmbedderSettings } from "../../src/search/model-settings.ts";
import { describeEmbedder, embedderTexts } from "../contracts/embedder.ts";
import { tinyDimensions, writeTinyModel } from "./tiny-model.ts";

const templates = { question: "{text}", passage: "{text}" };
let root: string;
let folder: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "tiaowen-onnx-"));
  folder = await tinyModel("tiny-zh");
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function tinyModel(name: string): Promise<string> {
  const path = join(root, name);
  await writeTinyModel(path, embedderTexts.join(""));
  return path;
}

const open = (changes: Partial<OnnxEmbedderSettings> = {}) =>
  openOnnxEmbedder({ kind: "onnx", folder, pooling: null, templates, ...changes });

function cosine(one: Float32Array | undefined, other: Float32Array | undefined): number {
  return (one ?? new Float32Array()).reduce((sum, value, index) => sum + value * (other?.[index] ?? 0), 0);
}

describeEmbedder("ONNX", async () => ({ embedder: await open() }));

describe("an ONNX embedder", () => {
  it("gives what the model says: the mean of its characters' rows", async () => {
    const embedder = await open();
    expect(embedder.dimensions).toBe(tinyDimensions);
    const [both, one, other] = await embedder.embed(["公交", "公", "交"], "passage");
    // Marks and padding have rows of zeros, which change the length alone; rows are not of the same length.
    expect(cosine(both, one)).toBeGreaterThan(0);
    expect(cosine(both, other)).toBeLessThan(1);
    const [reversed] = await embedder.embed(["交公"], "passage");
    expect(cosine(both, reversed)).toBeCloseTo(1, 5);
  });

  it("puts texts into its templates", async () => {
    const plain = await open();
    const told = await open({ templates: { question: "公{text}", passage: "{text}" } });
    const [asked] = await told.embed(["交"], "question");
    const [wanted] = await plain.embed(["公交"], "question");
    expect(cosine(asked, wanted)).toBeCloseTo(1, 5);
    expect(told.fingerprint).not.toBe(plain.fingerprint);
  });

  it("pools as the folder says, unless it is told otherwise", async () => {
    const noted = await tinyModel("noted");
    await mkdir(join(noted, "1_Pooling"));
    await writeFile(join(noted, "1_Pooling/config.json"), '{"pooling_mode_cls_token": true}');
    const zeros = new Float32Array(tinyDimensions);
    const byFirst = await open({ folder: noted });
    const byMean = await open({ folder: noted, pooling: "mean" });
    // The row of the mark that stands first is zeros.
    expect(await byFirst.embed(["公交"], "passage")).toEqual([zeros]);
    expect(await byMean.embed(["公交"], "passage")).not.toEqual([zeros]);
    expect(byFirst.fingerprint).not.toBe(byMean.fingerprint);
  });

  it("is named after the folder and what lies in it", async () => {
    const { fingerprint } = await open();
    expect(fingerprint).toMatch(new RegExp(`^onnx:tiny-zh@${tinyDimensions}-[0-9a-f]{16}$`));
    const changed = await tinyModel("changed/tiny-zh");
    await writeFile(
      join(changed, "tokenizer_config.json"),
      '{"tokenizer_class":"BertTokenizer","pad_token":"[PAD]"}',
    );
    expect((await open({ folder: changed })).fingerprint).not.toBe(fingerprint);
  });

  it("lies in a folder of any name", async () => {
    const named = await tinyModel("模型 文件夹 v1.5");
    const [vector] = await (await open({ folder: named })).embed(["公交"], "passage");
    expect(vector).toHaveLength(tinyDimensions);
  });

  it.each([
    ["onnx/model.onnx", "not a model at all"],
    ["tokenizer.json", "{}"],
  ])("whose %s is none is refused, and the folder named", async (name, content) => {
    const broken = await tinyModel(`broken ${name.replace("/", " ")}`);
    await writeFile(join(broken, name), content);
    await expect(open({ folder: broken })).rejects.toMatchObject({
      code: "model_unavailable",
      at: broken,
      message: expect.stringMatching(/^模型(?:读不进来|算不出向量)/),
    });
  });
});
