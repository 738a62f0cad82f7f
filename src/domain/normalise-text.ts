/**
 * What no reader sees and no term may contain: control characters, zero-width and bidirectional marks, variation
 * selectors, soft hyphens, and halves of surrogate pairs. White space is spared here and collapsed afterwards.
 */
const unseen = /[\p{Cs}\p{Default_Ignorable_Code_Point}]|(?!\s)\p{Cc}/gu;

const whiteSpace = /\s+/gu;

/** Text that is already normal: most of it, so most of it costs one scan. */
const alreadyNormal = /^[!-~\u3001\u3002\u300a-\u3011\u4e00-\u9fff]+$/u;

/**
 * One spelling for text that looks the same: NFKC (full-width letters, digits and punctuation become half-width,
 * `①` becomes `1`), nothing invisible, every run of white space one space, none at the ends. Letters keep their
 * case. Applying it twice changes nothing. Never throws, whatever the string holds.
 */
export function normaliseText(text: string): string {
  if (alreadyNormal.test(text)) return text;
  return text.replace(unseen, "").normalize("NFKC").replace(whiteSpace, " ").trim();
}
