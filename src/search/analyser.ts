import { fingerprintOf } from "./fingerprint.ts";
import { foldText } from "./fold-text.ts";
import type { Lexicon } from "./lexicon.ts";

export interface WeightedTerm {
  readonly term: string;
  /** Greater than 0, relative to a pair of Chinese characters. */
  readonly weight: number;
}

/** Turns text into terms: the same ones for the same text on every runtime, without a dictionary. */
export interface Analyser {
  /** Changes whenever the same text would give other terms. */
  readonly fingerprint: string;
  /** Terms in reading order, repeated as often as they occur. */
  terms(text: string): string[];
  /** Distinct terms in order of appearance, each with what it is worth in a question. */
  weightedTerms(text: string): WeightedTerm[];
}

/** Raised when the rules below change. */
const rulesVersion = 1;

/** A run of Chinese characters, a number, or a word of any other script. */
const runs = /(\p{Script=Han}+)|\d+(?:[.,]\d+)+(?![\p{L}\p{N}])|(?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])+/gu;

const singleCharacter = /^\p{Script=Han}$/u;
/** A single character says little beside the pairs it is part of; it helps where a question pairs it otherwise. */
const singleCharacterWeight = 0.8;

/**
 * Chinese becomes single characters and overlapping pairs, which need no segmenter and miss no word; letters and
 * digits become whole words; forms and terms of the lexicon become whole terms as well.
 */
export function createAnalyser(lexicon: Lexicon): Analyser {
  const terms = (text: string): string[] => {
    const folded = foldText(text);
    const found: string[] = [];
    for (const match of folded.matchAll(runs)) {
      if (match[1] === undefined) found.push(match[0].replaceAll(",", ""));
      else pushCharactersAndPairs(match[1], found);
    }
    const lexiconTerms = lexicon.termsIn(folded);
    if (lexiconTerms.length === 0) return found;
    const plain = new Set(found);
    return found.concat(lexiconTerms.filter((term) => !plain.has(term)));
  };
  return {
    fingerprint: fingerprintOf(`${rulesVersion} ${runs} ${singleCharacterWeight} ${lexicon.fingerprint}`),
    terms,
    weightedTerms: (text) =>
      [...new Set(terms(text))].map((term) => ({
        term,
        weight: singleCharacter.test(term) ? singleCharacterWeight : 1,
      })),
  };
}

function pushCharactersAndPairs(run: string, found: string[]): void {
  let previous = "";
  for (const character of run) {
    if (previous !== "") found.push(previous + character);
    found.push(character);
    previous = character;
  }
}
