import { UnitTable } from "../../src/search/unit-table.ts";

/** What a training run is made of; everything that decides its result. */
export interface TrainingShape {
  readonly dimensions: number;
  /** Units with a vector of their own; two further rows hold what all questions and all passages share. */
  readonly unitCount: number;
  /** Pairs a step; a multiple of 8. */
  readonly batchSize: number;
  readonly textCount: number;
  readonly tokenCount: number;
  readonly questionCount: number;
  readonly goldCount: number;
  /** Room for vectors that are asked for between steps. */
  readonly vectorCount: number;
}

/** Most distinct units of one text that a step looks at. */
export const unitsPerText = 1536;

const regions = {
  weights: (shape: TrainingShape) => rows(shape) * shape.dimensions,
  firstMoments: (shape: TrainingShape) => rows(shape) * shape.dimensions,
  secondMoments: (shape: TrainingShape) => rows(shape) * shape.dimensions,
  unitWeights: rows,
  unitHashes: (shape: TrainingShape) => UnitTable.slotsFor(shape.unitCount),
  unitRows: (shape: TrainingShape) => UnitTable.slotsFor(shape.unitCount),
  tokens: (shape: TrainingShape) => shape.tokenCount,
  headingStarts: (shape: TrainingShape) => shape.textCount,
  headingEnds: (shape: TrainingShape) => shape.textCount,
  bodyStarts: (shape: TrainingShape) => shape.textCount,
  bodyEnds: (shape: TrainingShape) => shape.textCount,
  questionTexts: (shape: TrainingShape) => shape.questionCount,
  goldStarts: (shape: TrainingShape) => shape.questionCount + 1,
  goldTexts: (shape: TrainingShape) => shape.goldCount,
  batchUnits: (shape: TrainingShape) => batchTexts(shape) * unitsPerText,
  batchUnitWeights: (shape: TrainingShape) => batchTexts(shape) * unitsPerText,
  batchUnitCounts: batchTexts,
  batchVectors: (shape: TrainingShape) => batchTexts(shape) * shape.dimensions,
  batchLengths: batchTexts,
  batchGradients: (shape: TrainingShape) => batchTexts(shape) * shape.dimensions,
  batchPassages: (shape: TrainingShape) => shape.batchSize,
  batchQuestions: (shape: TrainingShape) => shape.batchSize,
  similarities: (shape: TrainingShape) => shape.batchSize ** 2,
  rowNumbers: (shape: TrainingShape) => batchTexts(shape),
  losses: (shape: TrainingShape) => shape.batchSize,
  vectors: (shape: TrainingShape) => shape.vectorCount * shape.dimensions,
  barrier: () => 2,
} as const;

export type RegionName = keyof typeof regions;

function rows({ unitCount }: TrainingShape): number {
  return unitCount + 2;
}

function batchTexts({ batchSize }: TrainingShape): number {
  return 2 * batchSize;
}

/** Scratch of one thread: a column of similarities, a gradient, occurrences of the rows it owns. */
export interface ScratchAddresses {
  readonly column: number;
  readonly gradient: number;
  readonly occurrenceTexts: number;
  readonly occurrenceWeights: number;
}

export interface MemoryPlan {
  /** Byte addresses, each a multiple of 64. */
  readonly addresses: Readonly<Record<RegionName, number>>;
  readonly lengths: Readonly<Record<RegionName, number>>;
  readonly scratch: readonly ScratchAddresses[];
  readonly pages: number;
}

const pageBytes = 65_536;
const alignment = 64;

export function planMemory(shape: TrainingShape, threads: number): MemoryPlan {
  let next = 0;
  const reserve = (numbers: number): number => {
    const address = next;
    next += Math.ceil((numbers * 4) / alignment) * alignment;
    return address;
  };
  const names = Object.keys(regions) as RegionName[];
  const lengths = Object.fromEntries(names.map((name) => [name, regions[name](shape)]));
  const addresses = Object.fromEntries(names.map((name) => [name, reserve(lengths[name] ?? 0)]));
  const occurrences = batchTexts(shape) * unitsPerText;
  const scratch = Array.from({ length: threads }, () => ({
    column: reserve(shape.batchSize),
    gradient: reserve(shape.dimensions),
    occurrenceTexts: reserve(occurrences),
    occurrenceWeights: reserve(occurrences),
  }));
  return {
    addresses: addresses as MemoryPlan["addresses"],
    lengths: lengths as MemoryPlan["lengths"],
    scratch,
    pages: Math.ceil(next / pageBytes),
  };
}

/** The regions of a shared memory as arrays. */
export class TrainingMemory {
  readonly memory: WebAssembly.Memory;
  readonly plan: MemoryPlan;

  constructor(memory: WebAssembly.Memory, plan: MemoryPlan) {
    this.memory = memory;
    this.plan = plan;
  }

  static allocate(plan: MemoryPlan): TrainingMemory {
    const memory = new WebAssembly.Memory({ initial: plan.pages, maximum: plan.pages, shared: true });
    return new TrainingMemory(memory, plan);
  }

  floats(name: RegionName): Float32Array {
    return new Float32Array(this.memory.buffer, this.plan.addresses[name], this.plan.lengths[name]);
  }

  integers(name: RegionName): Int32Array {
    return new Int32Array(this.memory.buffer, this.plan.addresses[name], this.plan.lengths[name]);
  }

  /** A view that begins at the start of the memory, indexed by address / 4. */
  get allFloats(): Float32Array {
    return new Float32Array(this.memory.buffer);
  }

  get allIntegers(): Int32Array {
    return new Int32Array(this.memory.buffer);
  }
}
