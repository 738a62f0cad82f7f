import { ProgressBar } from "../training/progress-bar.ts";
import { type BuiltInRetrieval, buildBuiltInRetrieval, type TellProgress } from "./built-in-retrieval.ts";
import { measureBuiltIn } from "./measure-built-in.ts";
import { builtInTable } from "./retrieval-tables.ts";
import { type AskedQuestion, readArticles, readQuestions } from "./statute-files.ts";

/**
 * Measures the shipped parts on the questions of a file over the articles of a folder. With `json` standard output
 * has one line a question, `{"id", "ids"}`, and the table goes to standard error.
 */
export async function reportBuiltIn(folder: string, questionsFile: string, json: boolean): Promise<void> {
  const started = performance.now();
  const { retrieval, articleIds, questions } = await open(folder, questionsFile);
  const buildSeconds = (performance.now() - started) / 1000;
  const report = await measureBuiltIn(retrieval, articleIds, questions, progressBar());
  const table = builtInTable(report, {
    articles: articleIds.length,
    buildSeconds,
    resident: process.memoryUsage().rss,
    residentAtMost: process.resourceUsage().maxRSS * 1024,
  });
  if (json) for (const line of report.found) process.stdout.write(`${JSON.stringify(line)}\n`);
  (json ? process.stderr : process.stdout).write(table);
}

interface Opened {
  readonly retrieval: BuiltInRetrieval;
  readonly articleIds: readonly number[];
  readonly questions: readonly AskedQuestion[];
}

/** In a function of its own, so that the articles' texts are let go before questions are asked. */
async function open(folder: string, questionsFile: string): Promise<Opened> {
  const articles = await readArticles(folder);
  const articleIds = articles.map(({ id }) => id);
  // Before the indexes are built: a fault in the questions is told at once.
  const questions = await readQuestions(questionsFile, new Set(articleIds));
  const bars = { vectors: progressBar(), words: progressBar() };
  const retrieval = await buildBuiltInRetrieval(articles, bars);
  return { retrieval, articleIds, questions };
}

/** The bar's clock starts with the first thing it is told. */
function progressBar(): TellProgress {
  let bar: ProgressBar | undefined;
  return (progress) => {
    bar ??= new ProgressBar(process.stderr);
    bar.update(progress);
  };
}
