import { basename, resolve } from "node:path";
import { TiaowenError } from "../../domain/errors.ts";
import type { Embedder } from "../../search/embedder.ts";
import { fingerprintOf } from "../../search/fingerprint.ts";
import { fillTemplate, type OnnxEmbedderSettings } from "../../search/model-settings.ts";
import { unitVector } from "../../search/unit-vector.ts";
import { readModelFolder } from "./onnx-model-folder.ts";

/** Texts run at a time, which bounds memory: the longest decides how much each takes. */
const batchSize = 16;
/** Only its vector's length is looked at. */
const probeText = "条文";

/**
 * A sentence-embedding model in ONNX out of a local folder, run on the processor. Nothing is ever fetched.
 * @throws TiaowenError `model_unavailable` where the package is not installed, or the folder lacks a file or holds a
 *   model that cannot be run
 */
export async function openOnnxEmbedder(settings: OnnxEmbedderSettings): Promise<Embedder> {
  const folder = resolve(settings.folder);
  const model = await readModelFolder(folder);
  const pooling = settings.pooling ?? model.pooling ?? "mean";
  const failure = (reason: string, cause: unknown): TiaowenError => {
    const message = cause instanceof Error ? cause.message.slice(0, 200) : "";
    return new TiaowenError("model_unavailable", `${reason}:${message}`, { at: folder, cause });
  };

  const { env, pipeline } = await loadTransformers(folder);
  env.allowRemoteModels = false;
  env.fetch = async () => {
    throw new Error("a local model needs no network");
  };
  const extract = await pipeline("feature-extraction", folder, {
    local_files_only: true,
    device: "cpu",
    dtype: model.dtype,
    use_external_data_format: model.hasExternalData,
  }).catch((cause: unknown) => {
    throw failure("模型读不进来", cause);
  });

  const run = async (texts: string[]): Promise<Float32Array[]> => {
    const { data, dims } = await extract(texts, { pooling, normalize: false }).catch((cause: unknown) => {
      throw failure("模型算不出向量", cause);
    });
    const [rows = 0, columns = 0] = dims;
    return Array.from({ length: rows }, (_, row) =>
      // The package itself would divide by zero for a vector of zeros.
      unitVector(data.subarray(row * columns, (row + 1) * columns)),
    );
  };
  const [probe] = await run([probeText]);
  const dimensions = probe?.length ?? 0;

  const asked = fingerprintOf(JSON.stringify([model.digest, pooling, settings.templates]));
  return {
    fingerprint: `onnx:${basename(folder)}@${dimensions}-${asked}`,
    dimensions,
    async embed(texts, purpose) {
      const vectors: Float32Array[] = texts.map(() => new Float32Array(dimensions));
      const asking = [...texts.entries()].filter(([, text]) => text.trim() !== "");
      for (let start = 0; start < asking.length; start += batchSize) {
        const batch = asking.slice(start, start + batchSize);
        const found = await run(batch.map(([, text]) => fillTemplate(settings.templates, purpose, text)));
        batch.forEach(([position], index) => {
          vectors[position] = found[index] ?? new Float32Array(0);
        });
      }
      return vectors;
    },
  };
}

async function loadTransformers(folder: string) {
  try {
    return await import("@huggingface/transformers");
  } catch (cause) {
    throw new TiaowenError(
      "model_unavailable",
      "运行 ONNX 模型要先安装 @huggingface/transformers:npm run install:onnx",
      { at: folder, cause },
    );
  }
}
