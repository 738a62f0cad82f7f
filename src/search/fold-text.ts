import { normaliseText } from "../domain/normalise-text.ts";

/** The form in which texts, questions and lexicon forms are compared: normalised, without letter case. Idempotent. */
export function foldText(text: string): string {
  return normaliseText(normaliseText(text).toLowerCase());
}
