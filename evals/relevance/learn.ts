/**
 * `npm run learn -- [--unrelated FILE]`
 *
 * Learns how probable it is that a provision answers a question, and from which probability on it is cited, and
 * writes `src/answering/relevance-model.json`. It learns from the ways of asking in the corpus, each searched with
 * itself taken out of the index (five folds), from `training-questions.jsonl`, and from the development half of the
 * evaluation's questions; never from the held-out half. `--unrelated` names a file with a question a line (`{"question": …}`) that nothing in the
 * corpus answers, for more to refuse; it is read, not kept.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import * as z from "zod";
import { openAssistant } from "../../src/adapters/node/open-assistant.ts";
import { readSettings } from "../../src/adapters/node/settings.ts";
import type { AnsweringServices } from "../../src/answering/answering-context.ts";
import {
  answerabilityFeatures,
  type FeatureName,
  type Features,
  rankingFeatures,
  wordingsOf,
} from "../../src/answering/relevance.ts";
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
const trainingPath = join(import.meta.dirname, "training-questions.jsonl");
const questionsPath = join(import.meta.dirname, "../questions");
const foldCount = 5;
const penalty = 0.0005;
/** What a question of each source counts: real questions are few, ways of asking many and easier. */
const sourceWeights = { written: 3, asking: 0.3, unrelated: 0.3 };

interface Judged extends JudgedQuestion {
  readonly source: keyof typeof sourceWeights;
  readonly candidates: readonly JudgedCandidate[];
}

const say = (message: string): void => void process.stderr.write(`${message}\n`);
const { values } = parseArgs({ options: { unrelated: { type: "string" } } });
const { services, embedderInUse } = await openAssistant(readSettings(process.env), { warn: say });
const judged = [
  ...(await judge("written", [...developmentQuestions(services), ...trainingQuestions(services)], services)),
  ...(await judgeAskings(services)),
  ...(values.unrelated === undefined
    ? []
    : await judge("unrelated", unrelatedQuestions(values.unrelated), services)),
];
const ranking = fitLogisticRegression(judged.flatMap(rankingExamples), penalty);
const ordered = judged.map((question) => order(question, ranking));
const answerability = fitLogisticRegression(ordered.flatMap(answerabilityExample), penalty);
const written = ordered.filter(({ source }) => source === "written");
const judgedWritten = written.map((question) => judgeAnswerability(question, answerability));
const thresholds = chooseThresholds(judgedWritten);
writeFileSync(modelPath, `${JSON.stringify(toFile(), null, 2)}\n`);
say(
  `learnt from ${judged.length} questions, ${written.length} of them written for it or of the development half; ` +
    `answerable and other questions are told apart in ${separation(judgedWritten).toFixed(4)} of pairs`,
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

/** Written for learning alone, by somebody who saw neither the evaluation's questions nor the lexicon. */
function trainingQuestions({ corpus }: AnsweringServices): JudgedQuestion[] {
  const [document] = corpus.documents;
  if (document === undefined) return [];
  const ids = z
    .array(z.string())
    .transform((names) => new Set(names.map((name) => `${document.id}/${name}`)));
  const lineSchema = z.strictObject({ question: z.string(), gold: ids, acceptable: ids });
  return linesOf(trainingPath).map((line) => lineSchema.parse(JSON.parse(line)));
}

function unrelatedQuestions(path: string): JudgedQuestion[] {
  const lineSchema = z.object({ question: z.string() });
  return linesOf(path).map((line) => ({
    question: lineSchema.parse(JSON.parse(line)).question,
    gold: new Set(),
    acceptable: new Set(),
  }));
}

function linesOf(path: string): string[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "");
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
  return { ...services, corpus, search, wordings: wordingsOf(corpus, (term) => search.idf(term)) };
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

function rankingExamples({ candidates, gold, acceptable, source }: Judged): Example[] {
  if (gold.size === 0) return [];
  return candidates
    .filter(({ provisionId }) => !acceptable.has(provisionId))
    .map(({ provisionId, features }) => ({
      features: valuesOf(features, rankingFeatures),
      isPositive: gold.has(provisionId),
      weight: sourceWeights[source],
    }));
}

interface Ordered extends Judged {
  readonly ranked: readonly {
    readonly provisionId: string;
    readonly probability: number;
    readonly features: Features;
  }[];
}

function order(question: Judged, model: LogisticModel): Ordered {
  const ranked = question.candidates
    .map(({ provisionId, features }) => ({
      provisionId,
      features,
      probability: probabilityOf(model, valuesOf(features, rankingFeatures)),
    }))
    .sort((left, right) => right.probability - left.probability);
  return { ...question, ranked };
}

/** One example a question: whether the best candidate answers it. One that misses is neither. */
function answerabilityExample({ ranked, gold, acceptable, source }: Ordered): Example[] {
  const best = ranked[0];
  if (best === undefined) return [];
  const isRight = gold.has(best.provisionId) || acceptable.has(best.provisionId);
  if (gold.size > 0 && !isRight) return [];
  const features = valuesOf(best.features, answerabilityFeatures);
  return [{ features, isPositive: isRight, weight: sourceWeights[source] }];
}

/** How often a question that can be answered gets a higher answerability than one that cannot (area under the ROC curve). */
function separation(
  questions: readonly { readonly answerability: number; readonly gold: ReadonlySet<string> }[],
): number {
  const answerable = questions.filter(({ gold }) => gold.size > 0);
  const others = questions.filter(({ gold }) => gold.size === 0);
  const pairs = answerable.flatMap((one) =>
    others.map((other) =>
      one.answerability > other.answerability ? 1 : one.answerability === other.answerability ? 0.5 : 0,
    ),
  );
  return pairs.reduce((sum: number, pair) => sum + pair, 0) / Math.max(1, pairs.length);
}

function judgeAnswerability(question: Ordered, model: LogisticModel) {
  const best = question.ranked[0];
  const answerability =
    best === undefined ? 0 : probabilityOf(model, valuesOf(best.features, answerabilityFeatures));
  return { ...question, answerability };
}

function valuesOf(features: Features, names: readonly FeatureName[]): number[] {
  return names.map((name) => features[name]);
}

function rounded(value: number): number {
  return Number(value.toFixed(4));
}

function toFile() {
  const weightsOf = (model: LogisticModel, names: readonly FeatureName[]) => ({
    intercept: rounded(model.intercept),
    weights: Object.fromEntries(names.map((name, index) => [name, rounded(model.weights[index] ?? 0)])),
  });
  return {
    description: "Learnt by `npm run learn`; see evals/relevance/learn.ts.",
    ranking: weightsOf(ranking, rankingFeatures),
    answerability: weightsOf(answerability, answerabilityFeatures),
    answerThreshold: rounded(thresholds.answerThreshold),
    furtherThreshold: rounded(thresholds.furtherThreshold),
    furtherOddsShare: rounded(thresholds.furtherOddsShare),
  };
}
