import type { Analyser } from "./analyser.ts";
import { LexicalIndex } from "./lexical-index.ts";
import { TermDictionary } from "./term-dictionary.ts";

export interface LexicalRow {
  /** Provision the row belongs to; rows come in ascending order of groups. */
  readonly group: number;
  /** One text per field, empty where the row has none; in the order of `fieldWeights`. */
  readonly fields: readonly string[];
}

export interface LexicalIndexOptions {
  readonly analyser: Analyser;
  /** How much an occurrence in each field counts. */
  readonly fieldWeights: readonly number[];
  /** How soon further occurrences of a term stop counting. Default 1.2. */
  readonly k1?: number;
  /** 0 to 1, how much long fields are discounted. Default 0.75. */
  readonly b?: number;
}

const largestImpact = 0xffff;

/**
 * @param rows gone through twice: once for the fields' average lengths, once for their terms. Lengths are counted
 * in characters, which needs no analysis and ranks alike.
 */
export function buildLexicalIndex(rows: Iterable<LexicalRow>, options: LexicalIndexOptions): LexicalIndex {
  const { analyser, fieldWeights, k1 = 1.2, b = 0.75 } = options;
  const averageLengths = averageFieldLengths(rows, fieldWeights.length);
  const impactStep = (k1 + 1) / largestImpact;

  const numbers = new Map<string, number>();
  const groups = new GrowableArray(Uint32Array);
  /** Where each row's entries end in the two arrays below. */
  const entryEnds = new GrowableArray(Uint32Array);
  const entryTerms = new GrowableArray(Uint32Array);
  const entryImpacts = new GrowableArray(Uint16Array);
  const frequencies = new Map<number, number>();
  for (const { group, fields } of rows) {
    frequencies.clear();
    fields.forEach((text, field) => {
      const length = text.length / (averageLengths[field] ?? 1);
      const count = (fieldWeights[field] ?? 0) / (1 - b + b * length);
      if (text === "" || count === 0) return;
      for (const term of analyser.terms(text)) {
        const number = numbers.get(term) ?? numbers.size;
        if (number === numbers.size) numbers.set(term, number);
        frequencies.set(number, (frequencies.get(number) ?? 0) + count);
      }
    });
    for (const [number, frequency] of frequencies) {
      entryTerms.push(number);
      entryImpacts.push(Math.max(1, Math.round((frequency * (k1 + 1)) / (frequency + k1) / impactStep)));
    }
    groups.push(group);
    entryEnds.push(entryTerms.length);
  }

  const groupOfRow = groups.toArray();
  const postings = sortByTerm(
    numbers.size,
    entryEnds.toArray(),
    entryTerms.toArray(),
    entryImpacts.toArray(),
  );
  return new LexicalIndex({
    ...TermDictionary.from([...numbers.keys()]).arrays,
    ...postings,
    groupOfRow,
    inverseDocumentFrequencies: inverseDocumentFrequencies(postings, groupOfRow),
    impactStep: Float64Array.of(impactStep),
  });
}

/** Averages over the rows that have the field. */
function averageFieldLengths(rows: Iterable<LexicalRow>, fieldCount: number): Float64Array {
  const totals = new Float64Array(fieldCount);
  const counts = new Float64Array(fieldCount);
  for (const { fields } of rows) {
    fields.forEach((text, field) => {
      if (text === "") return;
      totals[field] = (totals[field] ?? 0) + text.length;
      counts[field] = (counts[field] ?? 0) + 1;
    });
  }
  return totals.map((total, field) => total / Math.max(1, counts[field] ?? 0) || 1);
}

interface Postings {
  readonly postingOffsets: Uint32Array;
  readonly postingRows: Uint32Array;
  readonly postingImpacts: Uint16Array;
}

/** Counting sort from row order into term order; rows stay ascending within a term. */
function sortByTerm(
  termCount: number,
  entryEnds: Uint32Array,
  entryTerms: Uint32Array,
  entryImpacts: Uint16Array,
): Postings {
  const postingOffsets = new Uint32Array(termCount + 1);
  for (const term of entryTerms) postingOffsets[term + 1] = (postingOffsets[term + 1] ?? 0) + 1;
  for (let term = 0; term < termCount; term++) {
    postingOffsets[term + 1] = (postingOffsets[term + 1] ?? 0) + (postingOffsets[term] ?? 0);
  }
  const next = postingOffsets.slice();
  const postingRows = new Uint32Array(entryTerms.length);
  const postingImpacts = new Uint16Array(entryTerms.length);
  let entry = 0;
  for (let row = 0; row < entryEnds.length; row++) {
    for (; entry < (entryEnds[row] ?? 0); entry++) {
      const term = entryTerms[entry] ?? 0;
      const posting = next[term] ?? 0;
      next[term] = posting + 1;
      postingRows[posting] = row;
      postingImpacts[posting] = entryImpacts[entry] ?? 0;
    }
  }
  return { postingOffsets, postingRows, postingImpacts };
}

/** The last one is that of a term without postings. */
function inverseDocumentFrequencies(postings: Postings, groupOfRow: Uint32Array): Float32Array {
  const { postingOffsets, postingRows } = postings;
  const groupCount = countDistinct(groupOfRow, 0, groupOfRow.length, (row) => row);
  return Float32Array.from(postingOffsets, (start, term) => {
    const end = postingOffsets[term + 1] ?? start;
    const frequency = countDistinct(groupOfRow, start, end, (posting) => postingRows[posting] ?? 0);
    return Math.log(1 + (groupCount - frequency + 0.5) / (frequency + 0.5));
  });
}

/** Groups in a range of rows that ascend. */
function countDistinct(
  groupOfRow: Uint32Array,
  start: number,
  end: number,
  rowAt: (position: number) => number,
): number {
  let count = 0;
  let previous = -1;
  for (let position = start; position < end; position++) {
    const group = groupOfRow[rowAt(position)] ?? 0;
    if (group !== previous) count++;
    previous = group;
  }
  return count;
}

/** A typed array that doubles when it is full. */
class GrowableArray<Numbers extends Uint32Array | Uint16Array> {
  #values: Numbers;
  #length = 0;
  readonly #create: new (
    length: number,
  ) => Numbers;

  constructor(create: new (length: number) => Numbers) {
    this.#create = create;
    this.#values = new create(1024);
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new this.#create(this.#length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  toArray(): Numbers {
    return this.#values.slice(0, this.#length) as Numbers;
  }
}
