import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openAssistant } from "../src/adapters/node/open-assistant.ts";
import { readSettings } from "../src/adapters/node/settings.ts";
import { createAssistant } from "../src/answering/assistant.ts";
import { ablatedSystems } from "./ablation.ts";
import { type EvaluationArguments, select } from "./arguments.ts";
import { createNaiveBaseline } from "./baselines/naive-langchain.ts";
import { compareWithReference, readReference, toReference, writeReference } from "./gate/reference.ts";
import { missedThresholds, readThresholds } from "./gate/thresholds.ts";
import { provisionsById } from "./provisions.ts";
import { type Conversation, parseQuestions, readQuestionFiles } from "./question.ts";
import { buildReport } from "./reporting/build-report.ts";
import { htmlReport } from "./reporting/html-report.ts";
import { markdownReport } from "./reporting/markdown-report.ts";
import { writeAblationPlots } from "./reporting/plots/write-plots.ts";
import type { Gate, Report, Run } from "./reporting/report.ts";
import { terminalReport } from "./reporting/terminal-report.ts";
import { type Scored, scoreAll } from "./scored.ts";
import { askAll, assistantSystem, type System } from "./system.ts";

const reportDirectory = join(import.meta.dirname, "reports");
const thresholdsPath = join(import.meta.dirname, "thresholds.json");
const referencePath = join(import.meta.dirname, "reference.json");

/**
 * Asks the assistant, a naive baseline and the assistant with one part after the other taken away every question in
 * `evals/questions/`, and scores the answers. Figures go to standard output and, with what is to be mended, into
 * `evals/reports/`. The assistant is tuned on the development half; of the held-out half nobody is shown more than
 * figures unless he asks for it.
 */
export async function measureAnswers(chosen: EvaluationArguments): Promise<void> {
  const { services, search, embedderInUse } = await openAssistant(readSettings(process.env), { warn: tell });
  const provisions = provisionsById(services.corpus.documents);
  const files = readQuestionFiles(join(import.meta.dirname, "questions"));
  const conversations = select(parseQuestions(files, provisions), chosen);
  const ours = await run(
    assistantSystem((observe) => createAssistant(services, observe)),
    conversations,
  );
  const baseline = await run(
    await createNaiveBaseline(services.corpus.documents, embedderInUse),
    conversations,
  );
  const ablations: Run[] = [];
  const product = { services, search, embedder: embedderInUse };
  for (const system of chosen.quick ? [] : await ablatedSystems(product)) {
    ablations.push(await run(system, conversations));
  }
  const now = new Date();
  const measured = buildReport({ systems: [ours, baseline], ablations }, provisions, {
    generatedAt: now,
    showHeldOut: chosen.showHeldOut,
  });
  const scored = scoreAll(ours.observations, provisions);
  if (chosen.updateReference) {
    writeReference(referencePath, toReference(conversations, scored, now));
    writeAblationPlots(measured);
  }
  const isWhole = chosen.filter === undefined && chosen.kind === undefined;
  const report = { ...measured, gate: isWhole ? gateOf(measured, conversations, scored) : null };
  write(report);
  process.stdout.write(`${chosen.json ? JSON.stringify(report, null, 2) : terminalReport(report)}\n`);
  if (chosen.gate && report.gate !== null) pass(report.gate);
}

async function run(system: System, conversations: readonly Conversation[]): Promise<Run> {
  const total = conversations.reduce((sum, { turns }) => sum + turns.length, 0);
  return { system, observations: await askAll(system, conversations, progressOf(system, total)) };
}

function gateOf(
  report: Pick<Report, "systems">,
  conversations: readonly Conversation[],
  scored: readonly Scored[],
): Gate {
  const thresholds = readThresholds(thresholdsPath);
  const reference = readReference(referencePath);
  const { sunk, shared, added, gone } = compareWithReference(conversations, scored, reference);
  tell(
    `与 ${reference.measuredAt} 的参照比了 ${shared} 题(对话整段算一题);参照里没有的 ${added} 题,已改或已去的 ${gone} 题`,
  );
  return { thresholds, missed: [...missedThresholds(report, thresholds), ...sunk] };
}

function tell(message: string): void {
  process.stderr.write(`${message}\n`);
}

function progressOf({ label }: System, total: number): (asked: number) => void {
  return (asked) => {
    if (process.stderr.isTTY)
      process.stderr.write(`\r${label} ${asked}/${total}${asked === total ? "\n" : ""}`);
    else if (asked === total) tell(`${label} ${asked}/${total}`);
  };
}

function write(report: Report): void {
  mkdirSync(reportDirectory, { recursive: true });
  writeFileSync(join(reportDirectory, "report.json"), JSON.stringify(report, null, 2));
  writeFileSync(join(reportDirectory, "report.md"), markdownReport(report));
  writeFileSync(join(reportDirectory, "index.html"), htmlReport(report));
  tell(`报告写在 ${reportDirectory}`);
}

function pass({ missed }: Gate): void {
  if (missed.length === 0) tell("各项指标都过了门槛,也没有变差");
  else tell(`未过门槛:\n${missed.join("\n")}`);
  process.exitCode = missed.length === 0 ? 0 : 1;
}
