import { isQuestioning, readFrames } from "./question-frames.ts";

const separators =
  /(?<=[。!?!?;;\n])|(?:[,,]\s*)(?=另外|还有(?!别的|其他|吗|呢)|顺便|再问|同时想问|以及想问|然后想问|对了)/u;
/** 高企有奖励吗找谁办: a second question follows a closed first one without any mark between. */
const closedQuestion = /(?<=[吗呢](?=.{4,}))/u;
const longestMessageToSplit = 400;

/**
 * The questions of a message, in order. Sentences that tell a story are kept with the question that follows (or,
 * at the end, with the one before); a question without a topic of its own belongs to the one before it.
 */
export function splitQuestion(text: string): string[] {
  if (text.length > longestMessageToSplit) return [text];
  const pieces = text
    .split(separators)
    .flatMap((piece) => piece.split(closedQuestion))
    .map((piece) => piece.trim())
    .filter((piece) => piece !== "");
  const questions: string[] = [];
  let story = "";
  for (const piece of pieces) {
    if (!isQuestioning(piece)) {
      story += `${piece} `;
    } else if (readFrames(piece).topic === "" && questions.length > 0 && story === "") {
      questions[questions.length - 1] += ` ${piece}`;
    } else {
      questions.push((story + piece).trim());
      story = "";
    }
  }
  if (story === "") return questions;
  if (questions.length === 0) return [text];
  questions[questions.length - 1] += ` ${story.trim()}`;
  return questions;
}
