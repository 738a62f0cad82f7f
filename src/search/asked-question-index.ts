import type { AskedQuestion } from "../domain/asked-question.ts";
import { characterPairs } from "./character-pairs.ts";
import { embedTexts } from "./embed-texts.ts";
import type { Embedder } from "./embedder.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Expansion } from "./policy-search.ts";
import { ProvisionVocabulary } from "./provision-vocabulary.ts";
import { termHash } from "./term-hash.ts";

/** How alike a question is to those that one provision answers, or that none does; each 0 to 1 where not said. */
export interface Likeness {
  /** Its share of the likest questions, each weighted by how like it is. */
  readonly vote: number;
  /** The likest of its questions by words and meaning together, by words alone, and by meaning alone. */
  readonly nearest: number;
  readonly nearestWording: number;
  readonly nearestMeaning: number;
  /** All its questions taken together, by words and by meaning. */
  readonly wording: number;
  readonly meaning: number;
  /** How far it stands above the next of its kind, or below the first; -1 to 1. */
  readonly wordingLead: number;
  readonly meaningLead: number;
}

export interface QuestionLikeness {
  /** By provision id; a provision nobody has asked for is absent. */
  readonly provisions: ReadonlyMap<string, Likeness>;
  /** To the questions that the document does not answer. */
  readonly unanswered: Likeness;
}

/** One document's asked questions as they stand in a snapshot, a row each. */
export interface AskedQuestionArrays {
  /** `rows + 1` positions in `terms`. */
  readonly offsets: Uint32Array;
  /** Hashes of each row's pieces and implied terms, each once. */
  readonly terms: Uint32Array;
  /** Row-major, a byte a number; 128 stands for zero. */
  readonly vectors: Uint8Array;
  /** Per row, what one step of its numbers is worth. */
  readonly scales: Float32Array;
}

/** Terms implied this strongly are what the question means. */
const impliedSurely = 0.7;
const embeddingBatch = 256;
const zeroByte = 128;
const largestStep = 127;
const voters = 12;
/** The id under which questions without an answer are counted. */
const nothing = "";

/** A question as it is compared: what it says and surely means. */
export function comparedText(text: string, expansions: readonly Expansion[]): string {
  const implied = expansions.filter(({ weight }) => weight >= impliedSurely).map(({ term }) => term);
  return [text, ...implied].join(" ");
}

/** @throws TiaowenError `configuration_invalid` when the embedder does not do its work. */
export async function buildAskedQuestions(
  questions: readonly AskedQuestion[],
  lexicon: Lexicon,
  embedder: Embedder,
): Promise<AskedQuestionArrays> {
  const texts = questions.map(({ text }) => comparedText(text, lexicon.expand(text)));
  const termsOfRow = texts.map(hashesOf);
  const offsets = new Uint32Array(texts.length + 1);
  for (const [row, terms] of termsOfRow.entries()) offsets[row + 1] = (offsets[row] ?? 0) + terms.length;
  const { dimensions } = embedder;
  const vectors = new Uint8Array(texts.length * dimensions);
  const scales = new Float32Array(texts.length);
  for (let start = 0; start < texts.length; start += embeddingBatch) {
    const batch = await embedTexts(embedder, texts.slice(start, start + embeddingBatch), "question");
    for (const [position, vector] of batch.entries()) {
      const row = start + position;
      const scale =
        Math.max(
          1e-9,
          vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
        ) / largestStep;
      scales[row] = scale;
      vectors.set(
        vector.map((value) => Math.round(value / scale) + zeroByte),
        row * dimensions,
      );
    }
  }
  return { offsets, terms: Uint32Array.from(termsOfRow.flat()), vectors, scales };
}

/** Compares a question with those asked before of one document. */
export class AskedQuestionIndex {
  readonly #arrays: AskedQuestionArrays;
  readonly #dimensions: number;
  /** Per row the provisions that answer it, by number; number 0 is nothing. */
  readonly #answersOfRow: readonly (readonly number[])[];
  readonly #ids: readonly string[];
  readonly #rowsOfTerm: ReadonlyMap<number, readonly number[]>;
  readonly #lengthOfRow: Float32Array;
  readonly #vocabulary: ProvisionVocabulary;
  /** Per provision number, row-major: the direction in which its questions lie. */
  readonly #directions: Float32Array;

  /** @param questions of one document, in the order of the arrays' rows. */
  constructor(questions: readonly AskedQuestion[], arrays: AskedQuestionArrays, dimensions: number) {
    this.#arrays = arrays;
    this.#dimensions = dimensions;
    const numbers = new Map([[nothing, 0]]);
    this.#answersOfRow = questions.map(({ provisionIds }) =>
      (provisionIds.length === 0 ? [nothing] : provisionIds).map((id) => numberOf(id, numbers)),
    );
    this.#ids = [...numbers.keys()];
    this.#rowsOfTerm = this.#postings();
    this.#lengthOfRow = Float32Array.from(questions, (_, row) => this.#lengthOf(this.#termsOf(row)));
    this.#vocabulary = new ProvisionVocabulary(
      this.#ids.length,
      questions.map((_, row) => ({
        numbers: this.#answersOfRow[row] ?? [],
        terms: [...this.#termsOf(row)].map((term) => ({
          term,
          weight: this.#weightOf(term) / (this.#lengthOfRow[row] ?? 1),
        })),
      })),
    );
    this.#directions = this.#meanDirections();
  }

  /**
   * @param text as `comparedText` gives it
   * @param vector of the same text, from the embedder of the arrays
   */
  compare(text: string, vector: Float32Array): QuestionLikeness {
    const terms = hashesOf(text);
    const wordings = this.#wordingsOfRows(terms);
    const meanings = this.#meaningsOfRows(vector);
    const nearest = this.#nearest(wordings, meanings);
    const wording = this.#vocabulary.likeness(terms);
    const meaning = this.#likenessOfDirections(vector);
    const likenessOf = (number: number): Likeness => ({
      vote: nearest.votes[number] ?? 0,
      nearest: nearest.both[number] ?? 0,
      nearestWording: nearest.wording[number] ?? 0,
      nearestMeaning: nearest.meaning[number] ?? 0,
      wording: wording[number] ?? 0,
      meaning: meaning[number] ?? 0,
      wordingLead: leadOf(wording, number),
      meaningLead: leadOf(meaning, number),
    });
    return {
      provisions: new Map(
        this.#ids.flatMap((id, number) => (number === 0 ? [] : [[id, likenessOf(number)]])),
      ),
      unanswered: likenessOf(0),
    };
  }

  #termsOf(row: number): Uint32Array {
    const { terms, offsets } = this.#arrays;
    return terms.subarray(offsets[row], offsets[row + 1]);
  }

  #postings(): Map<number, number[]> {
    const rows = new Map<number, number[]>();
    for (let row = 0; row < this.#answersOfRow.length; row++) {
      for (const term of this.#termsOf(row)) {
        const known = rows.get(term);
        if (known === undefined) rows.set(term, [row]);
        else known.push(row);
      }
    }
    return rows;
  }

  /** The rarer among questions, the heavier. */
  #weightOf(term: number): number {
    return Math.log(1 + this.#answersOfRow.length / (1 + (this.#rowsOfTerm.get(term)?.length ?? 0)));
  }

  #lengthOf(terms: Iterable<number>): number {
    let sum = 0;
    for (const term of terms) sum += this.#weightOf(term) ** 2;
    return Math.max(1e-9, Math.sqrt(sum));
  }

  /** Cosines. */
  #wordingsOfRows(terms: readonly number[]): Float32Array {
    const cosines = new Float32Array(this.#answersOfRow.length);
    const length = this.#lengthOf(terms);
    for (const term of terms) {
      const weight = this.#weightOf(term) ** 2;
      for (const row of this.#rowsOfTerm.get(term) ?? []) cosines[row] = (cosines[row] ?? 0) + weight;
    }
    for (const [row, rowLength] of this.#lengthOfRow.entries()) {
      cosines[row] = (cosines[row] ?? 0) / (length * rowLength);
    }
    return cosines;
  }

  /** Cosines, 0 where negative. */
  #meaningsOfRows(vector: Float32Array): Float32Array {
    const { vectors, scales } = this.#arrays;
    const cosines = new Float32Array(this.#answersOfRow.length);
    const offset = zeroByte * vector.reduce((sum, value) => sum + value, 0);
    for (let row = 0, at = 0; row < cosines.length; row++) {
      let sum = 0;
      for (let column = 0; column < this.#dimensions; column++, at++) {
        sum += (vector[column] ?? 0) * (vectors[at] ?? 0);
      }
      cosines[row] = Math.max(0, (sum - offset) * (scales[row] ?? 0));
    }
    return cosines;
  }

  #nearest(wordings: Float32Array, meanings: Float32Array) {
    const count = this.#ids.length;
    const best = {
      both: new Float32Array(count),
      wording: new Float32Array(count),
      meaning: new Float32Array(count),
    };
    const votes = new Float32Array(count);
    const voting: { row: number; likeness: number }[] = [];
    for (const [row, numbers] of this.#answersOfRow.entries()) {
      const wording = wordings[row] ?? 0;
      const meaning = meanings[row] ?? 0;
      const likeness = (wording + meaning) / 2;
      for (const number of numbers) {
        best.both[number] = Math.max(best.both[number] ?? 0, likeness);
        best.wording[number] = Math.max(best.wording[number] ?? 0, wording);
        best.meaning[number] = Math.max(best.meaning[number] ?? 0, meaning);
      }
      if (voting.length < voters || likeness > (voting.at(-1)?.likeness ?? 0)) {
        const place = voting.findIndex((other) => other.likeness < likeness);
        voting.splice(place < 0 ? voting.length : place, 0, { row, likeness });
        if (voting.length > voters) voting.pop();
      }
    }
    const total = voting.reduce((sum, { likeness }) => sum + likeness ** 3, 0);
    for (const { row, likeness } of voting) {
      const numbers = this.#answersOfRow[row] ?? [];
      for (const number of numbers) {
        votes[number] = (votes[number] ?? 0) + likeness ** 3 / Math.max(1e-9, total * numbers.length);
      }
    }
    return { ...best, votes };
  }

  #meanDirections(): Float32Array {
    const { vectors, scales } = this.#arrays;
    const directions = new Float32Array(this.#ids.length * this.#dimensions);
    for (const [row, numbers] of this.#answersOfRow.entries()) {
      for (const number of numbers) {
        for (let column = 0; column < this.#dimensions; column++) {
          const at = number * this.#dimensions + column;
          const step = (vectors[row * this.#dimensions + column] ?? zeroByte) - zeroByte;
          directions[at] = (directions[at] ?? 0) + step * (scales[row] ?? 0);
        }
      }
    }
    for (let start = 0; start < directions.length; start += this.#dimensions) {
      const direction = directions.subarray(start, start + this.#dimensions);
      const length = Math.hypot(...direction);
      if (length > 0) direction.set(direction.map((value) => value / length));
    }
    return directions;
  }

  #likenessOfDirections(vector: Float32Array): number[] {
    return this.#ids.map((_, number) => {
      let sum = 0;
      for (let column = 0; column < this.#dimensions; column++) {
        sum += (this.#directions[number * this.#dimensions + column] ?? 0) * (vector[column] ?? 0);
      }
      return sum;
    });
  }
}

function numberOf(id: string, numbers: Map<string, number>): number {
  const known = numbers.get(id);
  if (known !== undefined) return known;
  numbers.set(id, numbers.size);
  return numbers.size - 1;
}

function hashesOf(text: string): number[] {
  return [...new Set(characterPairs(text).map(termHash))];
}

/** Above the best of the other provisions; what answers nothing is no provision. */
function leadOf(values: readonly number[], number: number): number {
  let best = 0;
  for (let other = 1; other < values.length; other++) {
    if (other !== number) best = Math.max(best, values[other] ?? 0);
  }
  return (values[number] ?? 0) - best;
}
