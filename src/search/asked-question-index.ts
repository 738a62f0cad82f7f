import { type AskedQuestion, type UnansweredReason, unansweredReasons } from "../domain/asked-question.ts";
import {
  type AskedQuestionArrays,
  type NumberedAnswers,
  numberAnswers,
  termsOf,
  weightOfTerm,
  zeroByte,
} from "./asked-questions.ts";

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
  /** To the questions that the document does not answer, and for which reason those likest to it are not answered. */
  readonly unanswered: { readonly likeness: Likeness; readonly reason: UnansweredReason };
}

/** What is alike counts by this power of how alike it is when it votes. */
const votingPower = 3;
const voters = 12;
/** Rows whose meaning is compared: a question that shares few words with many others is not like them. */
const meantRows = 2000;
const barSteps = 200;
const firstProvision = unansweredReasons.length;

/** Compares a question with those asked before of one document. */
export class AskedQuestionIndex {
  readonly #arrays: AskedQuestionArrays;
  readonly #dimensions: number;
  readonly #answers: NumberedAnswers;

  /** @param questions of one document, in the order of the arrays' rows. */
  constructor(questions: readonly AskedQuestion[], arrays: AskedQuestionArrays, dimensions: number) {
    this.#arrays = arrays;
    this.#dimensions = dimensions;
    this.#answers = numberAnswers(questions);
  }

  /**
   * @param text as `comparedText` gives it
   * @param vector of the same text, from the embedder of the arrays
   */
  compare(text: string, vector: Float32Array): QuestionLikeness {
    const positions = termsOf(text).map((term) => this.#positionOf(term));
    const wordings = this.#wordingsOfRows(positions);
    const nearest = this.#nearest(wordings, this.#meaningsOfRows(vector, wordings));
    const wording = this.#likenessOfWordings(positions);
    const meaning = this.#likenessOfDirections(vector);
    const { ids } = this.#answers;
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
    const [elsewhere, outside] = [likenessOf(0), likenessOf(1)];
    return {
      provisions: new Map(ids.slice(firstProvision).map((id, at) => [id, likenessOf(firstProvision + at)])),
      unanswered: {
        likeness: eitherOf(elsewhere, outside),
        reason: sumOf(outside) > sumOf(elsewhere) ? "out_of_scope" : "no_evidence",
      },
    };
  }

  /** Among the terms, by halving; -1 for a term that nobody said. */
  #positionOf(term: number): number {
    const { terms } = this.#arrays;
    let low = 0;
    let high = terms.length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const found = terms[middle] ?? 0;
      if (found === term) return middle;
      if (found < term) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  /** Cosines. */
  #wordingsOfRows(positions: readonly number[]): Float32Array {
    const { rowOffsets, rows, lengths } = this.#arrays;
    const cosines = new Float32Array(lengths.length);
    let squares = 0;
    for (const position of positions) {
      const start = position < 0 ? 0 : (rowOffsets[position] ?? 0);
      const end = position < 0 ? 0 : (rowOffsets[position + 1] ?? 0);
      const square = weightOfTerm(lengths.length, end - start) ** 2;
      squares += square;
      for (let at = start; at < end; at++) {
        const row = rows[at] ?? 0;
        cosines[row] = (cosines[row] ?? 0) + square;
      }
    }
    const length = Math.max(1e-9, Math.sqrt(squares));
    for (let row = 0; row < cosines.length; row++) {
      cosines[row] = (cosines[row] ?? 0) / (length * (lengths[row] ?? 1));
    }
    return cosines;
  }

  /** Cosines, 0 where negative and for the rows whose wording is far from the question's. */
  #meaningsOfRows(vector: Float32Array, wordings: Float32Array): Float32Array {
    const { vectors, scales } = this.#arrays;
    const cosines = new Float32Array(scales.length);
    const bar = barOfTop(wordings, meantRows);
    const offset = zeroByte * vector.reduce((sum, value) => sum + value, 0);
    for (let row = 0; row < cosines.length; row++) {
      if ((wordings[row] ?? 0) < bar) continue;
      let sum = 0;
      let at = row * this.#dimensions;
      for (let column = 0; column < this.#dimensions; column++, at++) {
        sum += (vector[column] ?? 0) * (vectors[at] ?? 0);
      }
      cosines[row] = Math.max(0, (sum - offset) * (scales[row] ?? 0));
    }
    return cosines;
  }

  #nearest(wordings: Float32Array, meanings: Float32Array) {
    const count = this.#answers.ids.length;
    const both = new Float32Array(count);
    const wording = new Float32Array(count);
    const meaning = new Float32Array(count);
    const voting: { row: number; likeness: number }[] = [];
    for (let row = 0; row < wordings.length; row++) {
      const likeWording = wordings[row] ?? 0;
      if (likeWording === 0) continue;
      const likeMeaning = meanings[row] ?? 0;
      const likeness = (likeWording + likeMeaning) / 2;
      for (const number of this.#answers.numbers[row] ?? []) {
        both[number] = Math.max(both[number] ?? 0, likeness);
        wording[number] = Math.max(wording[number] ?? 0, likeWording);
        meaning[number] = Math.max(meaning[number] ?? 0, likeMeaning);
      }
      if (voting.length < voters || likeness > (voting.at(-1)?.likeness ?? 0)) {
        const place = voting.findIndex((other) => other.likeness < likeness);
        voting.splice(place < 0 ? voting.length : place, 0, { row, likeness });
        if (voting.length > voters) voting.pop();
      }
    }
    return { both, wording, meaning, votes: this.#votes(voting) };
  }

  #votes(voting: readonly { readonly row: number; readonly likeness: number }[]): Float32Array {
    const votes = new Float32Array(this.#answers.ids.length);
    const total = voting.reduce((sum, { likeness }) => sum + likeness ** votingPower, 0);
    for (const { row, likeness } of voting) {
      const numbers = this.#answers.numbers[row] ?? [];
      for (const number of numbers) {
        const vote = likeness ** votingPower / Math.max(1e-9, total * numbers.length);
        votes[number] = (votes[number] ?? 0) + vote;
      }
    }
    return votes;
  }

  /** Per number how much of what is said its questions say; what few are asked for with weighs more. */
  #likenessOfWordings(positions: readonly number[]): Float32Array {
    const { numberOffsets, numbers, shares } = this.#arrays;
    const count = this.#answers.ids.length;
    const likeness = new Float32Array(count);
    let total = 0;
    for (const position of positions) {
      const start = position < 0 ? 0 : (numberOffsets[position] ?? 0);
      const end = position < 0 ? 0 : (numberOffsets[position + 1] ?? 0);
      const weight = Math.log(1 + count / Math.max(0.5, end - start));
      total += weight;
      for (let at = start; at < end; at++) {
        const number = numbers[at] ?? 0;
        likeness[number] = (likeness[number] ?? 0) + weight * (shares[at] ?? 0);
      }
    }
    return likeness.map((value) => value / Math.max(1e-9, total));
  }

  #likenessOfDirections(vector: Float32Array): Float32Array {
    const { directions } = this.#arrays;
    const likeness = new Float32Array(this.#answers.ids.length);
    for (let number = 0, at = 0; number < likeness.length; number++) {
      let sum = 0;
      for (let column = 0; column < this.#dimensions; column++, at++) {
        sum += (directions[at] ?? 0) * (vector[column] ?? 0);
      }
      likeness[number] = sum;
    }
    return likeness;
  }
}

/** @param values 0 to 1. @returns a value that about the given number of them reach, all above 0 where fewer do. */
function barOfTop(values: Float32Array, count: number): number {
  const steps = new Uint32Array(barSteps + 1);
  for (const value of values) {
    const step = Math.min(barSteps, Math.floor(value * barSteps));
    steps[step] = (steps[step] ?? 0) + 1;
  }
  let reached = 0;
  for (let step = barSteps; step > 0; step--) {
    reached += steps[step] ?? 0;
    if (reached >= count) return step / barSteps;
  }
  return Number.MIN_VALUE;
}

/** Likeness to the questions of two kinds taken together. */
function eitherOf(left: Likeness, right: Likeness): Likeness {
  const larger = (name: keyof Likeness): number => Math.max(left[name], right[name]);
  return {
    vote: left.vote + right.vote,
    nearest: larger("nearest"),
    nearestWording: larger("nearestWording"),
    nearestMeaning: larger("nearestMeaning"),
    wording: larger("wording"),
    meaning: larger("meaning"),
    wordingLead: larger("wordingLead"),
    meaningLead: larger("meaningLead"),
  };
}

function sumOf({ vote, nearest, wording, meaning }: Likeness): number {
  return vote + nearest + wording + meaning;
}

/** Above the best of the other provisions; a reason for which nothing answers is no provision. */
function leadOf(values: Float32Array, number: number): number {
  let best = 0;
  for (let other = firstProvision; other < values.length; other++) {
    if (other !== number) best = Math.max(best, values[other] ?? 0);
  }
  return (values[number] ?? 0) - best;
}
