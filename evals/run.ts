/**
 * `npm run eval [-- --json] [--filter ID] [--kind KIND] [--quick] [--gate] [--update-reference] [--show-held-out]`
 * measures answers, without taking parts away when `--quick`;
 * `npm run eval -- --retrieval DIR [--questions FILE | --update-reference] [--json]` measures retrieval over the
 * statutes in DIR: by cross-validation, or of the shipped parts on the questions of FILE. `--update-reference` keeps
 * the figures and their plots with the code.
 *
 * Each is loaded only when asked for: what answers need would count as memory that retrieval takes.
 */
import { TiaowenError } from "../src/domain/errors.ts";
import { parseArguments } from "./arguments.ts";
import { QuestionsInvalid } from "./question.ts";

async function run(): Promise<void> {
  const chosen = parseArguments(process.argv.slice(2));
  const { retrieval, questions, json } = chosen;
  if (retrieval === undefined) {
    const { measureAnswers } = await import("./measure-answers.ts");
    await measureAnswers(chosen);
  } else if (questions === undefined) {
    const { reportCrossValidation } = await import("./retrieval/report-cross-validation.ts");
    await reportCrossValidation(retrieval, { json, keep: chosen.updateReference });
  } else {
    const { reportBuiltIn } = await import("./retrieval/report-built-in.ts");
    await reportBuiltIn(retrieval, questions, json);
  }
}

await run().catch((error: unknown) => {
  if (!(error instanceof TiaowenError || error instanceof QuestionsInvalid)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
});
