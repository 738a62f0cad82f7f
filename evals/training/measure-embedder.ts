import { writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import * as z from "zod";
import { runCommand } from "./command-line.ts";
import { crossValidate } from "./cross-validate.ts";
import { readPolicySources } from "./policy-sources.ts";
import { prepareMaterial, recipe, recipeSchema } from "./recipe.ts";
import type { RetrievalMeasures } from "./retrieval-measures.ts";
import { readStatutes } from "./statutes.ts";

const settings = {
  data: z.string({
    error: "用法:node evals/training/measure-embedder.ts --data 法规数据目录 [--folds 0,1,2,3,4]",
  }),
  corpus: z.string().default("corpus"),
  folds: z
    .string()
    .default("0,1,2,3,4")
    .transform((list) => list.split(",").map(Number))
    .pipe(z.array(z.int().min(0).max(4)).min(1)),
  threads: z.coerce.number().int().min(1).max(64).default(availableParallelism()),
  recipe: z
    .string()
    .default("{}")
    .transform((json, context): unknown => {
      try {
        return { ...recipe, ...JSON.parse(json) };
      } catch {
        context.addIssue({ code: "custom", message: "不是 JSON" });
        return z.NEVER;
      }
    })
    .pipe(recipeSchema),
  weights: z.string().optional(),
};

function tableRow(name: string, measures: RetrievalMeasures): string {
  const { recallAt10, recallAt100, reciprocalRankAt10 } = measures;
  const figures = [recallAt10, recallAt100, reciprocalRankAt10].map((value) => value.toFixed(3));
  return `| ${[name, ...figures].join(" | ")} |\n`;
}

await runCommand(settings, async ({ data, corpus, folds, threads, recipe: chosen, weights }) => {
  const statutes = readStatutes(data);
  const material = prepareMaterial(statutes, await readPolicySources(corpus), chosen);
  const result = await crossValidate(statutes, material, chosen, threads, folds, (message) => {
    process.stderr.write(`${message}\n`);
  });
  process.stdout.write("| 检索 | R@10 | R@100 | MRR@10 |\n| --- | --- | --- | --- |\n");
  process.stdout.write(tableRow("BM25", result.lexical));
  process.stdout.write(tableRow("向量", result.vector));
  process.stdout.write(tableRow("学得的融合", result.fused));
  if (weights !== undefined) await writeFile(weights, `${JSON.stringify(result.weights, null, 2)}\n`);
});
