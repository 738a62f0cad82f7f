import { normaliseText } from "../domain/normalise-text.ts";
import { maskPersonalInformation } from "../domain/personal-information.ts";

/**
 * Why a drafted question is not kept:
 * - `empty`: no Chinese word in it
 * - `too_long`: a story, and more than a line of `questions.jsonl` may hold
 * - `copied`: the text's own sentence or title, which nobody who has not read it would type
 * - `duplicate`: asked before, but for punctuation and case
 * - `personal`: with personal information, even if it was made up
 */
export const draftFaults = ["empty", "too_long", "copied", "duplicate", "personal"] as const;
export type DraftFault = (typeof draftFaults)[number];

/** For people and for the model that proposed them. */
export const draftFaultNames: Readonly<Record<DraftFault, string>> = {
  empty: "不是中文问题",
  too_long: "过长",
  copied: "照抄原文",
  duplicate: "重复",
  personal: "含个人信息",
};

const lengthLimit = 200;

/** Characters in a row that stand in the text as well are a name, up to here. */
const copiedRun = 8;
/** Shorter questions are names that people search for. */
const copiedLengthAtLeast = 12;
/** Of the characters of a question. Of 6,271 that people wrote about our first document, two reach it. */
const copiedShareAtLeast = 0.8;

/**
 * @param question in its normal form
 * @param text of the provision that is to answer; empty where none does
 * @param known `questionKey` of every question asked before
 */
export function faultOfDraft(question: string, text: string, known: ReadonlySet<string>): DraftFault | null {
  if (!/\p{Script=Han}/u.test(question)) return "empty";
  if (question.length > lengthLimit) return "too_long";
  if (maskPersonalInformation(question) !== question) return "personal";
  if (isCopied(question, text)) return "copied";
  return known.has(questionKey(question)) ? "duplicate" : null;
}

/** Equal for questions that differ in punctuation, spaces and case alone. */
export function questionKey(question: string): string {
  return lettersOf(question);
}

function lettersOf(text: string): string {
  return normaliseText(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** A document's title in book-title marks is a name, however long. */
const titleInMarks = /《[^《》]*》/gu;

function isCopied(question: string, text: string): boolean {
  const asked = lettersOf(question.replace(titleInMarks, ""));
  if (asked.length < copiedLengthAtLeast) return false;
  const source = lettersOf(text);
  let copied = 0;
  let copiedUntil = 0;
  for (let start = 0; start + copiedRun <= asked.length; start += 1) {
    if (!source.includes(asked.slice(start, start + copiedRun))) continue;
    copied += start + copiedRun - Math.max(start, copiedUntil);
    copiedUntil = start + copiedRun;
  }
  return copied >= copiedShareAtLeast * asked.length;
}
