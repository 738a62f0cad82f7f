import type { LexiconEntry } from "../../search/lexicon.ts";
import type { FactVocabulary } from "../facts/fact-vocabulary.ts";
import type { ToldFact } from "../facts/profile.ts";
import { foldInPlace } from "./folded.ts";
import { createMentionFinder, type MentionFinder } from "./mentions.ts";
import { plannedFacts, readNamedFacts } from "./named-facts.ts";
import { readNumbers } from "./numbers.ts";
import { readOptions, timedFacts } from "./option-words.ts";
import { spotMentions } from "./spotted-mentions.ts";

/** Reads what people say of themselves; needs no model. */
export interface FactReader {
  readonly mentions: MentionFinder;
  /**
   * The facts that a text states, each with the words it was read from. What is denied is stated as denied; what is
   * asked, planned or said of others is not stated at all. May state what contradicts itself: the profile names it.
   * @param today ISO day, which 去年 is a year before
   */
  read(text: string, today: string): ToldFact[];
}

/** @param lexicon other words for the vocabulary's words */
export function createFactReader(
  vocabulary: FactVocabulary,
  lexicon: readonly LexiconEntry[] = [],
): FactReader {
  const mentions = createMentionFinder(vocabulary, lexicon);
  const planned = plannedFacts(vocabulary);
  const timed = timedFacts(vocabulary);
  return {
    mentions,
    read(text, today) {
      const folded = foldInPlace(text);
      const spotted = spotMentions(folded, mentions);
      const options = readOptions(text, folded, spotted, timed, today);
      const named = readNamedFacts(text, folded, spotted, mentions, vocabulary, planned);
      const told = [
        ...named.filter(({ fact }) => !options.overruled.has(fact)),
        ...options.told,
        ...readNumbers(text, folded, spotted, vocabulary, today),
      ];
      return told.toSorted((left, right) => (left.span?.start ?? 0) - (right.span?.start ?? 0));
    },
  };
}
