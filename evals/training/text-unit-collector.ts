import { emptyUnit, extendUnit, longestUnit, sentenceEndToken } from "../../src/search/text-units.ts";
import type { UnitTable } from "../../src/search/unit-table.ts";
import type { Random } from "./random.ts";

/** Collects the known units of a text, one after another of its pieces, each once with its weight. */
export class TextUnits {
  readonly #table: UnitTable;
  readonly #unitWeights: Float32Array;
  readonly #questionRow: number;
  readonly #counts: Int32Array;
  readonly #rows: Int32Array;
  #rowCount = 0;

  constructor(table: UnitTable, unitWeights: Float32Array, unitCount: number) {
    this.#table = table;
    this.#unitWeights = unitWeights;
    this.#questionRow = unitCount;
    this.#counts = new Int32Array(unitCount + 2);
    this.#rows = new Int32Array(unitCount + 2);
  }

  /** @param dropout the share of occurrences to leave out. */
  add(tokens: Int32Array, from: number, until: number, dropout: number, random: Random): void {
    for (let start = from; start < until; start++) {
      let unit = emptyUnit;
      const end = Math.min(until, start + longestUnit);
      for (let position = start; position < end; position++) {
        const token = (tokens[position] ?? 0) >>> 0;
        if (token <= sentenceEndToken) break;
        unit = extendUnit(unit, token);
        const row = this.#table.find(unit);
        if (row === -1 || (dropout > 0 && random() < dropout)) continue;
        const count = this.#counts[row] ?? 0;
        if (count === 0) this.#rows[this.#rowCount++] = row;
        this.#counts[row] = count + 1;
      }
    }
  }

  /** Writes what was added, and what all texts of that purpose share, and forgets it. @returns how many. */
  finish(
    purpose: "question" | "passage",
    units: Int32Array,
    weights: Float32Array,
    start: number,
    limit: number,
  ): number {
    const kept = Math.min(this.#rowCount, limit - 1);
    for (let index = 0; index < this.#rowCount; index++) {
      const row = this.#rows[index] ?? 0;
      const count = this.#counts[row] ?? 0;
      this.#counts[row] = 0;
      if (index >= kept) continue;
      units[start + index] = row;
      weights[start + index] = (this.#unitWeights[row] ?? 0) * (1 + Math.log(count));
    }
    this.#rowCount = 0;
    const shared = this.#questionRow + (purpose === "question" ? 0 : 1);
    units[start + kept] = shared;
    weights[start + kept] = this.#unitWeights[shared] ?? 0;
    return kept + 1;
  }
}
