import { type AskedQuestion, type UnansweredReason, unansweredReasons } from "../domain/asked-question.ts";
import {
  type AskedQuestionArrays,
  judgedPiecesOf,
  type NumberedAnswers,
  numberAnswers,
  numbersOf,
  termsOf,
  weightOfTerm,
  zeroByte,
} from "./asked-questions.ts";
import { scaleOf } from "./fit-piece-weights.ts";
import { positionIn } from "./position-in.ts";
import { type ScoredRow, TopRows } from "./top-rows.ts";

/** How alike a question is to those that one provision answers, or that none does; each 0 to 1 where not said. */
export interface Likeness {
  /** Its share of the likest questions, each weighted by how like it is. */
  readonly vote: number;
  /** The likest of its questions by words and meaning together, by words alone, and by meaning alone. */
  readonly nearest: number;
  readonly nearestWording: number;
  readonly nearestMeaning: number;
  /** All its questions taken together, by words, and by meaning; the latter -1 to 1. */
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
  /** Log odds that it is answered, by its words alone. */
  readonly answeredOdds: number;
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
  /** Written anew by each comparison: arrays of ten thousand rows are too much to throw away with each question. */
  readonly #wordings: Float32Array;
  readonly #meanings: Float32Array;

  /** @param questions of one document, in the order of the arrays' rows. */
  constructor(questions: readonly AskedQuestion[], arrays: AskedQuestionArrays, dimensions: number) {
    this.#arrays = arrays;
    this.#dimensions = dimensions;
    this.#answers = numberAnswers(questions);
    this.#wordings = new Float32Array(arrays.lengths.length);
    this.#meanings = new Float32Array(arrays.lengths.length);
  }

  /** @param vector of the text, from the embedder of the arrays */
  compare(text: string, vector: Float32Array): QuestionLikeness {
    const { terms, pieces, answeredWeights, outsideWeights, intercepts } = this.#arrays;
    const positions = termsOf(text).map((term) => positionIn(terms, term));
    const [answered = 0, outside = 0] = intercepts;
    const judged = judgedPiecesOf(text).map((piece) => positionIn(pieces, piece));
    this.#compareWordings(positions);
    this.#compareMeanings(vector);
    const nearest = this.#nearest();
    const wording = this.#likenessOfWordings(positions);
    const meaning = this.#likenessOfDirections(vector);
    const wordingLead = leadsOf(wording);
    const meaningLead = leadsOf(meaning);
    const { ids } = this.#answers;
    const likenessOf = (number: number): Likeness => ({
      vote: nearest.votes[number] ?? 0,
      nearest: nearest.both[number] ?? 0,
      nearestWording: nearest.wording[number] ?? 0,
      nearestMeaning: nearest.meaning[number] ?? 0,
      wording: wording[number] ?? 0,
      meaning: meaning[number] ?? 0,
      wordingLead: wordingLead[number] ?? 0,
      meaningLead: meaningLead[number] ?? 0,
    });
    return {
      provisions: new Map(ids.slice(firstProvision).map((id, at) => [id, likenessOf(firstProvision + at)])),
      unanswered: {
        likeness: eitherOf(likenessOf(0), likenessOf(1)),
        reason: outside + weigh(judged, outsideWeights) > 0 ? "out_of_scope" : "no_evidence",
      },
      answeredOdds: answered + weigh(judged, answeredWeights),
    };
  }

  /** Cosines per row. */
  #compareWordings(positions: readonly number[]): void {
    const { rowOffsets, rows, lengths } = this.#arrays;
    const cosines = this.#wordings.fill(0);
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
  }

  /** Cosines per row, 0 where negative and for the rows whose wording is far from the question's. */
  #compareMeanings(vector: Float32Array): void {
    const { vectors, scales } = this.#arrays;
    const bar = barOfTop(this.#wordings, meantRows);
    const offset = zeroByte * vector.reduce((sum, value) => sum + value, 0);
    this.#meanings.fill(0);
    for (let row = 0; row < scales.length; row++) {
      if ((this.#wordings[row] ?? 0) < bar) continue;
      const product = stepProduct(vector, vectors, row * this.#dimensions) - offset;
      this.#meanings[row] = Math.max(0, product * (scales[row] ?? 0));
    }
  }

  #nearest() {
    const { ids, offsets, numbers } = this.#answers;
    const both = new Float32Array(ids.length);
    const wording = new Float32Array(ids.length);
    const meaning = new Float32Array(ids.length);
    const voting = new TopRows(voters);
    for (let row = 0; row < this.#wordings.length; row++) {
      const likeWording = this.#wordings[row] ?? 0;
      if (likeWording === 0) continue;
      const likeMeaning = this.#meanings[row] ?? 0;
      const likeness = (likeWording + likeMeaning) / 2;
      const end = offsets[row + 1] ?? 0;
      for (let at = offsets[row] ?? 0; at < end; at++) {
        const number = numbers[at] ?? 0;
        if (likeness > (both[number] ?? 0)) both[number] = likeness;
        if (likeWording > (wording[number] ?? 0)) wording[number] = likeWording;
        if (likeMeaning > (meaning[number] ?? 0)) meaning[number] = likeMeaning;
      }
      voting.offer(row, likeness);
    }
    return { both, wording, meaning, votes: this.#votes(voting.ranked()) };
  }

  #votes(voting: readonly ScoredRow[]): Float32Array {
    const votes = new Float32Array(this.#answers.ids.length);
    const total = voting.reduce((sum, { score }) => sum + score ** votingPower, 0);
    for (const { row, score } of voting) {
      const answers = numbersOf(this.#answers, row);
      for (const number of answers) {
        const vote = score ** votingPower / Math.max(1e-9, total * answers.length);
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

/** Each above the best of the other provisions; a reason for which nothing answers is no provision. */
function leadsOf(values: Float32Array): number[] {
  let [best, second, holder] = [0, 0, -1];
  for (let number = firstProvision; number < values.length; number++) {
    const value = values[number] ?? 0;
    if (value > best) [best, second, holder] = [value, best, number];
    else if (value > second) second = value;
  }
  return Array.from(values, (value, number) => value - (number === holder ? second : best));
}

/** A vector's product with a row of steps. Four sums side by side take half the time of one. */
function stepProduct(vector: Float32Array, steps: Uint8Array, start: number): number {
  let [first, second, third, fourth] = [0, 0, 0, 0];
  for (let column = 0, at = start; column < vector.length; column += 4, at += 4) {
    first += (vector[column] ?? 0) * (steps[at] ?? 0);
    second += (vector[column + 1] ?? 0) * (steps[at + 1] ?? 0);
    third += (vector[column + 2] ?? 0) * (steps[at + 2] ?? 0);
    fourth += (vector[column + 3] ?? 0) * (steps[at + 3] ?? 0);
  }
  return first + second + third + fourth;
}

/** @param positions of a text's pieces; -1 for those without a weight */
function weigh(positions: readonly number[], weights: Float32Array): number {
  return scaleOf(positions.length) * positions.reduce((sum, position) => sum + (weights[position] ?? 0), 0);
}
