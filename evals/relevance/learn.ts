/**
 * `npm run learn`
 *
 * Learns how probable it is that a provision answers a question, that a question is answered at all, and from which
 * probabilities on one is answered and a provision cited. It learns from the questions beside the documents in the
 * corpus, those of each source searched in an index that has not seen them, and from the development half of the
 * evaluation's questions; never from the held-out half. Written are `relevance-model.json` and `unsaid-words.json`
 * in `src/answering/relevance`.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readSettings } from "../../src/adapters/node/settings.ts";
import type { AnsweringServices } from "../../src/answering/answering-context.ts";
import {
  answerabilityFeatures,
  type Knowledge,
  rankingFeatures,
} from "../../src/answering/relevance/features.ts";
import { provisionsById } from "../provisions.ts";
import { parseQuestions, readQuestionFiles } from "../question.ts";
import { halfOf } from "../split.ts";
import { describeUnseen } from "./describe-unseen.ts";
import { findCandidates, type JudgedQuestion, type QuestionWithCandidates } from "./judged-candidates.ts";
import { type LearntJudgement, learnJudgement } from "./learn-judgement.ts";
import { openLearningServices, withAskedQuestions } from "./open-learning-services.ts";

const modelFolder = join(import.meta.dirname, "../../src/answering/relevance");
const questionsPath = join(import.meta.dirname, "../questions");
const description = "Learnt by `npm run learn`; see evals/relevance/learn.ts.";
const partCount = 4;
/** What refusing costs: so many of those that could be answered rightly. */
const falseRefusals = 0.02;

const say = (message: string): void => void process.stderr.write(`${message}\n`);
const opened = await openLearningServices(readSettings(process.env).corpusDirectory, say);
const { askedQuestions } = opened.corpus;
const questions = [...askedQuestions.map(toJudged), ...developmentQuestions()];
const sources = [...new Set(questions.map(({ source }) => source))];

const asked = learn("asked", await candidatesBySource(servicesWithoutSource));
const bare = await withAskedQuestions(opened, [], say);
const unasked = learn("unasked", await candidatesBySource(async () => bare));
write("relevance-model.json", {
  description,
  asked: toFile(asked, "asked"),
  unasked: toFile(unasked, "unasked"),
});
write("unsaid-words.json", { description, ...asked.words });

function toJudged({ text, provisionIds, alsoFits, source }: (typeof askedQuestions)[number]): JudgedQuestion {
  return { question: text, gold: new Set(provisionIds), acceptable: new Set(alsoFits), source };
}

function developmentQuestions(): JudgedQuestion[] {
  return parseQuestions(readQuestionFiles(questionsPath), provisionsById(opened.corpus.documents))
    .filter(({ id, turns }) => turns.length === 1 && halfOf(id) === "development")
    .flatMap(({ turns }) => turns)
    .filter(({ kind }) => kind !== "unsafe")
    .filter(({ gold, status }) => gold.length > 0 || status.includes("unanswerable"))
    .map(({ question, gold, acceptable }) => ({
      question,
      gold: new Set(gold),
      acceptable: new Set(acceptable),
      source: "development",
    }));
}

async function servicesWithoutSource(source: string): Promise<AnsweringServices> {
  return await withAskedQuestions(
    opened,
    askedQuestions.filter((question) => question.source !== source),
    say,
  );
}

async function candidatesBySource(
  servicesFor: (source: string) => Promise<AnsweringServices>,
): Promise<Map<string, QuestionWithCandidates[]>> {
  const found = new Map<string, QuestionWithCandidates[]>();
  for (const [index, source] of sources.entries()) {
    const services = await servicesFor(source);
    const own: QuestionWithCandidates[] = [];
    for (const question of questions.filter((other) => other.source === source)) {
      const candidates = await findCandidates(question, services);
      if (candidates !== null) own.push(candidates);
    }
    found.set(source, own);
    say(`searched ${own.length} questions of ${source} (${index + 1} of ${sources.length} sources)`);
  }
  return found;
}

function learn(
  knowledge: Knowledge,
  bySource: ReadonlyMap<string, QuestionWithCandidates[]>,
): LearntJudgement {
  let steps = 0;
  const learnt = learnJudgement(partsOf(bySource), knowledge, falseRefusals, () => {
    say(`${knowledge}: step ${++steps} of ${3 * partCount}`);
  });
  say(describeUnseen(knowledge, learnt));
  return learnt;
}

/** Sources dealt out so that the parts are of about one size. */
function partsOf(bySource: ReadonlyMap<string, QuestionWithCandidates[]>): QuestionWithCandidates[][] {
  const parts: QuestionWithCandidates[][] = Array.from({ length: partCount }, () => []);
  const largestFirst = [...bySource.values()].sort((left, right) => right.length - left.length);
  for (const own of largestFirst) {
    const smallest = parts.reduce((least, part) => (part.length < least.length ? part : least));
    smallest.push(...own);
  }
  return parts;
}

function toFile({ judgement }: LearntJudgement, knowledge: Knowledge) {
  const { ranking, answerability, ...thresholds } = judgement;
  return {
    ranking: { features: rankingFeatures[knowledge], ...ranking },
    answerability: { features: answerabilityFeatures[knowledge], ...answerability },
    ...Object.fromEntries(
      Object.entries(thresholds).map(([name, value]) => [name, Number(value.toFixed(4))]),
    ),
  };
}

function write(name: string, content: object): void {
  writeFileSync(join(modelFolder, name), `${JSON.stringify(content)}\n`);
}
