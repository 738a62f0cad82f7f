/** Finds the row of a unit by its hash: open addressing, at most half full. */
export class UnitTable {
  readonly #hashes: Int32Array;
  readonly #rows: Int32Array;
  readonly #mask: number;

  /** @param storage two arrays of one length, a power of two: hashes, and rows plus one (0: free). */
  constructor(storage: { readonly hashes: Int32Array; readonly rows: Int32Array }) {
    this.#hashes = storage.hashes;
    this.#rows = storage.rows;
    this.#mask = storage.hashes.length - 1;
  }

  static slotsFor(units: number): number {
    return 2 ** Math.ceil(Math.log2(Math.max(1, units) * 2));
  }

  /** Gives the units rows in their order. */
  static from(units: Int32Array): UnitTable {
    const slots = UnitTable.slotsFor(units.length);
    const table = new UnitTable({ hashes: new Int32Array(slots), rows: new Int32Array(slots) });
    for (let row = 0; row < units.length; row++) table.set(units[row] ?? 0, row);
    return table;
  }

  set(unit: number, row: number): void {
    let slot = unit & this.#mask;
    while (this.#rows[slot] !== 0) slot = (slot + 1) & this.#mask;
    this.#hashes[slot] = unit;
    this.#rows[slot] = row + 1;
  }

  /** @returns -1 for an unknown unit. */
  find(unit: number): number {
    for (let slot = unit & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const row = this.#rows[slot] ?? 0;
      if (row === 0 || this.#hashes[slot] === unit) return row - 1;
    }
  }
}
