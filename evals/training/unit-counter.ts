import { emptyUnit, extendUnit, longestUnit, sentenceEndToken } from "../../src/search/text-units.ts";

/** In how many texts each unit occurs. */
export class UnitCounter {
  #hashes: Int32Array;
  #counts: Int32Array;
  #lastTexts: Int32Array;
  #used = 0;
  #text = 0;

  constructor(slots = 2 ** 16) {
    this.#hashes = new Int32Array(slots);
    this.#counts = new Int32Array(slots);
    this.#lastTexts = new Int32Array(slots);
  }

  addText(tokens: Uint32Array): void {
    this.#text++;
    for (let start = 0; start < tokens.length; start++) {
      let unit = emptyUnit;
      for (let end = start; end < Math.min(tokens.length, start + longestUnit); end++) {
        const token = tokens[end] ?? 0;
        if (token <= sentenceEndToken) break;
        unit = extendUnit(unit, token);
        this.#count(unit);
      }
    }
  }

  count(unit: number): number {
    return this.#counts[this.#slot(unit)] ?? 0;
  }

  *entries(): Iterable<readonly [unit: number, texts: number]> {
    for (let slot = 0; slot < this.#hashes.length; slot++) {
      const count = this.#counts[slot] ?? 0;
      if (count > 0) yield [this.#hashes[slot] ?? 0, count];
    }
  }

  #count(unit: number): void {
    const slot = this.#slot(unit);
    if (this.#lastTexts[slot] === this.#text) return;
    if (this.#counts[slot] === 0) {
      this.#hashes[slot] = unit;
      this.#used++;
    }
    this.#counts[slot] = (this.#counts[slot] ?? 0) + 1;
    this.#lastTexts[slot] = this.#text;
    if (this.#used * 2 > this.#hashes.length) this.#grow();
  }

  #slot(unit: number): number {
    const mask = this.#hashes.length - 1;
    let slot = unit & mask;
    while (this.#counts[slot] !== 0 && this.#hashes[slot] !== unit) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const [hashes, counts, lastTexts] = [this.#hashes, this.#counts, this.#lastTexts];
    this.#hashes = new Int32Array(hashes.length * 2);
    this.#counts = new Int32Array(hashes.length * 2);
    this.#lastTexts = new Int32Array(hashes.length * 2);
    for (let old = 0; old < hashes.length; old++) {
      if (counts[old] === 0) continue;
      const slot = this.#slot(hashes[old] ?? 0);
      this.#hashes[slot] = hashes[old] ?? 0;
      this.#counts[slot] = counts[old] ?? 0;
      this.#lastTexts[slot] = lastTexts[old] ?? 0;
    }
  }
}
