import {
  type ScratchAddresses,
  type TrainingMemory,
  type TrainingShape,
  unitsPerText,
} from "./training-memory.ts";

/** Which texts of a batch each row of the table occurs in, for the rows that one thread owns. */
export class RowOccurrences {
  readonly #textCount: number;
  readonly #thread: number;
  readonly #threads: number;
  readonly #units: Int32Array;
  readonly #unitWeights: Float32Array;
  readonly #unitCounts: Int32Array;
  /** Per row: the step that touched it last, and its place among the rows that this step touches. */
  readonly #rowSteps: Int32Array;
  readonly #rowPlaces: Int32Array;
  readonly #touchedRows: Int32Array;
  readonly #starts: Int32Array;
  readonly #next: Int32Array;
  readonly #texts: Int32Array;
  readonly #weights: Float32Array;

  constructor(
    memory: TrainingMemory,
    shape: TrainingShape,
    scratch: ScratchAddresses,
    thread: number,
    threads: number,
  ) {
    this.#textCount = 2 * shape.batchSize;
    this.#thread = thread;
    this.#threads = threads;
    this.#units = memory.integers("batchUnits");
    this.#unitWeights = memory.floats("batchUnitWeights");
    this.#unitCounts = memory.integers("batchUnitCounts");
    const rows = shape.unitCount + 2;
    this.#rowSteps = new Int32Array(rows).fill(-1);
    this.#rowPlaces = new Int32Array(rows);
    this.#touchedRows = new Int32Array(rows);
    this.#starts = new Int32Array(rows + 1);
    this.#next = new Int32Array(rows);
    const { buffer } = memory.memory;
    const occurrences = this.#textCount * unitsPerText;
    this.#texts = new Int32Array(buffer, scratch.occurrenceTexts, occurrences);
    this.#weights = new Float32Array(buffer, scratch.occurrenceWeights, occurrences);
  }

  /** Sorts the batch's units by row; within a row, texts stand in order. @returns how many rows it touches. */
  sort(step: number): number {
    const touched = this.#countByRow(step);
    this.#starts[0] = 0;
    for (let place = 0; place < touched; place++) {
      const start = this.#starts[place] ?? 0;
      this.#starts[place + 1] = start + (this.#next[place] ?? 0);
      this.#next[place] = start;
    }
    for (let text = 0; text < this.#textCount; text++) {
      const first = text * unitsPerText;
      const end = first + (this.#unitCounts[text] ?? 0);
      for (let index = first; index < end; index++) {
        const row = this.#units[index] ?? 0;
        if (row % this.#threads !== this.#thread) continue;
        const place = this.#rowPlaces[row] ?? 0;
        const slot = this.#next[place] ?? 0;
        this.#next[place] = slot + 1;
        this.#texts[slot] = text;
        this.#weights[slot] = this.#unitWeights[index] ?? 0;
      }
    }
    return touched;
  }

  rowAt(place: number): number {
    return this.#touchedRows[place] ?? 0;
  }

  /** Where the row's texts and weights begin in the scratch memory. */
  startAt(place: number): number {
    return this.#starts[place] ?? 0;
  }

  countAt(place: number): number {
    return (this.#starts[place + 1] ?? 0) - (this.#starts[place] ?? 0);
  }

  #countByRow(step: number): number {
    let touched = 0;
    for (let text = 0; text < this.#textCount; text++) {
      const first = text * unitsPerText;
      const end = first + (this.#unitCounts[text] ?? 0);
      for (let index = first; index < end; index++) {
        const row = this.#units[index] ?? 0;
        if (row % this.#threads !== this.#thread) continue;
        if (this.#rowSteps[row] !== step) {
          this.#rowSteps[row] = step;
          this.#rowPlaces[row] = touched;
          this.#touchedRows[touched] = row;
          this.#next[touched] = 0;
          touched++;
        }
        const place = this.#rowPlaces[row] ?? 0;
        this.#next[place] = (this.#next[place] ?? 0) + 1;
      }
    }
    return touched;
  }
}
