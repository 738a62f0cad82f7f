import { sharedRows } from "../../src/search/embedder-model.ts";
import { sentenceEndToken } from "../../src/search/text-units.ts";
import { UnitCollector } from "../../src/search/unit-collector.ts";
import { UnitTable } from "../../src/search/unit-table.ts";
import { type Random, randomBelow, randomStream } from "./random.ts";
import { type TrainingMemory, type TrainingShape, unitsPerText } from "./training-memory.ts";

export interface QuestionGroup {
  readonly firstQuestion: number;
  readonly questionCount: number;
  readonly pairsPerBatch: number;
}

export interface PairSampling {
  readonly seed: number;
  /** Consecutive ranges of the questions, each with its place in a batch; what is left is made from articles. */
  readonly groups: readonly QuestionGroup[];
  /** Articles are the first texts. */
  readonly articleCount: number;
  /** Share of the units left out at random, of questions and of passages. */
  readonly dropout: number;
}

/** How often a piece taken out of an article as its question is also missing from it. */
const removalShare = 0.8;
const shortestCrop = 4;
const longestCrop = 32;

/** Draws the pairs of a step: the same for the same seed, step and place in the batch. */
export class PairSampler {
  readonly #sampling: PairSampling;
  readonly #shape: TrainingShape;
  readonly #collector: UnitCollector;
  readonly #unitWeights: Float32Array;
  readonly #tokens: Int32Array;
  readonly #headingStarts: Int32Array;
  readonly #headingEnds: Int32Array;
  readonly #bodyStarts: Int32Array;
  readonly #bodyEnds: Int32Array;
  readonly #questionTexts: Int32Array;
  readonly #goldStarts: Int32Array;
  readonly #goldTexts: Int32Array;
  readonly #batchUnits: Int32Array;
  readonly #batchUnitWeights: Float32Array;
  readonly #batchUnitCounts: Int32Array;
  readonly #batchPassages: Int32Array;
  readonly #batchQuestions: Int32Array;

  constructor(memory: TrainingMemory, shape: TrainingShape, sampling: PairSampling) {
    this.#sampling = sampling;
    this.#shape = shape;
    const table = new UnitTable({ hashes: memory.integers("unitHashes"), rows: memory.integers("unitRows") });
    this.#collector = new UnitCollector(table, shape.unitCount);
    this.#unitWeights = memory.floats("unitWeights");
    this.#tokens = memory.integers("tokens");
    this.#headingStarts = memory.integers("headingStarts");
    this.#headingEnds = memory.integers("headingEnds");
    this.#bodyStarts = memory.integers("bodyStarts");
    this.#bodyEnds = memory.integers("bodyEnds");
    this.#questionTexts = memory.integers("questionTexts");
    this.#goldStarts = memory.integers("goldStarts");
    this.#goldTexts = memory.integers("goldTexts");
    this.#batchUnits = memory.integers("batchUnits");
    this.#batchUnitWeights = memory.floats("batchUnitWeights");
    this.#batchUnitCounts = memory.integers("batchUnitCounts");
    this.#batchPassages = memory.integers("batchPassages");
    this.#batchQuestions = memory.integers("batchQuestions");
  }

  isGold(question: number, text: number): boolean {
    const end = this.#goldStarts[question + 1] ?? 0;
    for (let index = this.#goldStarts[question] ?? 0; index < end; index++) {
      if (this.#goldTexts[index] === text) return true;
    }
    return false;
  }

  /** Fills slots `pair` (the question) and `batchSize + pair` (its passage). */
  collectPair(step: number, pair: number): void {
    const random = randomStream(this.#sampling.seed, step, pair);
    const question = this.#questionAt(step, pair);
    if (question === -1) this.#collectArticlePair(pair, random);
    else this.#collectQuestionPair(question, pair, random);
  }

  /** All units of a text, into a slot. */
  collectWhole(text: number, purpose: "question" | "passage", slot: number): void {
    this.#addHeading(text, null);
    this.#addBody(text, null);
    this.#finish(slot, purpose);
  }

  /** Each question of a group comes once before any comes again. @returns -1 where an article's turn is. */
  #questionAt(step: number, pair: number): number {
    let place = pair;
    for (const { firstQuestion, questionCount, pairsPerBatch } of this.#sampling.groups) {
      if (place < pairsPerBatch) {
        const draw = step * pairsPerBatch + place;
        const round = Math.floor(draw / questionCount);
        // A walk through the group with a stride and a start of its own each round.
        const random = randomStream(this.#sampling.seed, round, -1 - firstQuestion);
        const stride = coprimeStride(questionCount, random);
        const start = randomBelow(random, questionCount);
        return firstQuestion + ((start + (draw % questionCount) * stride) % questionCount);
      }
      place -= pairsPerBatch;
    }
    return -1;
  }

  #collectQuestionPair(question: number, pair: number, random: Random): void {
    const first = this.#goldStarts[question] ?? 0;
    const count = (this.#goldStarts[question + 1] ?? 0) - first;
    const passage = this.#goldTexts[first + randomBelow(random, count)] ?? 0;
    this.#batchQuestions[pair] = question;
    this.#batchPassages[pair] = passage;
    this.#addBody(this.#questionTexts[question] ?? 0, random);
    this.#finish(pair, "question");
    this.#addHeading(passage, random);
    this.#addBody(passage, random);
    this.#finish(this.#shape.batchSize + pair, "passage");
  }

  #collectArticlePair(pair: number, random: Random): void {
    const text = randomBelow(random, this.#sampling.articleCount);
    this.#batchQuestions[pair] = -1;
    this.#batchPassages[pair] = text;
    const [from, until] = random() < 0.5 ? this.#sentence(text, random) : this.#crop(text, random);
    this.#add(from, until, random);
    this.#finish(pair, "question");

    this.#addHeading(text, random);
    if (random() < removalShare) {
      this.#add(this.#bodyStarts[text] ?? 0, from, random);
      this.#add(until, this.#bodyEnds[text] ?? 0, random);
    } else {
      this.#addBody(text, random);
    }
    this.#finish(this.#shape.batchSize + pair, "passage");
  }

  #crop(text: number, random: Random): [from: number, until: number] {
    const [start, end] = [this.#bodyStarts[text] ?? 0, this.#bodyEnds[text] ?? 0];
    const length = Math.min(end - start, shortestCrop + randomBelow(random, longestCrop - shortestCrop));
    const from = start + randomBelow(random, end - start - length + 1);
    return [from, from + length];
  }

  #sentence(text: number, random: Random): [from: number, until: number] {
    const [start, end] = [this.#bodyStarts[text] ?? 0, this.#bodyEnds[text] ?? 0];
    const inside = start + randomBelow(random, end - start);
    let from = inside;
    while (from > start && this.#tokens[from - 1] !== sentenceEndToken) from--;
    let until = inside;
    while (until < end && this.#tokens[until] !== sentenceEndToken) until++;
    return [from, until];
  }

  #addHeading(text: number, random: Random | null): void {
    this.#add(this.#headingStarts[text] ?? 0, this.#headingEnds[text] ?? 0, random);
  }

  #addBody(text: number, random: Random | null): void {
    this.#add(this.#bodyStarts[text] ?? 0, this.#bodyEnds[text] ?? 0, random);
  }

  /** @param random decides what is left out; null where nothing is. */
  #add(from: number, until: number, random: Random | null): void {
    const { dropout } = this.#sampling;
    this.#collector.add(this.#tokens, from, until, random === null ? undefined : () => random() < dropout);
  }

  /** Closes a slot with what all texts of its purpose share. */
  #finish(slot: number, purpose: "question" | "passage"): void {
    const start = slot * unitsPerText;
    let count = 0;
    const take = (row: number, worth: number) => {
      this.#batchUnits[start + count] = row;
      this.#batchUnitWeights[start + count] = worth * (this.#unitWeights[row] ?? 0);
      count++;
    };
    this.#collector.drain((row, worth) => {
      if (count < unitsPerText - 1) take(row, worth);
    });
    take(this.#shape.unitCount + sharedRows[purpose], 1);
    this.#batchUnitCounts[slot] = count;
  }
}

function coprimeStride(count: number, random: Random): number {
  let stride = 1 + randomBelow(random, Math.max(1, count - 1));
  while (greatestCommonDivisor(stride, count) !== 1) stride++;
  return stride;
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other);
}
