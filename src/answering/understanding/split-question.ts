import { isQuestioning, readFrames } from "./question-frames.ts";

const separators =
  /(?<=[。!?!?;;\n])|(?:[,,]\s*)(?=另外|还有(?!别的|其他|吗|呢)|顺便|再问|同时想问|以及想问|然后想问|对了)/u;
/** 高企有奖励吗找谁办: a second question follows a closed first one without any mark between. */
const closedQuestion = /(?<=[吗呢](?=.{4,}))|(?<=有没有|是多少|找谁|是谁|怎么办)\s+(?=\S{4,})/u;
const longestMessageToSplit = 400;

export interface SplitQuestion {
  /** With the sentences that tell the story behind it. */
  readonly text: string;
  /** The asking sentences alone. */
  readonly asking: string;
}

/**
 * The questions of a message, in order. Sentences that tell a story are kept with the question that follows (or,
 * at the end, with the one before); a question without a topic of its own belongs to the one before it.
 */
export function splitQuestion(text: string): SplitQuestion[] {
  if (text.length > longestMessageToSplit) return [{ text, asking: text }];
  const pieces = text
    .split(separators)
    .flatMap((piece) => piece.split(closedQuestion))
    .flatMap(splitAtCommas)
    .flatMap(splitRespective)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== "");
  const questions: SplitQuestion[] = [];
  let story = "";
  for (const piece of pieces) {
    const last = questions.at(-1);
    if (!isQuestioning(piece)) {
      story += `${piece} `;
    } else if (last !== undefined && story === "" && readFrames(piece).topic === "") {
      questions[questions.length - 1] = { text: `${last.text} ${piece}`, asking: `${last.asking} ${piece}` };
    } else {
      questions.push({ text: story + piece, asking: piece });
      story = "";
    }
  }
  const last = questions.at(-1);
  if (last === undefined) return [{ text, asking: text }];
  if (story !== "") questions[questions.length - 1] = { ...last, text: `${last.text} ${story.trim()}` };
  return questions;
}

/** 装电梯找谁,低保又找谁: both sides ask, each about something of its own. */
function splitAtCommas(piece: string): string[] {
  const clauses = piece.split(/[,，]/u);
  const isWhole = (clause: string): boolean =>
    asksByItself.test(clause) && readFrames(clause).topic.length >= 2;
  return clauses.length > 1 && clauses.every(isWhole) ? clauses : [piece];
}

const asksByItself = /[吗呢么]$|多少|几|谁|哪|什么|啥|怎么|如何|有没有|能不能|是否/u;
const respective = /^(?<topics>.{2,40}?)(?<tail>(?:分别|各自|各)(?:是|由|归|找|该|有|要|能|给|安排|的).+)$/u;

/** 研发补助和出口信保分别找谁: one question for each of the things named. */
function splitRespective(piece: string): string[] {
  const { topics, tail } = respective.exec(piece)?.groups ?? {};
  if (topics === undefined || tail === undefined) return [piece];
  const named = topics.split(/和|跟|与|以及|还有|、/u).filter((topic) => readFrames(topic).topic.length >= 2);
  return named.length > 1 ? named.map((topic) => `${topic}${tail}`) : [piece];
}
