import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { TiaowenError } from "../../domain/errors.ts";
import type { Pooling } from "../../search/model-settings.ts";

/** What a folder downloaded for Transformers.js holds. */
export interface ModelFolder {
  /** The precision whose file is there, the most exact one first. */
  readonly dtype: string;
  /** Weights beyond 2 GB lie in a second file. */
  readonly hasExternalData: boolean;
  /** As the model was trained; null where the folder does not say. */
  readonly pooling: Pooling | null;
  /** Of all that decides the vectors, in hexadecimal. */
  readonly digest: string;
}

const descriptions = ["config.json", "tokenizer.json", "tokenizer_config.json"] as const;

const modelFiles: readonly (readonly [dtype: string, file: string])[] = [
  ["fp32", "onnx/model.onnx"],
  ["fp16", "onnx/model_fp16.onnx"],
  ["q8", "onnx/model_quantized.onnx"],
  ["int8", "onnx/model_int8.onnx"],
  ["uint8", "onnx/model_uint8.onnx"],
  ["q4", "onnx/model_q4.onnx"],
];

/** Sentence Transformers' own note beside a model. */
const poolingFile = "1_Pooling/config.json";
const poolingSchema = z.object({
  pooling_mode_cls_token: z.boolean().default(false),
  pooling_mode_mean_tokens: z.boolean().default(false),
  pooling_mode_lasttoken: z.boolean().default(false),
});

/** @throws TiaowenError `model_unavailable` that names every file that is missing, or the one that is malformed */
export async function readModelFolder(folder: string): Promise<ModelFolder> {
  const isThere = (name: string): Promise<boolean> =>
    access(join(folder, name)).then(
      () => true,
      () => false,
    );
  if (!(await isThere("."))) throw unusable(folder, "没有这个文件夹,或没有读取权限");
  const present = await Promise.all(modelFiles.map(([, file]) => isThere(file)));
  const [dtype, modelFile] = modelFiles.find((_, position) => present[position]) ?? [];
  const missing: string[] = [];
  for (const name of descriptions) if (!(await isThere(name))) missing.push(name);
  if (modelFile === undefined) missing.push(modelFiles.map(([, file]) => file).join(" 或 "));
  if (missing.length > 0 || dtype === undefined || modelFile === undefined) {
    throw unusable(folder, `模型文件夹缺少 ${missing.join("、")}`);
  }
  for (const name of descriptions) await readJson(folder, name);
  const dataFile = `${modelFile}_data`;
  const hasExternalData = await isThere(dataFile);
  const hash = createHash("sha256");
  for (const name of [...descriptions, modelFile, ...(hasExternalData ? [dataFile] : [])]) {
    for await (const chunk of createReadStream(join(folder, name))) hash.update(chunk);
  }
  const pooling = (await isThere(poolingFile)) ? poolingIn(await readJson(folder, poolingFile)) : null;
  return { dtype, hasExternalData, pooling, digest: hash.digest("hex") };
}

function poolingIn(value: unknown): Pooling | null {
  const modes = poolingSchema.safeParse(value).data;
  if (modes?.pooling_mode_cls_token) return "cls";
  if (modes?.pooling_mode_lasttoken) return "last_token";
  return modes?.pooling_mode_mean_tokens ? "mean" : null;
}

async function readJson(folder: string, name: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(join(folder, name), "utf8"));
  } catch (cause) {
    throw unusable(folder, `${name} 读不出来,或不是合法的 JSON`, cause);
  }
}

function unusable(folder: string, reason: string, cause?: unknown): TiaowenError {
  return new TiaowenError("model_unavailable", reason, { at: folder, cause });
}
