import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openAssistant } from "../src/adapters/node/open-assistant.ts";
import { readSettings } from "../src/adapters/node/settings.ts";
import { type EvaluationArguments, select } from "./arguments.ts";
import { createNaiveBaseline } from "./baselines/naive-langchain.ts";
import { missedThresholds, readThresholds } from "./gate/thresholds.ts";
import { provisionsById } from "./provisions.ts";
import { parseQuestions, readQuestionFiles } from "./question.ts";
import { htmlReport } from "./reporting/html-report.ts";
import { markdownReport } from "./reporting/markdown-report.ts";
import { buildReport, type Report, type Run } from "./reporting/report.ts";
import { terminalReport } from "./reporting/terminal-report.ts";
import { askAll, assistantSystem, type System } from "./system.ts";

const reportDirectory = join(import.meta.dirname, "reports");

/**
 * Asks the assistant, and a naive baseline, every question in `evals/questions/`, and scores the answers. Figures
 * go to standard output and, with what is to be mended, into `evals/reports/`. The assistant is tuned on the
 * development half; of the held-out half nobody is shown more than figures unless he asks for it.
 */
export async function measureAnswers(chosen: EvaluationArguments): Promise<void> {
  const thresholds = readThresholds(join(import.meta.dirname, "thresholds.json"));
  const { assistant, corpus, embedderInUse } = await openAssistant(readSettings(process.env), { warn: tell });
  const provisions = provisionsById(corpus.documents);
  const files = readQuestionFiles(join(import.meta.dirname, "questions"));
  const conversations = select(parseQuestions(files, provisions), chosen);
  const total = conversations.reduce((sum, { turns }) => sum + turns.length, 0);
  const runs: Run[] = [];
  for (const system of [
    assistantSystem(assistant),
    await createNaiveBaseline(corpus.documents, embedderInUse),
  ]) {
    runs.push({ system, observations: await askAll(system, conversations, progressOf(system, total)) });
  }
  const report = buildReport(runs, provisions, { generatedAt: new Date(), showHeldOut: chosen.showHeldOut });
  write(report);
  process.stdout.write(`${chosen.json ? JSON.stringify(report, null, 2) : terminalReport(report)}\n`);
  if (chosen.gate) pass(missedThresholds(report, thresholds));
}

function tell(message: string): void {
  process.stderr.write(`${message}\n`);
}

function progressOf({ label }: System, total: number): (asked: number) => void {
  return (asked) => {
    if (process.stderr.isTTY)
      process.stderr.write(`\r${label} ${asked}/${total}${asked === total ? "\n" : ""}`);
    else if (asked % 100 === 0 || asked === total) tell(`${label} ${asked}/${total}`);
  };
}

function write(report: Report): void {
  mkdirSync(reportDirectory, { recursive: true });
  writeFileSync(join(reportDirectory, "report.json"), JSON.stringify(report, null, 2));
  writeFileSync(join(reportDirectory, "report.md"), markdownReport(report));
  writeFileSync(join(reportDirectory, "index.html"), htmlReport(report));
  tell(`报告写在 ${reportDirectory}`);
}

function pass(missed: readonly string[]): void {
  if (missed.length === 0) tell("各项指标都过了门槛");
  else tell(`未过门槛:\n${missed.join("\n")}`);
  process.exitCode = missed.length === 0 ? 0 : 1;
}
