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

/** @param knownText everything the documents and the ways of asking say: a word that stands in it is no other matter. */
export function createOtherMatters(knownText: string): OtherMatters {
  const known = foldText(knownText);
  const listed = (kind: OtherMatter["kind"], source: z.infer<typeof groups>): OtherMatter[] =>
    source.flatMap(({ words }) => words.map((word) => ({ word: foldText(word), kind })));
  const matters = [
    ...listed("public_service", otherMatters.publicServices),
    ...listed("everyday", otherMatters.everyday),
  ].filter(({ word }) => !known.includes(word));
  const matcher = new PhraseMatcher(matters.map(({ word }) => word));
  return {
    in: (text) => matcher.find(foldText(text)).flatMap(({ phrase }) => matters[phrase] ?? []),
  };
}
