/**
 * `npm run learn -- [--unrelated FILE]`
 *
 * Learns how probable it is that a provision answers a question, and from which probability on it is cited, and
 * writes `src/answering/relevance-model.json`. It learns from the ways of asking in the corpus, each searched with
 * itself taken out of the index (five folds), and from the development half of the evaluation's questions; never
 * from the held-out half. `--unrelated` names a file with a question a line (`{"question": …}`) that nothing in the
 * corpus answers, for more to refuse; it is read, not kept.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import * as z from "zod";
import { openAssistant } from "../../src/adapters/node/open-assistant.ts";
import { readSettings } from "../../src/adapters/node/settings.ts";
import type { AnsweringServices } from "../../src/answering/answering-context.ts";
import { type Features, featureNames } from "../../src/answering/relevance.ts";
import { exactVectorIndexFactory } from "../../src/search/exact-vector-index.ts";
import { openSearchIndex } from "../../src/search/search-index.ts";
import { provisionsById } from "../provisions.ts";
import { parseQuestions, readQuestionFiles } from "../question.ts";
import { halfOf } from "../split.ts";
import { chooseThresholds } from "./choose-thresholds.ts";
import { candidatesOf, type JudgedCandidate, type JudgedQuestion } from "./judged-candidates.ts";
import {
  type Example,
  fitLogisticRegression,
  type LogisticModel,
  probabilityOf,
} from "./logistic-regression.ts";

const modelPath = join(import.meta.dirname, "../../src/answering/relevance-model.json");
const questionsPath = join(import.meta.dirname, "../questions");
const foldCount = 5;
const penalty = 0.0005;
/** What a question of each source counts: real questions are few, ways of asking many and easier. */
const sourceWeights = { development: 3, asking: 1, unrelated: 0.5 };

interface Judged extends JudgedQuestion {
  readonly source: keyof typeof sourceWeights;
  readonly candidates: readonly JudgedCandidate[];
}

const say = (message: string): void => void process.stderr.write(`${message}\n`);
const { values } = parseArgs({ options: { unrelated: { type: "string" } } });
const { services, embedderInUse } = await openAssistant(readSettings(process.env), { warn: say });
const judged = [
  ...(await judge("development", developmentQuestions(services), services)),
  ...(await judgeAskings(services)),
  ...(values.unrelated === undefined
    ? []
    : await judge("unrelated", unrelatedQuestions(values.unrelated), services)),
];
const model = fitLogisticRegression(judged.flatMap(examplesOf), penalty);
const development = judged
  .filter(({ source }) => source === "development")
  .map((question) => ranked(question, model));
const { score, ...thresholds } = chooseThresholds(development);
writeFileSync(modelPath, `${JSON.stringify(toFile(model, thresholds), null, 2)}\n`);
say(
  `learnt from ${judged.length} questions; on the development half ${score.toFixed(4)} of what can be right is right`,
);

function developmentQuestions({ corpus }: AnsweringServices): JudgedQuestion[] {
  return parseQuestions(readQuestionFiles(questionsPath), provisionsById(corpus.documents))
    .filter(({ id, turns }) => turns.length === 1 && halfOf(id) === "development")
    .flatMap(({ turns }) => turns)
    .filter(({ kind }) => kind !== "other_region" && kind !== "other_period" && kind !== "unsafe")
    .filter(({ gold, status }) => gold.length > 0 || status.includes("unanswerable"))
    .map(({ question, gold, acceptable }) => ({
      question,
      gold: new Set(gold),
      acceptable: new Set(acceptable),
    }));
}

function unrelatedQuestions(path: string): JudgedQuestion[] {
  const lineSchema = z.object({ question: z.string() });
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => ({
      question: lineSchema.parse(JSON.parse(line)).question,
      gold: new Set(),
      acceptable: new Set(),
    }));
}

/** Each way of asking is searched in an index that has not seen it. */
async function judgeAskings(services: AnsweringServices): Promise<Judged[]> {
  const all = [...services.corpus.askings].flatMap(([provisionId, questions]) =>
    questions.map((question) => ({ provisionId, question })),
  );
  const found: Judged[] = [];
  for (let fold = 0; fold < foldCount; fold++) {
    const isHeldOut = (index: number): boolean => index % foldCount === fold;
    const askings = new Map<string, string[]>();
    all.forEach(({ provisionId, question }, index) => {
      if (!isHeldOut(index)) askings.set(provisionId, [...(askings.get(provisionId) ?? []), question]);
    });
    const reduced = await withAskings(services, askings);
    const goldOf = (text: string): Set<string> =>
      new Set(all.filter(({ question }) => question === text).map(({ provisionId }) => provisionId));
    const questions = all.filter((_, index) => isHeldOut(index));
    found.push(
      ...(await judge(
        "asking",
        questions.map(({ question }) => ({ question, gold: goldOf(question), acceptable: new Set() })),
        reduced,
      )),
    );
    say(`ways of asking: fold ${fold + 1} of ${foldCount}`);
  }
  return found;
}

async function withAskings(
  services: AnsweringServices,
  askings: ReadonlyMap<string, readonly string[]>,
): Promise<AnsweringServices> {
  const corpus = { ...services.corpus, askings };
  const search = await openSearchIndex({
    corpus,
    lexicon: services.lexicon,
    embedder: embedderInUse,
    vectorIndexFactory: exactVectorIndexFactory,
    snapshotStore: { read: async () => null, write: async () => undefined },
    warn: say,
  });
  return { ...services, corpus, search };
}

async function judge(
  source: Judged["source"],
  questions: readonly JudgedQuestion[],
  services: AnsweringServices,
): Promise<Judged[]> {
  const found: Judged[] = [];
  for (const question of questions) {
    const candidates = await candidatesOf(question.question, services);
    if (candidates !== null) found.push({ ...question, source, candidates });
  }
  return found;
}

/** A question counts the same however many candidates it has; its positives as much as its negatives. */
function examplesOf({ candidates, gold, acceptable, source }: Judged): Example[] {
  const usable = candidates.filter(({ provisionId }) => !acceptable.has(provisionId));
  return usable.map(({ provisionId, features }) => ({
    features: valuesOf(features),
    isPositive: gold.has(provisionId),
    weight: sourceWeights[source],
  }));
}

function ranked(question: Judged, model: LogisticModel) {
  const candidates = question.candidates
    .map(({ provisionId, features }) => ({
      provisionId,
      probability: probabilityOf(model, valuesOf(features)),
    }))
    .sort((left, right) => right.probability - left.probability);
  return { ...question, ranked: candidates };
}

function valuesOf(features: Features): number[] {
  return featureNames.map((name) => features[name]);
}

function toFile(model: LogisticModel, thresholds: object) {
  const rounded = (value: number): number => Number(value.toFixed(4));
  return {
    description: "Learnt by `npm run learn`; see evals/relevance/learn.ts.",
    intercept: rounded(model.intercept),
    weights: Object.fromEntries(
      featureNames.map((name, index) => [name, rounded(model.weights[index] ?? 0)]),
    ),
    ...Object.fromEntries(Object.entries(thresholds).map(([name, value]) => [name, rounded(Number(value))])),
  };
}
