import { emptyUnit, extendUnit, longestUnit, sentenceEndToken } from "./text-units.ts";
import type { UnitTable } from "./unit-table.ts";

/** Counts the known units of a text, piece by piece; made once, used for many texts. */
export class UnitCollector {
  readonly #table: UnitTable;
  readonly #counts: Int32Array;
  readonly #rows: Int32Array;
  #size = 0;

  constructor(table: UnitTable, unitCount: number) {
    this.#table = table;
    this.#counts = new Int32Array(unitCount);
    this.#rows = new Int32Array(unitCount);
  }

  /**
   * Adds what lies between two positions; no unit spans two pieces.
   * @param isLeftOut asked for each occurrence of a known unit; without it all count.
   */
  add(tokens: ArrayLike<number>, from = 0, until = tokens.length, isLeftOut?: () => boolean): void {
    for (let start = from; start < until; start++) {
      let unit = emptyUnit;
      const end = Math.min(until, start + longestUnit);
      for (let position = start; position < end; position++) {
        const token = (tokens[position] ?? 0) >>> 0;
        if (token <= sentenceEndToken) break;
        unit = extendUnit(unit, token);
        const row = this.#table.find(unit);
        if (row === -1 || isLeftOut?.()) continue;
        const count = this.#counts[row] ?? 0;
        if (count === 0) this.#rows[this.#size++] = row;
        this.#counts[row] = count + 1;
      }
    }
  }

  /** Hands over each row once, in order of appearance, with what its occurrences are worth; then forgets them. */
  drain(take: (row: number, worth: number) => void): void {
    const size = this.#size;
    this.#size = 0;
    for (let index = 0; index < size; index++) {
      const row = this.#rows[index] ?? 0;
      const count = this.#counts[row] ?? 0;
      this.#counts[row] = 0;
      take(row, 1 + Math.log(count));
    }
  }
}
