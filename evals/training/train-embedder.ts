import { writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import * as z from "zod";
import { readPolicySources } from "./policy-sources.ts";
import { ProgressBar } from "./progress-bar.ts";
import { prepareMaterial, recipe } from "./recipe.ts";
import { readStatutes } from "./statutes.ts";
import { trainModel } from "./train-model.ts";

const argumentsSchema = z.object({
  data: z.string({
    error: "用法:node evals/training/train-embedder.ts --data 法规数据目录 --output 模型文件",
  }),
  output: z.string({ error: "缺少 --output 模型文件" }),
  corpus: z.string().default("corpus"),
  seed: z.coerce.number().int().default(recipe.seed),
  steps: z.coerce.number().int().min(1).default(recipe.steps),
  threads: z.coerce.number().int().min(1).max(64).default(availableParallelism()),
});

const options = {
  data: { type: "string" },
  output: { type: "string" },
  corpus: { type: "string" },
  seed: { type: "string" },
  steps: { type: "string" },
  threads: { type: "string" },
} as const;

const parsed = argumentsSchema.safeParse(parseArgs({ options }).values);
if (parsed.success) {
  const { data, output, corpus, seed, steps, threads } = parsed.data;
  const chosen = { ...recipe, seed, steps };
  const material = prepareMaterial(readStatutes(data), await readPolicySources(corpus), chosen);
  let stopped = false;
  process.once("SIGINT", () => {
    stopped = true;
  });
  const bar = new ProgressBar(process.stderr);
  const bytes = await trainModel({
    material,
    recipe: chosen,
    threads,
    checkpointFile: `${output}.checkpoint`,
    onProgress: (progress) => bar.update(progress),
    isStopped: () => stopped,
  });
  if (bytes === null) {
    process.stderr.write("\n已中断;再运行同一命令即从中断处继续\n");
    process.exitCode = 130;
  } else {
    await writeFile(output, bytes);
    process.stderr.write(`${output}:${(bytes.length / 1e6).toFixed(1)} MB\n`);
  }
} else {
  process.stderr.write(`${parsed.error.issues.map(({ message }) => message).join("\n")}\n`);
  process.exitCode = 2;
}
