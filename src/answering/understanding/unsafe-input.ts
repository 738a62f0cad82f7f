import * as z from "zod";
import { asksWhetherInForce } from "./document-intent.ts";
import { piecesOf } from "./pieces.ts";
import { isQuestioning, readFrames } from "./question-frames.ts";
import unsafeInputData from "./unsafe-input.json" with { type: "json" };

const expressions = z
  .array(z.string().min(1))
  .min(1)
  .transform((sources) => sources.map((source) => new RegExp(source, "iu")));
const unsafe = z
  .strictObject({
    /** Meant for a machine: to change its rules, to say what it may not. */
    instructions: expressions,
    /** Asks for help with what is forbidden. */
    fraud: expressions,
    /** Words of those who report it or were told to do it. */
    reporting: expressions,
  })
  .parse(unsafeInputData);

/** Instead of line breaks, which a normalised text has no more, blanks beside Chinese characters end a sentence. */
const sentenceEnds =
  /(?<=[。!?;…])|(?<=[.!?;](?= )) |(?<=\p{Script=Han}) (?=\S)|(?<=\S) (?=\p{Script=Han})|(?=[,，](?:请问|我?想问|问一?下|另外|顺便|对了))/u;

export function isUnsafe(text: string): boolean {
  return isInstruction(text) || (isAny(unsafe.fraud, text) && !isAny(unsafe.reporting, text));
}

/**
 * A message without the sentences that are meant for a machine, where what remains asks something by itself: such a
 * sentence is often pasted in front of a question, or forwarded with it. Otherwise the whole message.
 */
export function withoutInstructions(text: string): string {
  if (!isInstruction(text)) return text;
  const rest = text
    .split(sentenceEnds)
    .filter((sentence) => !isInstruction(sentence))
    .join(" ")
    .replace(/^[\s,，]+/u, "");
  if (asksByItself(rest) && !isInstruction(rest)) return rest;
  // Whoever wants to be told that a document lasts longer is told how long it does.
  const ofTerm = piecesOf(text).filter(
    (piece) => !isInstruction(piece) && isQuestioning(piece) && asksWhetherInForce(piece),
  );
  return ofTerm.length === 0 ? text : ofTerm.join(",");
}

function asksByItself(text: string): boolean {
  const { topic, aspects } = readFrames(text);
  return isQuestioning(text) && (topic !== "" || aspects.has("validity"));
}

function isInstruction(text: string): boolean {
  return isAny(unsafe.instructions, text);
}

function isAny(patterns: readonly RegExp[], text: string): boolean {
  return patterns.some((pattern) => pattern.test(text));
}
