import { pinyin } from "pinyin-pro";
import { foldText } from "../../search/fold-text.ts";
import type { LexiconExpansion } from "../../search/lexicon.ts";

/** Words of a question that are no words anybody knows but sound like one: 店梯 like 电梯, 二台 like 二胎. */
export interface SoundAlikes {
  in(text: string): LexiconExpansion[];
}

const longestPhrase = 6;
const shortestPhrase = 2;
/** Surer than a related word, less sure than the word itself; of two characters it may be a word of its own (实业, 失业). */
const weightOf = (length: number): number => (length > 2 ? 0.8 : 0.4);
const hanRuns = /\p{Script=Han}{2,}/gu;

/** What so many people write is no slip. */
const writersEnough = 5;

/**
 * @param phrases the words that questions are expected to hold.
 * @param documentsText what stands there is not misspelt.
 * @param askings what people write, slips and all.
 */
export function createSoundAlikes(
  phrases: readonly string[],
  documentsText: string,
  askings: readonly string[],
): SoundAlikes {
  const known = foldText(documentsText);
  const spellings = phrases
    .map(foldText)
    .filter(
      (phrase) =>
        /^\p{Script=Han}+$/u.test(phrase) &&
        phrase.length >= shortestPhrase &&
        phrase.length <= longestPhrase,
    );
  const spelt = new Set(spellings);
  // Made with the first question: thousands of texts to go through would keep the start waiting.
  let asked: readonly string[] | null = null;
  const writersOf = (word: string): number => {
    asked ??= askings.map(foldText);
    return asked.filter((text) => text.includes(word)).length;
  };
  let bySound: ReadonlyMap<string, readonly string[]> | null = null;
  const isKnown = (word: string): boolean =>
    spelt.has(word) || known.includes(word) || writersOf(word) >= writersEnough;

  const meantBy = (word: string, sound: string): string | null => {
    bySound ??= Map.groupBy(spellings, (phrase) => soundsOf(phrase).join(" "));
    const candidates = bySound.get(sound) ?? [];
    const alike = candidates.find((candidate) => sharesCharacter(word, candidate));
    // Asked last, since it takes longest.
    return alike === undefined || isKnown(word) ? null : alike;
  };

  return {
    in(text) {
      const found: LexiconExpansion[] = [];
      for (const [run] of foldText(text).matchAll(hanRuns)) {
        const sounds = soundsOf(run);
        if (sounds.length !== run.length) continue;
        for (let start = 0; start < run.length; ) {
          const match = longestMatch(run, sounds, start, meantBy);
          if (match === null) {
            start += 1;
            continue;
          }
          found.push({ term: match.term, form: match.word, weight: weightOf(match.word.length) });
          start += match.word.length;
        }
      }
      return found;
    },
  };
}

function longestMatch(
  run: string,
  sounds: readonly string[],
  start: number,
  meantBy: (word: string, sound: string) => string | null,
): { word: string; term: string } | null {
  for (let length = Math.min(longestPhrase, run.length - start); length >= shortestPhrase; length--) {
    const word = run.slice(start, start + length);
    const term = meantBy(word, sounds.slice(start, start + length).join(" "));
    if (term !== null) return { word, term };
  }
  return null;
}

/** Syllables without what many speakers, and voice input with them, do not tell apart: zh z, ch c, sh s, ing in, eng en. */
function soundsOf(text: string): string[] {
  return pinyin(text, { toneType: "none", type: "array" }).map((syllable) =>
    syllable.replace(/^([zcs])h/, "$1").replace(/(?<=[ie])ng$/, "n"),
  );
}

/** A slip leaves part of the word as it was; two words of wholly other characters are two words. */
function sharesCharacter(word: string, other: string): boolean {
  return Array.from(word).some((character, index) => other.charAt(index) === character);
}
