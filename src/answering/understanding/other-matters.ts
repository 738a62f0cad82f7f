import * as z from "zod";
import { foldText } from "../../search/fold-text.ts";
import { PhraseMatcher } from "../../search/phrase-matcher.ts";
import otherMattersData from "./other-matters.json" with { type: "json" };

const groups = z.array(
  z.strictObject({ group: z.string().min(1), words: z.array(z.string().min(2)).min(1) }),
);
const otherMatters = z.strictObject({ publicServices: groups, everyday: groups }).parse(otherMattersData);

/** A matter that the documents at hand do not treat. */
export interface OtherMatter {
  readonly word: string;
  /** `public_service`: somebody's business, not this one's; `everyday`: no matter of government. */
  readonly kind: "public_service" | "everyday";
}

export interface OtherMatters {
  in(text: string): OtherMatter[];
}

/** A story behind a question names many things in passing; what several people name with a matter belongs to it. */
const askingsEnough = 3;

/**
 * A word of the documents, or of several ways of asking for what they treat, is no other matter.
 * @param documentsText everything the documents say
 */
export function createOtherMatters(documentsText: string, askings: readonly string[]): OtherMatters {
  // Made with the first question: thousands of texts to go through would keep the start waiting.
  let finder: OtherMatters["in"] | null = null;
  return {
    in(text) {
      finder ??= findOtherMatters(documentsText, askings);
      return finder(text);
    },
  };
}

function findOtherMatters(documentsText: string, askings: readonly string[]): OtherMatters["in"] {
  const known = foldText(documentsText);
  const listed = (kind: OtherMatter["kind"], source: z.infer<typeof groups>): OtherMatter[] =>
    source.flatMap(({ words }) => words.map((word) => ({ word: foldText(word), kind })));
  const unwritten = [
    ...listed("public_service", otherMatters.publicServices),
    ...listed("everyday", otherMatters.everyday),
  ].filter(({ word }) => !known.includes(word));
  const askedFor = countMentions(
    unwritten.map(({ word }) => word),
    askings,
  );
  const matters = unwritten.filter((_, index) => (askedFor[index] ?? 0) < askingsEnough);
  const matcher = new PhraseMatcher(matters.map(({ word }) => word));
  return (text) => matcher.find(foldText(text)).flatMap(({ phrase }) => matters[phrase] ?? []);
}

function countMentions(words: readonly string[], texts: readonly string[]): number[] {
  const matcher = new PhraseMatcher(words);
  const counts = words.map(() => 0);
  for (const text of texts) {
    const mentioned = new Set(matcher.find(foldText(text)).map(({ phrase }) => phrase));
    for (const phrase of mentioned) counts[phrase] = (counts[phrase] ?? 0) + 1;
  }
  return counts;
}
