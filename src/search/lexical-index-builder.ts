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
 * @param rows gone through twice, first to count and then to fill arrays of exactly the right length: analysing
 * again costs seconds where buffering the postings of a large corpus would cost hundreds of megabytes.
 */
export function buildLexicalIndex(rows: Iterable<LexicalRow>, options: LexicalIndexOptions): LexicalIndex {
  const { analyser, fieldWeights, k1 = 1.2, b = 0.75 } = options;
  const { groupOfRow, numbers, rowCounts, averageLengths } = countTerms(rows, analyser, fieldWeights);
  const postingOffsets = new Uint32Array(numbers.size + 1);
  rowCounts.forEach((count, number) => {
    postingOffsets[number + 1] = (postingOffsets[number] ?? 0) + count;
  });
  const postingCount = postingOffsets[numbers.size] ?? 0;
  const postingRows = new Uint32Array(postingCount);
  const postingImpacts = new Uint16Array(postingCount);
  const impactStep = (k1 + 1) / largestImpact;

  const next = postingOffsets.slice();
  const frequencies = new Map<number, number>();
  let row = 0;
  for (const { fields } of rows) {
    frequencies.clear();
    fields.forEach((text, field) => {
      const weight = fieldWeights[field] ?? 0;
      if (text === "" || weight === 0) return;
      const occurrence = weight / (1 - b + (b * text.length) / (averageLengths[field] ?? 1));
      for (const term of analyser.terms(text)) {
        const number = numbers.get(term) ?? 0;
        frequencies.set(number, (frequencies.get(number) ?? 0) + occurrence);
      }
    });
    for (const [number, frequency] of frequencies) {
      const posting = next[number] ?? 0;
      next[number] = posting + 1;
      postingRows[posting] = row;
      // A term that occurs counts for something, however long the field.
      postingImpacts[posting] = Math.max(1, (frequency * (k1 + 1)) / (frequency + k1) / impactStep);
    }
    row++;
  }
  return new LexicalIndex({
    ...TermDictionary.from([...numbers.keys()]).arrays,
    groupOfRow,
    postingOffsets,
    postingRows,
    postingImpacts,
    inverseDocumentFrequencies: inverseDocumentFrequencies(postingOffsets, postingRows, groupOfRow),
    impactStep: Float64Array.of(impactStep),
  });
}

interface TermCounts {
  readonly groupOfRow: Uint32Array;
  readonly numbers: ReadonlyMap<string, number>;
  /** Per term: in how many rows it stands. */
  readonly rowCounts: readonly number[];
  /** Per field, in characters, over the rows that have it: no analysis needed, and it ranks alike. */
  readonly averageLengths: readonly number[];
}

function countTerms(
  rows: Iterable<LexicalRow>,
  analyser: Analyser,
  fieldWeights: readonly number[],
): TermCounts {
  const groups: number[] = [];
  const numbers = new Map<string, number>();
  const rowCounts: number[] = [];
  const lengths = fieldWeights.map(() => 0);
  const texts = fieldWeights.map(() => 0);
  const seen = new Set<number>();
  for (const { group, fields } of rows) {
    groups.push(group);
    seen.clear();
    fields.forEach((text, field) => {
      if (text === "" || fieldWeights[field] === 0) return;
      lengths[field] = (lengths[field] ?? 0) + text.length;
      texts[field] = (texts[field] ?? 0) + 1;
      for (const term of analyser.terms(text)) {
        const number = numbers.get(term) ?? numbers.size;
        if (number === numbers.size) numbers.set(term, number);
        seen.add(number);
      }
    });
    for (const number of seen) rowCounts[number] = (rowCounts[number] ?? 0) + 1;
  }
  return {
    groupOfRow: Uint32Array.from(groups),
    numbers,
    rowCounts,
    averageLengths: lengths.map((length, field) => length / Math.max(1, texts[field] ?? 0) || 1),
  };
}

/** The last one is that of a term without postings. */
function inverseDocumentFrequencies(
  postingOffsets: Uint32Array,
  postingRows: Uint32Array,
  groupOfRow: Uint32Array,
): Float32Array {
  const groupCount = new Set(groupOfRow).size;
  return Float32Array.from(postingOffsets, (start, term) => {
    const end = postingOffsets[term + 1] ?? start;
    let frequency = 0;
    let previous = -1;
    for (let posting = start; posting < end; posting++) {
      const group = groupOfRow[postingRows[posting] ?? 0] ?? 0;
      if (group !== previous) frequency++;
      previous = group;
    }
    return Math.log(1 + (groupCount - frequency + 0.5) / (frequency + 0.5));
  });
}
