import { Worker } from "node:worker_threads";
import { tokenise } from "../../src/search/text-units.ts";
import { UnitTable } from "../../src/search/unit-table.ts";
import type { PairSampling } from "./pair-sampler.ts";
import { randomNormal, randomStream } from "./random.ts";
import { planMemory, TrainingMemory, type TrainingShape } from "./training-memory.ts";
import type { Optimisation, ThreadSetup } from "./training-thread.ts";
import type { ThreadCommand } from "./training-worker.ts";

export interface TrainingText {
  readonly heading: string;
  readonly body: string;
}

export interface TrainingQuestion {
  readonly question: string;
  /** Positions of the texts that answer it. */
  readonly gold: readonly number[];
}

export interface TokenisedText {
  readonly heading: Uint32Array;
  readonly body: Uint32Array;
}

export interface Vocabulary {
  readonly units: Int32Array;
  /** Per unit, what an occurrence counts. */
  readonly weights: Float32Array;
}

export interface TrainerSettings {
  readonly dimensions: number;
  readonly batchSize: number;
  readonly sampling: Omit<PairSampling, "articleCount">;
  readonly optimisation: Optimisation;
  readonly threads: number;
}

/** Embeds and trains with worker threads over one shared memory. */
export class Trainer {
  readonly shape: TrainingShape;
  readonly memory: TrainingMemory;
  readonly #workers: readonly Worker[];

  private constructor(shape: TrainingShape, memory: TrainingMemory, workers: readonly Worker[]) {
    this.shape = shape;
    this.memory = memory;
    this.#workers = workers;
  }

  /** @param texts articles, then anything else that is to be embedded; questions are put behind them. */
  static start(
    settings: TrainerSettings,
    vocabulary: Vocabulary,
    articles: readonly TokenisedText[],
    questions: readonly TrainingQuestion[],
    vectorCount: number,
    embedded: readonly TokenisedText[] = [],
  ): Trainer {
    const asked = questions.map(({ question }) => ({ heading: new Uint32Array(), body: tokenise(question) }));
    const texts = [...articles, ...embedded, ...asked];
    const shape: TrainingShape = {
      dimensions: settings.dimensions,
      unitCount: vocabulary.units.length,
      batchSize: settings.batchSize,
      textCount: texts.length,
      tokenCount: countTokens(texts),
      questionCount: questions.length,
      goldCount: questions.reduce((sum, { gold }) => sum + gold.length, 0),
      vectorCount,
    };
    const plan = planMemory(shape, settings.threads);
    const memory = TrainingMemory.allocate(plan);
    fillVocabulary(memory, vocabulary);
    fillTexts(memory, texts);
    fillQuestions(memory, questions, texts.length - asked.length);
    fillWeights(memory, settings.sampling.seed, shape);
    memory.integers("rowNumbers").forEach((_, row, numbers) => {
      numbers[row] = row;
    });
    const sampling = { ...settings.sampling, articleCount: articles.length };
    const workers = Array.from({ length: settings.threads }, (_, thread) => {
      const { threads, optimisation } = settings;
      const setup: ThreadSetup = {
        shape,
        plan,
        memory: memory.memory,
        sampling,
        optimisation,
        thread,
        threads,
      };
      return new Worker(new URL("./training-worker.ts", import.meta.url), { workerData: setup });
    });
    return new Trainer(shape, memory, workers);
  }

  async train(from: number, until: number): Promise<number> {
    await this.#command({ name: "train", from, until });
    const losses = this.memory.floats("losses");
    return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
  }

  async embed(
    firstText: number,
    count: number,
    purpose: "question" | "passage",
    firstVector: number,
  ): Promise<void> {
    await this.#command({ name: "embed", firstText, count, purpose, firstVector });
  }

  async stop(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  async #command(command: ThreadCommand): Promise<void> {
    await Promise.all(
      this.#workers.map(
        (worker) =>
          new Promise<void>((resolve, reject) => {
            worker.once("error", reject);
            worker.once("message", () => {
              worker.off("error", reject);
              resolve();
            });
            worker.postMessage(command);
          }),
      ),
    );
  }
}

function countTokens(texts: readonly TokenisedText[]): number {
  const headings = new Set(texts.map(({ heading }) => heading));
  let count = 0;
  for (const heading of headings) count += heading.length;
  return texts.reduce((sum, { body }) => sum + body.length, count);
}

function fillVocabulary(memory: TrainingMemory, { units, weights }: Vocabulary): void {
  const table = new UnitTable({ hashes: memory.integers("unitHashes"), rows: memory.integers("unitRows") });
  units.forEach((unit, row) => {
    table.set(unit, row);
  });
  const unitWeights = memory.floats("unitWeights");
  unitWeights.set(weights);
  unitWeights.fill(1, weights.length);
}

/** Headings that several texts share are kept once. */
function fillTexts(memory: TrainingMemory, texts: readonly TokenisedText[]): void {
  const tokens = memory.integers("tokens");
  const headingStarts = memory.integers("headingStarts");
  const headingEnds = memory.integers("headingEnds");
  const bodyStarts = memory.integers("bodyStarts");
  const bodyEnds = memory.integers("bodyEnds");
  const headings = new Map<Uint32Array, number>();
  let next = 0;
  const append = (added: Uint32Array): number => {
    tokens.set(added, next);
    next += added.length;
    return next - added.length;
  };
  texts.forEach(({ heading, body }, text) => {
    const known = headings.get(heading) ?? append(heading);
    headings.set(heading, known);
    headingStarts[text] = known;
    headingEnds[text] = known + heading.length;
    bodyStarts[text] = append(body);
    bodyEnds[text] = next;
  });
}

function fillQuestions(
  memory: TrainingMemory,
  questions: readonly TrainingQuestion[],
  firstText: number,
): void {
  const questionTexts = memory.integers("questionTexts");
  const goldStarts = memory.integers("goldStarts");
  const goldTexts = memory.integers("goldTexts");
  let next = 0;
  questions.forEach(({ gold }, question) => {
    questionTexts[question] = firstText + question;
    goldStarts[question] = next;
    goldTexts.set(gold, next);
    next += gold.length;
  });
  goldStarts[questions.length] = next;
}

/** Small random vectors; what all questions or all passages share begins at zero. */
function fillWeights(memory: TrainingMemory, seed: number, { unitCount, dimensions }: TrainingShape): void {
  const weights = memory.floats("weights");
  const random = randomStream(seed, -2);
  const scale = 1 / Math.sqrt(dimensions);
  for (let index = 0; index < unitCount * dimensions; index++) weights[index] = randomNormal(random) * scale;
}
