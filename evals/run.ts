/**
 * `npm run eval [-- --json] [--filter ID] [--kind KIND] [--gate] [--show-held-out]`
 *
 * Asks the assistant, and a naive baseline, every question in `evals/questions/`, and scores the answers. Figures
 * go to standard output and, with what is to be mended, into `evals/reports/`. The assistant is tuned on the
 * development half; of the held-out half nobody is shown more than figures unless he asks for it.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openAssistant } from "../src/adapters/node/open-assistant.ts";
import { readSettings } from "../src/adapters/node/settings.ts";
import { TiaowenError } from "../src/domain/errors.ts";
import { createAnalyser } from "../src/search/analyser.ts";
import { createHashingEmbedder } from "../src/search/hashing-embedder.ts";
import { createLexicon } from "../src/search/lexicon.ts";
import { parseArguments, select } from "./arguments.ts";
import { createNaiveBaseline } from "./baselines/naive-langchain.ts";
import { missedThresholds, readThresholds } from "./gate.ts";
import { htmlReport } from "./html-report.ts";
import { markdownReport } from "./markdown-report.ts";
import { provisionsById } from "./provisions.ts";
import { parseQuestions, QuestionsInvalid, readQuestionFiles } from "./question.ts";
import { buildReport, type Report } from "./report.ts";
import { askAll, assistantSystem, type System } from "./system.ts";
import { terminalReport } from "./terminal-report.ts";

const reportDirectory = join(import.meta.dirname, "reports");

async function run(): Promise<void> {
  const chosen = parseArguments(process.argv.slice(2));
  const thresholds = readThresholds(join(import.meta.dirname, "thresholds.json"));
  const opened = await openAssistant(readSettings(process.env), {
    warn: (message) => process.stderr.write(`${message}\n`),
  });
  const { documents } = opened.corpus;
  const provisions = provisionsById(documents);
  const files = readQuestionFiles(join(import.meta.dirname, "questions"));
  const conversations = select(parseQuestions(files, provisions), chosen);
  const systems = [
    assistantSystem(opened.assistant),
    await createNaiveBaseline(documents, createHashingEmbedder(createAnalyser(createLexicon([])))),
  ];
  const runs = [];
  for (const system of systems) {
    const total = conversations.reduce((sum, { turns }) => sum + turns.length, 0);
    runs.push({ system, observations: await askAll(system, conversations, progressOf(system, total)) });
  }
  const report = buildReport(runs, provisions, {
    generatedAt: new Date(),
    showHeldOut: chosen.showHeldOut,
  });
  write(report);
  process.stdout.write(`${chosen.json ? JSON.stringify(report, null, 2) : terminalReport(report)}\n`);
  if (chosen.gate) pass(missedThresholds(report, thresholds));
}

function progressOf({ label }: System, total: number): (asked: number) => void {
  return (asked) => {
    if (process.stderr.isTTY)
      process.stderr.write(`\r${label} ${asked}/${total}${asked === total ? "\n" : ""}`);
    else if (asked % 100 === 0 || asked === total) process.stderr.write(`${label} ${asked}/${total}\n`);
  };
}

function write(report: Report): void {
  mkdirSync(reportDirectory, { recursive: true });
  writeFileSync(join(reportDirectory, "report.json"), JSON.stringify(report, null, 2));
  writeFileSync(join(reportDirectory, "report.md"), markdownReport(report));
  writeFileSync(join(reportDirectory, "index.html"), htmlReport(report));
  process.stderr.write(`报告写在 ${reportDirectory}\n`);
}

function pass(missed: readonly string[]): void {
  if (missed.length === 0) process.stderr.write("各项指标都过了门槛\n");
  else process.stderr.write(`未过门槛:\n${missed.join("\n")}\n`);
  process.exitCode = missed.length === 0 ? 0 : 1;
}

await run().catch((error: unknown) => {
  if (!(error instanceof TiaowenError || error instanceof QuestionsInvalid)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
});
