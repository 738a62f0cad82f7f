import { readProfileInput } from "./facts/fact-value.ts";
import type { FactVocabulary } from "./facts/fact-vocabulary.ts";
import { createProfile, type Profile } from "./facts/profile.ts";
import type { FactReader } from "./reading/read-facts.ts";

/** What an applicant says of themselves, in words, by a form, or both. */
export interface SelfDescription {
  readonly text: string;
  /** Values by the names of facts; null for a fact of which nothing is to be known or asked, whatever the words say. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Names of facts that they do not want to be asked about; what is known of them counts. */
  readonly skipped?: readonly string[];
}

/**
 * What is known of an applicant. What the form says of a fact takes the place of what the words say of it, so that
 * people can correct what was misread.
 * @param today ISO day, which 去年 is a year before
 */
export function understandApplicant(
  { text, facts, skipped = [] }: SelfDescription,
  { vocabulary, reader }: { readonly vocabulary: FactVocabulary; readonly reader: FactReader },
  today: string,
): Profile {
  const form = readProfileInput(vocabulary, facts);
  const corrected = new Set([...form.told.map(({ fact }) => fact), ...form.skipped]);
  const words = reader.read(text, today).filter(({ fact }) => !corrected.has(fact));
  return createProfile(vocabulary, [...words, ...form.told], {
    problems: form.problems,
    skipped: [...form.skipped, ...skipped.flatMap((name) => vocabulary.fact(name) ?? [])],
  });
}
