import { type AskedQuestion, unansweredReasons } from "../domain/asked-question.ts";
import { characterPairs, characterPieces } from "./character-pieces.ts";
import { termHash } from "./term-hash.ts";

/** One document's asked questions as they stand in a snapshot, a row each; what answers has a number each. */
export interface AskedQuestionArrays {
  /** Hashes of all pieces, ascending, each once. */
  readonly terms: Uint32Array;
  /** `terms + 1` positions in `rows`. */
  readonly rowOffsets: Uint32Array;
  /** Per term the rows that have it, ascending. */
  readonly rows: Uint32Array;
  /** Per row the length of its vector of weighted terms. */
  readonly lengths: Float32Array;
  /** `terms + 1` positions in `numbers` and `shares`. */
  readonly numberOffsets: Uint32Array;
  /** Per term the numbers of what those who say it are answered by. */
  readonly numbers: Uint16Array;
  /** Per term and number how much the questions say it, 0 to 1 (Rocchio's prototypes). */
  readonly shares: Float32Array;
  /** Row-major, a byte a number; 128 stands for zero. */
  readonly vectors: Uint8Array;
  /** Per row, what one step of its numbers is worth. */
  readonly scales: Float32Array;
  /** Per number, row-major: the direction in which its questions lie. */
  readonly directions: Float32Array;
  /** Hashes of the pieces that have weights, ascending. */
  readonly pieces: Uint32Array;
  /** Per piece, in log odds: what it adds to a question being answered at all. */
  readonly answeredWeights: Float32Array;
  /** Per piece: what it adds to an unanswered one being no matter of such documents. */
  readonly outsideWeights: Float32Array;
  /** Of answered and of outside, where no piece is known. */
  readonly intercepts: Float64Array;
}

export const zeroByte = 128;

/** What questions are compared by. */
export function termsOf(text: string): number[] {
  return [...new Set(characterPairs(text).map(termHash))];
}

const judgedLengths = [1, 2, 3];

/** What tells whether a question is answered. */
export function judgedPiecesOf(text: string): number[] {
  return [...new Set(characterPieces(text, judgedLengths).map(termHash))];
}

/** The rarer among questions, the heavier. */
export function weightOfTerm(rowCount: number, rowsWithIt: number): number {
  return Math.log(1 + rowCount / (1 + rowsWithIt));
}

export interface NumberedAnswers {
  /** By number; the first ones are the reasons for which nothing answers. */
  readonly ids: readonly string[];
  /** `questions + 1` positions in `numbers`. */
  readonly offsets: Uint32Array;
  /** Those of each question, one after another. */
  readonly numbers: Uint16Array;
}

/** Numbers for what answers, in the order in which the questions name it. */
export function numberAnswers(questions: readonly AskedQuestion[]): NumberedAnswers {
  const known = new Map<string, number>(unansweredReasons.map((reason, number) => [reason, number]));
  const numberOf = (id: string): number => {
    const number = known.get(id) ?? known.size;
    known.set(id, number);
    return number;
  };
  const offsets = new Uint32Array(questions.length + 1);
  const numbers: number[] = [];
  for (const [row, { provisionIds, reason }] of questions.entries()) {
    for (const id of reason === null ? provisionIds : [reason]) numbers.push(numberOf(id));
    offsets[row + 1] = numbers.length;
  }
  return { ids: [...known.keys()], offsets, numbers: Uint16Array.from(numbers) };
}

export function numbersOf({ offsets, numbers }: NumberedAnswers, question: number): Uint16Array {
  return numbers.subarray(offsets[question], offsets[question + 1]);
}
