import { pinyin } from "pinyin-pro";
import { foldText } from "../../search/fold-text.ts";
import { termHash } from "../../search/term-hash.ts";

/** Reads what is typed in pinyin, dianti or dian ti, as the words that people who ask here use for that sound. */
export interface PinyinReading {
  /** @returns the text with pinyin read; what is no pinyin, or of words nobody uses, stays as it is. */
  in(text: string): string;
}

const longestWord = 4;
/** A word that few have used is more likely two halves of others. */
const usersEnough = { character: 60, word: 4 };
/** Letters, perhaps with spaces, apostrophes or tone numbers between syllables; fewer may be an abbreviation. */
const latinRuns = /[a-zü]{1,6}(?:[ '\d]{0,2}[a-zü]{1,6})+|[a-zü]{4,}/giu;
const betweenSyllables = /[ '\d]/gu;
const shortestRun = 4;
const longestRun = 200;
const hanRuns = /\p{Script=Han}+/gu;
const sieveSlots = 2 ** 20;

interface Word {
  readonly text: string;
  /** Fewer and commoner words are likelier. */
  readonly cost: number;
}

/** @param texts what people ask and documents say. */
export function createPinyinReading(texts: readonly string[]): PinyinReading {
  // Made with the first question that needs it: sounding out thousands of words would keep the start waiting.
  let wordBySound: ReadonlyMap<string, Word> | null = null;
  return {
    in(text) {
      return text.replace(latinRuns, (run) => {
        const letters = run.toLowerCase().replace(betweenSyllables, "");
        if (letters.length < shortestRun || letters.length > longestRun) return run;
        wordBySound ??= wordsBySound(texts);
        return likeliest(letters, wordBySound) ?? run;
      });
    },
  };
}

/** Per word that enough use, how many do. */
function usersOf(texts: readonly string[]): Map<string, number> {
  const enough = (word: string): number => (word.length === 1 ? usersEnough.character : usersEnough.word);
  // Of half a million words few are used again. Counted by their hashes first, which gives too many rather than too
  // few and stops at 255, most never have to be held.
  const atMost = new Uint8ClampedArray(sieveSlots);
  const slotOf = (word: string): number => termHash(word) % sieveSlots;
  for (const text of texts) {
    for (const word of wordsIn(text)) atMost[slotOf(word)] = (atMost[slotOf(word)] ?? 0) + 1;
  }
  const users = new Map<string, number>();
  for (const text of texts) {
    const words = wordsIn(text).filter((word) => (atMost[slotOf(word)] ?? 0) >= enough(word));
    for (const word of new Set(words)) users.set(word, (users.get(word) ?? 0) + 1);
  }
  for (const [word, count] of users) {
    if (count < enough(word)) users.delete(word);
  }
  return users;
}

function wordsBySound(texts: readonly string[]): Map<string, Word> {
  const bySound = new Map<string, Word>();
  for (const [text, count] of usersOf(texts)) {
    const sound = pinyin(text, { toneType: "none", type: "array", v: true }).join("");
    const cost = 1 + 1 / (1 + Math.log(count));
    const known = bySound.get(sound);
    if (known === undefined || cost < known.cost) bySound.set(sound, { text, cost });
  }
  return bySound;
}

function wordsIn(text: string): string[] {
  return [...foldText(text).matchAll(hanRuns)].flatMap(([run]) =>
    Array.from({ length: run.length }, (_, start) =>
      Array.from({ length: Math.min(longestWord, run.length - start) }, (__, extra) =>
        run.slice(start, start + extra + 1),
      ),
    ).flat(),
  );
}

const longestSound = longestWord * 6;

/** The words of least cost that sound like all of the letters (Viterbi 1967); null where none do. */
function likeliest(letters: string, wordBySound: ReadonlyMap<string, Word>): string | null {
  const best: ({ readonly cost: number; readonly text: string } | null)[] = [{ cost: 0, text: "" }];
  for (let end = 1; end <= letters.length; end++) {
    let found: { cost: number; text: string } | null = null;
    for (let start = Math.max(0, end - longestSound); start < end; start++) {
      const before = best[start];
      const word = wordBySound.get(letters.slice(start, end));
      if (before == null || word === undefined) continue;
      const cost = before.cost + word.cost;
      if (found === null || cost < found.cost) found = { cost, text: before.text + word.text };
    }
    best[end] = found;
  }
  return best[letters.length]?.text ?? null;
}
