import type { AskedQuestion } from "../domain/asked-question.ts";
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
import { embedTexts } from "./embed-texts.ts";
import type { Embedder } from "./embedder.ts";
import { fitPieceWeights, type PieceWeights } from "./fit-piece-weights.ts";
import { fewestSaying, numberPieces } from "./number-pieces.ts";

const embeddingBatch = 256;
const largestStep = 127;
/** A term that makes up this much of a provision's questions, on a logarithmic scale, says no more when said more. */
const enough = 1.5;
const growth = 4;
const fitSettings = { epochs: 25, penalty: 0.0005 };

/**
 * @param questions of one document
 * @throws TiaowenError `configuration_invalid` when the embedder does not do its work.
 */
export async function buildAskedQuestions(
  questions: readonly AskedQuestion[],
  embedder: Embedder,
): Promise<AskedQuestionArrays> {
  const texts = questions.map(({ text }) => text);
  const answers = numberAnswers(questions);
  const postings = postingsOf(texts.map(termsOf));
  const quantised = await quantisedVectors(texts, embedder);
  return {
    ...postings,
    ...sharesOf(postings, answers),
    ...quantised,
    directions: directionsOf(quantised, answers, embedder.dimensions),
    ...weightsOf(questions, texts.map(judgedPiecesOf)),
  };
}

type Postings = Pick<AskedQuestionArrays, "terms" | "rowOffsets" | "rows" | "lengths">;

function postingsOf(termsOfRows: readonly (readonly number[])[]): Postings {
  const { pieces: terms, offsets, numbers } = numberPieces(termsOfRows, 1);
  const rowOffsets = new Uint32Array(terms.length + 1);
  for (const term of numbers) rowOffsets[term + 1] = (rowOffsets[term + 1] ?? 0) + 1;
  for (let term = 0; term < terms.length; term++) {
    rowOffsets[term + 1] = (rowOffsets[term] ?? 0) + (rowOffsets[term + 1] ?? 0);
  }
  const rows = new Uint32Array(numbers.length);
  const next = rowOffsets.slice();
  const lengths = new Float32Array(termsOfRows.length);
  for (let row = 0; row < termsOfRows.length; row++) {
    let squares = 0;
    for (const term of numbers.subarray(offsets[row], offsets[row + 1])) {
      const at = next[term] ?? 0;
      rows[at] = row;
      next[term] = at + 1;
      const rowsWithIt = (rowOffsets[term + 1] ?? 0) - (rowOffsets[term] ?? 0);
      squares += weightOfTerm(termsOfRows.length, rowsWithIt) ** 2;
    }
    lengths[row] = Math.max(1e-9, Math.sqrt(squares));
  }
  return { terms, rowOffsets, rows, lengths };
}

function sharesOf(
  { rowOffsets, rows, lengths }: Postings,
  answers: NumberedAnswers,
): Pick<AskedQuestionArrays, "numberOffsets" | "numbers" | "shares"> {
  const numberOffsets = new Uint32Array(rowOffsets.length);
  const numbers: number[] = [];
  const shares: number[] = [];
  for (let term = 0; term + 1 < rowOffsets.length; term++) {
    const rowsWithIt = rows.subarray(rowOffsets[term], rowOffsets[term + 1]);
    const weight = weightOfTerm(lengths.length, rowsWithIt.length);
    const sums = new Map<number, number>();
    for (const row of rowsWithIt) {
      for (const number of numbersOf(answers, row)) {
        sums.set(number, (sums.get(number) ?? 0) + weight / (lengths[row] ?? 1));
      }
    }
    for (const [number, sum] of sums) {
      numbers.push(number);
      shares.push(Math.min(1, Math.log(1 + growth * sum) / enough));
    }
    numberOffsets[term + 1] = numbers.length;
  }
  return { numberOffsets, numbers: Uint16Array.from(numbers), shares: Float32Array.from(shares) };
}

type Quantised = Pick<AskedQuestionArrays, "vectors" | "scales">;

async function quantisedVectors(texts: readonly string[], embedder: Embedder): Promise<Quantised> {
  const { dimensions } = embedder;
  const vectors = new Uint8Array(texts.length * dimensions);
  const scales = new Float32Array(texts.length);
  for (let start = 0; start < texts.length; start += embeddingBatch) {
    const batch = await embedTexts(embedder, texts.slice(start, start + embeddingBatch), "question");
    for (const [position, vector] of batch.entries()) {
      const row = start + position;
      const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      const scale = Math.max(1e-9, largest) / largestStep;
      scales[row] = scale;
      for (const [column, value] of vector.entries()) {
        vectors[row * dimensions + column] = Math.round(value / scale) + zeroByte;
      }
    }
  }
  return { vectors, scales };
}

function directionsOf(
  { vectors, scales }: Quantised,
  answers: NumberedAnswers,
  dimensions: number,
): Float32Array {
  const directions = new Float32Array(answers.ids.length * dimensions);
  for (let row = 0; row < scales.length; row++) {
    for (const number of numbersOf(answers, row)) {
      for (let column = 0; column < dimensions; column++) {
        const at = number * dimensions + column;
        const step = (vectors[row * dimensions + column] ?? zeroByte) - zeroByte;
        directions[at] = (directions[at] ?? 0) + step * (scales[row] ?? 0);
      }
    }
  }
  for (let start = 0; start < directions.length; start += dimensions) {
    const direction = directions.subarray(start, start + dimensions);
    const length = Math.hypot(...direction);
    if (length > 0) direction.set(direction.map((value) => value / length));
  }
  return directions;
}

function weightsOf(
  questions: readonly AskedQuestion[],
  piecesOfRows: readonly (readonly number[])[],
): Pick<AskedQuestionArrays, "pieces" | "answeredWeights" | "outsideWeights" | "intercepts"> {
  const { pieces, ...numbered } = numberPieces(piecesOfRows, fewestSaying);
  const fitted = (labelOf: (question: AskedQuestion) => boolean | null): PieceWeights =>
    fitPieceWeights(numbered, questions.map(labelOf), fitSettings);
  const answered = fitted(({ reason }) => reason === null);
  const outside = fitted(({ reason }) => (reason === null ? null : reason === "out_of_scope"));
  const reasons = new Set(questions.flatMap(({ reason }) => reason ?? []));
  const onlyReason = reasons.size === 1 && reasons.has("out_of_scope");
  return {
    pieces,
    answeredWeights: Float32Array.from(answered.weights),
    outsideWeights: Float32Array.from(outside.weights),
    intercepts: Float64Array.of(answered.intercept, onlyReason ? 1 : outside.intercept),
  };
}
