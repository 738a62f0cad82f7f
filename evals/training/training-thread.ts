import type { Kernels } from "./kernels.ts";
import { PairSampler, type PairSampling } from "./pair-sampler.ts";
import { RowOccurrences } from "./row-occurrences.ts";
import {
  type MemoryPlan,
  type ScratchAddresses,
  TrainingMemory,
  type TrainingShape,
  unitsPerText,
} from "./training-memory.ts";

export interface Optimisation {
  readonly steps: number;
  readonly warmUpSteps: number;
  /** Adam's step size at its highest. */
  readonly learningRate: number;
  readonly temperature: number;
}

export interface ThreadSetup {
  readonly shape: TrainingShape;
  readonly plan: MemoryPlan;
  readonly memory: WebAssembly.Memory;
  readonly sampling: PairSampling;
  readonly optimisation: Optimisation;
  readonly thread: number;
  readonly threads: number;
}

const firstDecay = 0.9;
const secondDecay = 0.999;
const epsilon = 1e-8;

/**
 * One thread's share of each step. Every number is computed by one thread in an order that does not depend on how
 * many there are, so that the result does not either: a thread owns a range of the batch's texts, and of the rows
 * of the table those whose number leaves its remainder.
 */
export class TrainingThread {
  readonly #setup: ThreadSetup;
  readonly #kernels: Kernels;
  readonly #scratch: ScratchAddresses;
  readonly #sampler: PairSampler;
  readonly #barrier: Int32Array;
  readonly #unitCounts: Int32Array;
  readonly #lengths: Float32Array;
  readonly #similarities: Float32Array;
  readonly #passages: Int32Array;
  readonly #questions: Int32Array;
  readonly #losses: Float32Array;
  readonly #column: Float32Array;
  readonly #vectors: Float32Array;
  readonly #gradients: Float32Array;
  readonly #occurrences: RowOccurrences;

  constructor(setup: ThreadSetup, kernels: Kernels) {
    this.#setup = setup;
    this.#kernels = kernels;
    const { shape, plan, thread } = setup;
    const memory = new TrainingMemory(setup.memory, plan);
    const scratch = plan.scratch[thread];
    if (scratch === undefined) throw new Error(`no memory was planned for thread ${thread}`);
    this.#scratch = scratch;
    this.#sampler = new PairSampler(memory, shape, setup.sampling);
    this.#barrier = memory.integers("barrier");
    this.#unitCounts = memory.integers("batchUnitCounts");
    this.#lengths = memory.floats("batchLengths");
    this.#similarities = memory.floats("similarities");
    this.#passages = memory.integers("batchPassages");
    this.#questions = memory.integers("batchQuestions");
    this.#losses = memory.floats("losses");
    this.#vectors = memory.floats("batchVectors");
    this.#gradients = memory.floats("batchGradients");
    this.#column = new Float32Array(setup.memory.buffer, scratch.column, shape.batchSize);
    this.#occurrences = new RowOccurrences(memory, shape, scratch, thread, setup.threads);
  }

  train(step: number): void {
    this.#embedBatch(step);
    this.#meet();
    this.#compare();
    this.#meet();
    this.#gradientsOfPassages();
    this.#gradientsBeforeNormalising();
    this.#meet();
    this.#updateRows(step);
    this.#meet();
  }

  /** Writes vectors of whole texts, all its units, to the region `vectors`. */
  embed(request: {
    readonly firstText: number;
    readonly count: number;
    readonly purpose: "question" | "passage";
    readonly firstVector: number;
  }): void {
    const { addresses } = this.#setup.plan;
    const { dimensions } = this.#setup.shape;
    const slot = this.#setup.thread;
    const [from, until] = this.#share(request.count);
    for (let index = from; index < until; index++) {
      this.#sampler.collectWhole(request.firstText + index, request.purpose, slot);
      const out = addresses.vectors + (request.firstVector + index) * dimensions * 4;
      this.#sum(out, slot);
      normalise(new Float32Array(this.#setup.memory.buffer, out, dimensions));
    }
  }

  /** Threads go on when all have come here. */
  #meet(): void {
    const { threads } = this.#setup;
    const round = Atomics.load(this.#barrier, 1);
    if (Atomics.add(this.#barrier, 0, 1) + 1 === threads) {
      Atomics.store(this.#barrier, 0, 0);
      Atomics.add(this.#barrier, 1, 1);
      Atomics.notify(this.#barrier, 1);
    } else {
      while (Atomics.load(this.#barrier, 1) === round) Atomics.wait(this.#barrier, 1, round);
    }
  }

  #share(count: number): [from: number, until: number] {
    const { thread, threads } = this.#setup;
    const bound = (part: number) => Math.floor((count * part) / threads);
    return [bound(thread), bound(thread + 1)];
  }

  #sum(out: number, text: number): void {
    const { addresses } = this.#setup.plan;
    const offset = text * unitsPerText * 4;
    this.#kernels.weightedSum(
      out,
      addresses.weights,
      addresses.batchUnits + offset,
      addresses.batchUnitWeights + offset,
      this.#unitCounts[text] ?? 0,
      this.#setup.shape.dimensions,
    );
  }

  /** Texts of a batch: first the questions, then as many passages, then the further passages. */
  #embedBatch(step: number): void {
    const { shape, plan } = this.#setup;
    const bytes = shape.dimensions * 4;
    const embed = (text: number) => {
      const out = plan.addresses.batchVectors + text * bytes;
      this.#sum(out, text);
      this.#lengths[text] = normalise(new Float32Array(this.#setup.memory.buffer, out, shape.dimensions));
    };
    const [from, until] = this.#share(shape.batchSize);
    for (let pair = from; pair < until; pair++) {
      this.#sampler.collectPair(step, pair);
      embed(pair);
      embed(shape.batchSize + pair);
    }
  }

  /** Softmax over the passages for each question; similarities become the loss's gradient by them. */
  #compare(): void {
    const { shape, plan } = this.#setup;
    const { addresses } = plan;
    const columns = shape.batchSize;
    const bytes = shape.dimensions * 4;
    const passages = addresses.batchVectors + shape.batchSize * bytes;
    const [from, until] = this.#share(shape.batchSize);
    for (let row = from; row < until; row++) {
      const address = addresses.similarities + row * columns * 4;
      this.#kernels.dotProducts(
        addresses.batchVectors + row * bytes,
        passages,
        columns,
        shape.dimensions,
        address,
      );
      this.#softmax(row, columns);
      this.#kernels.weightedSum(
        addresses.batchGradients + row * bytes,
        passages,
        addresses.rowNumbers,
        address,
        columns,
        shape.dimensions,
      );
    }
  }

  #softmax(row: number, columns: number): void {
    const { temperature } = this.#setup.optimisation;
    const { batchSize } = this.#setup.shape;
    const similarities = this.#similarities;
    const start = row * columns;
    const right = this.#passages[row] ?? 0;
    const question = this.#questions[row] ?? -1;
    let highest = Number.NEGATIVE_INFINITY;
    for (let column = 0; column < columns; column++) {
      const passage = this.#passages[column] ?? 0;
      const alsoRight =
        column !== row && (passage === right || (question !== -1 && this.#sampler.isGold(question, passage)));
      const value = alsoRight ? -1e9 : (similarities[start + column] ?? 0) / temperature;
      similarities[start + column] = value;
      if (value > highest) highest = value;
    }
    let total = 0;
    for (let column = 0; column < columns; column++) {
      const share = Math.exp((similarities[start + column] ?? 0) - highest);
      similarities[start + column] = share;
      total += share;
    }
    this.#losses[row] = -Math.log((similarities[start + row] ?? 0) / total + 1e-30);
    const scale = 1 / (temperature * batchSize);
    for (let column = 0; column < columns; column++) {
      const share = (similarities[start + column] ?? 0) / total;
      similarities[start + column] = (share - (column === row ? 1 : 0)) * scale;
    }
  }

  #gradientsOfPassages(): void {
    const { shape, plan } = this.#setup;
    const { addresses } = plan;
    const columns = shape.batchSize;
    const bytes = shape.dimensions * 4;
    const [from, until] = this.#share(columns);
    for (let column = from; column < until; column++) {
      for (let row = 0; row < shape.batchSize; row++) {
        this.#column[row] = this.#similarities[row * columns + column] ?? 0;
      }
      this.#kernels.weightedSum(
        addresses.batchGradients + (shape.batchSize + column) * bytes,
        addresses.batchVectors,
        addresses.rowNumbers,
        this.#scratch.column,
        shape.batchSize,
        shape.dimensions,
      );
      this.#throughNormalising(shape.batchSize + column);
    }
  }

  #gradientsBeforeNormalising(): void {
    const [from, until] = this.#share(this.#setup.shape.batchSize);
    for (let row = from; row < until; row++) this.#throughNormalising(row);
  }

  #throughNormalising(text: number): void {
    const { dimensions } = this.#setup.shape;
    const start = text * dimensions;
    const length = this.#lengths[text] ?? 0;
    let along = 0;
    for (let index = start; index < start + dimensions; index++) {
      along += (this.#vectors[index] ?? 0) * (this.#gradients[index] ?? 0);
    }
    const scale = length === 0 ? 0 : 1 / length;
    for (let index = start; index < start + dimensions; index++) {
      this.#gradients[index] = ((this.#gradients[index] ?? 0) - (this.#vectors[index] ?? 0) * along) * scale;
    }
  }

  #updateRows(step: number): void {
    const touched = this.#occurrences.sort(step);
    const { shape, plan, optimisation } = this.#setup;
    const { addresses } = plan;
    const bytes = shape.dimensions * 4;
    const rate = adamRate(step, optimisation);
    for (let place = 0; place < touched; place++) {
      const start = this.#occurrences.startAt(place);
      this.#kernels.weightedSum(
        this.#scratch.gradient,
        addresses.batchGradients,
        this.#scratch.occurrenceTexts + start * 4,
        this.#scratch.occurrenceWeights + start * 4,
        this.#occurrences.countAt(place),
        shape.dimensions,
      );
      const offset = this.#occurrences.rowAt(place) * bytes;
      this.#kernels.adamStep(
        addresses.weights + offset,
        addresses.firstMoments + offset,
        addresses.secondMoments + offset,
        this.#scratch.gradient,
        shape.dimensions,
        rate,
        firstDecay,
        secondDecay,
        epsilon,
      );
    }
  }
}

/** Scales to unit length in place. @returns the former length, 0 for zeros. */
function normalise(vector: Float32Array): number {
  let squares = 0;
  for (let index = 0; index < vector.length; index++) squares += (vector[index] ?? 0) ** 2;
  const length = Math.sqrt(squares);
  if (length === 0) return 0;
  for (let index = 0; index < vector.length; index++) vector[index] = (vector[index] ?? 0) / length;
  return length;
}

function adamRate(step: number, { steps, warmUpSteps, learningRate }: Optimisation): number {
  const warm = Math.min(1, (step + 1) / warmUpSteps);
  const remaining = 1 - step / steps;
  const correction = Math.sqrt(1 - secondDecay ** (step + 1)) / (1 - firstDecay ** (step + 1));
  return learningRate * warm * remaining * correction;
}
