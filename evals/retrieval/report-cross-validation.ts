import { availableParallelism } from "node:os";
import { join } from "node:path";
import { writeStatutePlots } from "../reporting/plots/write-plots.ts";
import { crossValidate } from "../training/cross-validate.ts";
import { readPolicySources } from "../training/policy-sources.ts";
import { prepareMaterial, recipe } from "../training/recipe.ts";
import { readStatutes } from "../training/statutes.ts";
import { crossValidationTable } from "./retrieval-tables.ts";
import { writeStatuteRecord } from "./statute-record.ts";

const corpus = join(import.meta.dirname, "../../corpus");
const folds = [0, 1, 2, 3, 4];

/**
 * Trains five times, each without the questions it is measured on: some 12 minutes on two cores.
 * @param keep whether the figures go into `statute-record.json` and their plot
 */
export async function reportCrossValidation(
  folder: string,
  { json, keep }: { json: boolean; keep: boolean },
): Promise<void> {
  const statutes = readStatutes(folder);
  const material = prepareMaterial(statutes, await readPolicySources(corpus), recipe);
  const result = await crossValidate(statutes, material, recipe, availableParallelism(), folds, (message) => {
    process.stderr.write(`${message}\n`);
  });
  if (keep) {
    const { lexical, vector, fused } = result;
    const record = {
      measuredAt: new Date().toISOString().slice(0, 10),
      questions: statutes.questions.length,
      articles: statutes.nationalCount,
      lexical,
      vector,
      fused,
    };
    writeStatuteRecord(record);
    writeStatutePlots(record);
  }
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : crossValidationTable(result));
}
