import type { TextSpan } from "../../domain/text-span.ts";
import { foldText } from "../../search/fold-text.ts";
import type { LexiconEntry } from "../../search/lexicon.ts";
import { type PhraseMatch, PhraseMatcher } from "../../search/phrase-matcher.ts";
import { maskOf } from "../facts/bind-test.ts";
import { type Fact, no, type Possible } from "../facts/fact.ts";
import type { FactVocabulary, FactWording } from "../facts/fact-vocabulary.ts";

/**
 * What words of the vocabulary say:
 * - `states`: a fact, by its name or other words for it; `own` only where it is said of oneself, `among` only where
 *   something else is said that is for its audience alone
 * - `tells`: which option of a fact that is named beside it
 * - `measures`: what a number near it is of
 */
export type Meaning =
  | {
      readonly kind: "states";
      readonly fact: Fact;
      readonly possible: Possible;
      readonly only: "own" | "among" | null;
    }
  | { readonly kind: "tells"; readonly optionSet: object; readonly leaves: number; readonly ownTime: boolean }
  | { readonly kind: "measures"; readonly fact: Fact };

export interface Mention extends TextSpan {
  readonly meanings: readonly Meaning[];
}

/** Finds the words of the vocabulary in folded texts. */
export interface MentionFinder {
  find(foldedText: string): Mention[];
  /** Whose words tell between the options of a fact. */
  optionSetOf(fact: Fact): object | null;
  /** The facts whose head words (公司, 厂) end a mention or follow it. */
  headsOf(foldedText: string, mention: TextSpan): { readonly fact: Fact; readonly end: number }[];
}

/**
 * @param lexicon other words for the vocabulary's words: what is the same as one of them says what it says
 */
export function createMentionFinder(
  vocabulary: FactVocabulary,
  lexicon: readonly LexiconEntry[] = [],
): MentionFinder {
  const meanings = new Map<string, Meaning[]>();
  const add = (word: string, meaning: Meaning): void => {
    const phrase = foldText(word);
    const known = meanings.get(phrase) ?? [];
    if (!known.some((other) => sameMeaning(other, meaning))) meanings.set(phrase, [...known, meaning]);
  };
  const accidents = new Set<string>();
  for (const wording of vocabulary.wordings) {
    for (const word of wording.data.unless) accidents.add(foldText(word));
    addWording(wording, add);
  }
  addForms(lexicon, meanings, accidents);
  const phrases = [...new Set([...meanings.keys(), ...accidents])];
  const matcher = new PhraseMatcher(phrases);
  const heads = headsIn(vocabulary);
  const optionSets = new Map(vocabulary.wordings.map(({ fact, optionSet }) => [fact, optionSet]));
  return {
    optionSetOf: (fact) => optionSets.get(fact) ?? null,
    find: (text) =>
      withoutOverlaps(matcher.find(text)).flatMap(({ start, end, phrase }) => {
        const said = meanings.get(phrases[phrase] ?? "");
        return said === undefined ? [] : [{ start, end, meanings: said }];
      }),
    headsOf: (text, { start, end }) =>
      heads.flatMap(({ fact, word }) => {
        if (text.startsWith(word, end)) return [{ fact, end: end + word.length }];
        return text.slice(start, end).endsWith(word) && end - start > word.length ? [{ fact, end }] : [];
      }),
  };
}

/** 不是低保|户: of words that overlap, the longer is the one that is said. */
function withoutOverlaps(matches: readonly PhraseMatch[]): PhraseMatch[] {
  const kept: PhraseMatch[] = [];
  for (const match of matches) {
    const last = kept.at(-1);
    if (last === undefined || last.end <= match.start) kept.push(match);
    else if (match.end - match.start > last.end - last.start) kept[kept.length - 1] = match;
  }
  return kept;
}

function addWording(
  { fact, data, optionSet }: FactWording,
  add: (word: string, meaning: Meaning) => void,
): void {
  if (fact.type === "number" || fact.type === "date") {
    for (const word of data.words) add(word, { kind: "measures", fact });
    return;
  }
  const { positive } = fact;
  for (const word of data.words) add(word, { kind: "states", fact, possible: positive, only: null });
  for (const only of ["own", "among"] as const) {
    for (const word of data[only]) add(word, { kind: "states", fact, possible: positive, only });
  }
  for (const word of data.denials) {
    const possible = typeof positive === "number" && fact.type === "choice" ? negativeOf(fact, positive) : no;
    add(word, { kind: "states", fact, possible, only: null });
  }
  if (optionSet === null) return;
  for (const { words, leaves: names, ownTime } of optionSet.says) {
    const leaves = maskOf(fact, names);
    if (typeof leaves !== "number") continue;
    for (const word of words) {
      // The words of a choice's own options speak for themselves: 小微企业; those of a shared set need a name: 首次认定.
      if (typeof data.options === "string") add(word, { kind: "tells", optionSet, leaves, ownTime });
      else add(word, { kind: "states", fact, possible: leaves, only: null });
    }
  }
}

function negativeOf(fact: Fact, positive: number): number {
  return typeof fact.everything === "number" ? fact.everything & ~positive : no;
}

/** Other words for the vocabulary's words, as far as they mean nothing of their own yet. */
function addForms(
  lexicon: readonly LexiconEntry[],
  meanings: Map<string, Meaning[]>,
  accidents: Set<string>,
): void {
  const added = new Map<string, Meaning[]>();
  for (const { term, forms, relation, unless } of lexicon) {
    const said = meanings.get(foldText(term))?.filter(({ kind }) => kind === "states");
    if (relation !== "same" || said === undefined || said.length === 0) continue;
    for (const form of forms) {
      const phrase = foldText(form);
      if (!meanings.has(phrase)) added.set(phrase, [...(added.get(phrase) ?? []), ...said]);
    }
    for (const accident of unless ?? []) accidents.add(foldText(accident));
  }
  for (const [phrase, said] of added) meanings.set(phrase, said);
}

function sameMeaning(left: Meaning, right: Meaning): boolean {
  if (left.kind === "tells" || right.kind === "tells") {
    return left.kind === right.kind && left.kind === "tells" && right.kind === "tells"
      ? left.optionSet === right.optionSet && left.leaves === right.leaves
      : false;
  }
  return left.kind === right.kind && left.fact === right.fact;
}

function headsIn(vocabulary: FactVocabulary): { readonly fact: Fact; readonly word: string }[] {
  return vocabulary.wordings
    .flatMap(({ fact, data }) => data.heads.map((word) => ({ fact, word: foldText(word) })))
    .toSorted((left, right) => right.word.length - left.word.length);
}
