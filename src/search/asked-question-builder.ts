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
import { fitPieceWeights, type PieceExample } from "./fit-piece-weights.ts";

const embeddingBatch = 256;
const largestStep = 127;
/** A term that makes up this much of a provision's questions, on a logarithmic scale, says no more when said more. */
const enough = 1.5;
const growth = 4;
const pieceSettings = { smallestCount: 2, epochs: 25, penalty: 0.0005 };

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
  const rowsOfTerm = new Map<number, number[]>();
  for (const [row, rowTerms] of termsOfRows.entries()) {
    for (const term of rowTerms) {
      const known = rowsOfTerm.get(term);
      if (known === undefined) rowsOfTerm.set(term, [row]);
      else known.push(row);
    }
  }
  const terms = Uint32Array.from(rowsOfTerm.keys()).sort();
  const lists = Array.from(terms, (term) => rowsOfTerm.get(term) ?? []);
  const squares = new Float64Array(termsOfRows.length);
  for (const rows of lists) {
    const weight = weightOfTerm(termsOfRows.length, rows.length);
    for (const row of rows) squares[row] = (squares[row] ?? 0) + weight ** 2;
  }
  return {
    terms,
    rowOffsets: offsetsOf(lists),
    rows: Uint32Array.from(lists.flat()),
    lengths: Float32Array.from(squares, (square) => Math.max(1e-9, Math.sqrt(square))),
  };
}

function sharesOf(
  { rowOffsets, rows, lengths }: Postings,
  answers: NumberedAnswers,
): Pick<AskedQuestionArrays, "numberOffsets" | "numbers" | "shares"> {
  const lists: [number: number, share: number][][] = [];
  for (let term = 0; term + 1 < rowOffsets.length; term++) {
    const rowsWithIt = rows.subarray(rowOffsets[term], rowOffsets[term + 1]);
    const weight = weightOfTerm(lengths.length, rowsWithIt.length);
    const sums = new Map<number, number>();
    for (const row of rowsWithIt) {
      for (const number of numbersOf(answers, row)) {
        sums.set(number, (sums.get(number) ?? 0) + weight / (lengths[row] ?? 1));
      }
    }
    lists.push([...sums].map(([number, sum]) => [number, Math.min(1, Math.log(1 + growth * sum) / enough)]));
  }
  const entries = lists.flat();
  return {
    numberOffsets: offsetsOf(lists),
    numbers: Uint16Array.from(entries, ([number]) => number),
    shares: Float32Array.from(entries, ([, share]) => share),
  };
}

function offsetsOf(lists: readonly (readonly unknown[])[]): Uint32Array {
  const offsets = new Uint32Array(lists.length + 1);
  for (const [index, list] of lists.entries()) offsets[index + 1] = (offsets[index] ?? 0) + list.length;
  return offsets;
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
  const fitted = (isPositive: (question: AskedQuestion) => boolean | null) =>
    fitPieceWeights(
      questions.flatMap((question, row): PieceExample<number>[] => {
        const label = isPositive(question);
        return label === null ? [] : [{ pieces: piecesOfRows[row] ?? [], isPositive: label }];
      }),
      pieceSettings,
    );
  const answered = fitted(({ reason }) => reason === null);
  const outside = fitted(({ reason }) => (reason === null ? null : reason === "out_of_scope"));
  const pieces = Uint32Array.from(answered.weights.keys()).sort();
  return {
    pieces,
    answeredWeights: Float32Array.from(pieces, (piece) => answered.weights.get(piece) ?? 0),
    outsideWeights: Float32Array.from(pieces, (piece) => outside.weights.get(piece) ?? 0),
    intercepts: Float64Array.of(answered.intercept, outside.intercept),
  };
}
