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
  readonly questionDropout: number;
  readonly passageDropout: number;
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
  readonly #wrongTexts: Int32Array;
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
    this.#wrongTexts = memory.integers("wrongTexts");
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

  /** Fills slot `2 · batchSize + index` with a passage that a question of the batch might be taken to ask for. */
  collectHardNegative(step: number, index: number): void {
    const random = randomStream(this.#sampling.seed, step, this.#shape.batchSize + index);
    const { wrongPerQuestion } = this.#shape;
    const question = Math.max(0, this.#questionAt(step, index));
    const text = this.#wrongTexts[question * wrongPerQuestion + randomBelow(random, wrongPerQuestion)] ?? 0;
    this.#batchPassages[this.#shape.batchSize + index] = text;
    this.#collectPassage(2 * this.#shape.batchSize + index, text, random);
  }

  /** All units of a text, into a slot. */
  collectWhole(text: number, purpose: "question" | "passage", slot: number): void {
    this.#addHeading(text, 0, never);
    this.#add(this.#bodyStarts[text] ?? 0, this.#bodyEnds[text] ?? 0, 0, never);
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
    const text = this.#questionTexts[question] ?? 0;
    const [start, end] = [this.#bodyStarts[text] ?? 0, this.#bodyEnds[text] ?? 0];
    this.#add(start, end, this.#sampling.questionDropout, random);
    this.#finish(pair, "question");
    this.#collectPassage(this.#shape.batchSize + pair, passage, random);
  }

  #collectPassage(slot: number, text: number, random: Random): void {
    const { passageDropout } = this.#sampling;
    this.#addHeading(text, passageDropout, random);
    this.#add(this.#bodyStarts[text] ?? 0, this.#bodyEnds[text] ?? 0, passageDropout, random);
    this.#finish(slot, "passage");
  }

  #collectArticlePair(pair: number, random: Random): void {
    const { articleCount, questionDropout, passageDropout } = this.#sampling;
    const text = randomBelow(random, articleCount);
    this.#batchQuestions[pair] = -1;
    this.#batchPassages[pair] = text;
    const [from, until] = random() < 0.5 ? this.#sentence(text, random) : this.#crop(text, random);
    this.#add(from, until, questionDropout, random);
    this.#finish(pair, "question");

    this.#addHeading(text, passageDropout, random);
    const [start, end] = [this.#bodyStarts[text] ?? 0, this.#bodyEnds[text] ?? 0];
    if (random() < removalShare) {
      this.#add(start, from, passageDropout, random);
      this.#add(until, end, passageDropout, random);
    } else {
      this.#add(start, end, passageDropout, random);
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

  #addHeading(text: number, dropout: number, random: Random): void {
    this.#add(this.#headingStarts[text] ?? 0, this.#headingEnds[text] ?? 0, dropout, random);
  }

  #add(from: number, until: number, dropout: number, random: Random): void {
    this.#collector.add(this.#tokens, from, until, dropout === 0 ? undefined : () => random() < dropout);
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

const never: Random = () => 1;

function coprimeStride(count: number, random: Random): number {
  let stride = 1 + randomBelow(random, Math.max(1, count - 1));
  while (greatestCommonDivisor(stride, count) !== 1) stride++;
  return stride;
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other);
}
