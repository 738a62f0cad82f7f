import type { TextSpan } from "../../domain/text-span.ts";

/** A stretch between two marks: what is denied or planned in one does not reach into the next. */
export interface Segment extends TextSpan {
  /** The number of the sentence it stands in. */
  readonly sentence: number;
  /** Whether only 、 parts it from the one before. */
  readonly continues: boolean;
}

const hardMark = /[,，:：()（）]/;
const sentenceMark = /[。.;；!！?？\n…]/;
const listMark = /[、]/;

/** The segments of a folded text, in order; a full stop between digits parts nothing. */
export function segmentsOf(text: string): Segment[] {
  const segments: Segment[] = [];
  let start = 0;
  let sentence = 0;
  let continues = false;
  for (let position = 0; position <= text.length; position += 1) {
    const character = text.charAt(position);
    const isDecimal =
      character === "." && /\d/.test(text.charAt(position - 1)) && /\d/.test(text.charAt(position + 1));
    const endsSentence = character === "" || (sentenceMark.test(character) && !isDecimal);
    const isPause = /\s/.test(character) && isHan(text, position - 1) && isHan(text, position + 1);
    if (!endsSentence && !isPause && !hardMark.test(character) && !listMark.test(character)) continue;
    if (position > start) segments.push({ start, end: position, sentence, continues });
    start = position + 1;
    continues = listMark.test(character);
    if (endsSentence) sentence += 1;
  }
  return segments;
}

/** People who type no commas leave spaces; 高企 ABC has one too. */
function isHan(text: string, position: number): boolean {
  return /[\u4e00-\u9fff]/.test(text.charAt(position));
}
