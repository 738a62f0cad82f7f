import { comparableText } from "../../domain/quantity-text.ts";

/** A text in the form in which words are looked for, code unit by code unit, so that spans refer to the text itself. */
export function foldInPlace(text: string): string {
  return comparableText(text).replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
