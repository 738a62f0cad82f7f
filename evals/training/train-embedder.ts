import { writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import * as z from "zod";
import { runCommand } from "./command-line.ts";
import { readPolicySources } from "./policy-sources.ts";
import { ProgressBar } from "./progress-bar.ts";
import { prepareMaterial, recipe } from "./recipe.ts";
import { readStatutes } from "./statutes.ts";
import { trainModel } from "./train-model.ts";

const settings = {
  data: z.string({ error: "法规数据目录:必须给出" }),
  output: z.string({ error: "模型文件:必须给出" }),
  corpus: z.string().default("corpus"),
  seed: z.coerce.number().int().default(recipe.seed),
  steps: z.coerce.number().int().min(1).default(recipe.steps),
  threads: z.coerce.number().int().min(1).max(64).default(availableParallelism()),
};

await runCommand(settings, async ({ data, output, corpus, seed, steps, threads }) => {
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
    return;
  }
  await writeFile(output, bytes);
  process.stderr.write(`${output}:${(bytes.length / 1e6).toFixed(1)} MB\n`);
});
