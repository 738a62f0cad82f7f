import { termHash } from "./term-hash.ts";

/** The arrays a dictionary consists of, as they stand in a snapshot. */
export interface TermDictionaryArrays {
  /** UTF-16 code units of all terms, one after another. */
  readonly units: Uint16Array;
  /** `terms + 1` positions in `units`. */
  readonly offsets: Uint32Array;
  /** Open addressing, a power of two long: term number + 1, 0 where empty. */
  readonly slots: Uint32Array;
}

/**
 * Numbers for terms. Three typed arrays instead of a Map of strings: half a million terms take some 10 MB and
 * come out of a snapshot without work.
 */
export class TermDictionary {
  readonly #arrays: TermDictionaryArrays;

  constructor(arrays: TermDictionaryArrays) {
    this.#arrays = arrays;
  }

  /** @param terms distinct terms; each gets its position as its number. */
  static from(terms: readonly string[]): TermDictionary {
    const offsets = new Uint32Array(terms.length + 1);
    terms.forEach((term, number) => {
      offsets[number + 1] = (offsets[number] ?? 0) + term.length;
    });
    const units = new Uint16Array(offsets[terms.length] ?? 0);
    // At most half full, so that a look-up ends after one or two steps.
    const slots = new Uint32Array(2 ** Math.ceil(Math.log2(terms.length * 2 + 2)));
    terms.forEach((term, number) => {
      const start = offsets[number] ?? 0;
      for (let position = 0; position < term.length; position++) {
        units[start + position] = term.charCodeAt(position);
      }
      let slot = termHash(term) & (slots.length - 1);
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = number + 1;
    });
    return new TermDictionary({ units, offsets, slots });
  }

  get arrays(): TermDictionaryArrays {
    return this.#arrays;
  }

  /** The term's number, or -1. */
  find(term: string): number {
    const { slots } = this.#arrays;
    let slot = termHash(term) & (slots.length - 1);
    for (;;) {
      const number = (slots[slot] ?? 0) - 1;
      if (number === -1 || this.#equals(number, term)) return number;
      slot = (slot + 1) & (slots.length - 1);
    }
  }

  #equals(number: number, term: string): boolean {
    const { units, offsets } = this.#arrays;
    const start = offsets[number] ?? 0;
    if ((offsets[number + 1] ?? 0) - start !== term.length) return false;
    for (let position = 0; position < term.length; position++) {
      if (units[start + position] !== term.charCodeAt(position)) return false;
    }
    return true;
  }
}
