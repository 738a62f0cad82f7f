/** A phrase found in a text, `[start, end)` in UTF-16 code units. */
export interface PhraseMatch {
  readonly start: number;
  readonly end: number;
  /** Position of the phrase in the list the matcher was made from. */
  readonly phrase: number;
}

/** Part of a word written in letters or digits that spaces would separate: matches never cut through one. */
const wordUnit = /[a-z0-9]/;

/**
 * Finds a fixed list of phrases in texts. What stands wholly inside a longer match is not reported, since the
 * longer phrase is what the text says (企业 inside 高新技术企业); matches that merely overlap are both reported.
 * Phrases and texts have to be folded alike (`foldText`). Latin letters and digits match as whole words.
 */
export class PhraseMatcher {
  readonly #trie: Trie;

  constructor(phrases: readonly string[]) {
    this.#trie = new Trie(phrases);
  }

  /** Matches in reading order. */
  find(text: string): PhraseMatch[] {
    const matches: PhraseMatch[] = [];
    let furthestEnd = 0;
    for (let start = 0; start < text.length; start++) {
      const match = this.#longestAt(text, start);
      if (match === null || match.end <= furthestEnd) continue;
      furthestEnd = match.end;
      matches.push(match);
    }
    return matches;
  }

  #longestAt(text: string, start: number): PhraseMatch | null {
    let node = this.#trie.child(root, text.charCodeAt(start));
    if (node === noNode || cutsWord(text, start)) return null;
    let longest: PhraseMatch | null = null;
    for (let end = start + 1; node !== noNode; end++) {
      const phrase = this.#trie.phraseAt(node);
      if (phrase >= 0 && !cutsWord(text, end)) longest = { start, end, phrase };
      node = end < text.length ? this.#trie.child(node, text.charCodeAt(end)) : noNode;
    }
    return longest;
  }
}

const root = 0;
const noNode = -1;

/**
 * Beginnings of phrases, a number each, in one table from a beginning and the code unit after it to the longer
 * beginning. Objects and Maps for twenty thousand of them would take four megabytes.
 */
class Trie {
  /** Open addressing, a power of two long: what comes before, the unit after it, and the number + 1; 0 where empty. */
  readonly #parents: Uint32Array;
  readonly #units: Uint16Array;
  readonly #children: Uint32Array;
  /** By number, position of the phrase that ends there + 1; 0 where none does. */
  readonly #phrases: Uint32Array;

  constructor(phrases: readonly string[]) {
    const most = phrases.reduce((sum, { length }) => sum + length, 1);
    // At most half full, so that a look-up ends after one or two steps.
    const slots = 2 ** Math.ceil(Math.log2(2 * most));
    this.#parents = new Uint32Array(slots);
    this.#units = new Uint16Array(slots);
    this.#children = new Uint32Array(slots);
    const phraseOf = new Uint32Array(most);
    let count = 1;
    phrases.forEach((phrase, index) => {
      let node = root;
      for (let position = 0; position < phrase.length; position++) {
        const unit = phrase.charCodeAt(position);
        const slot = this.#slotOf(node, unit);
        if (this.#children[slot] === 0) {
          this.#parents[slot] = node;
          this.#units[slot] = unit;
          this.#children[slot] = ++count;
        }
        node = (this.#children[slot] ?? 0) - 1;
      }
      if (node !== root && phraseOf[node] === 0) phraseOf[node] = index + 1;
    });
    this.#phrases = phraseOf.slice(0, count);
  }

  child(node: number, unit: number): number {
    return (this.#children[this.#slotOf(node, unit)] ?? 0) - 1;
  }

  /** -1 where none ends. */
  phraseAt(node: number): number {
    return (this.#phrases[node] ?? 0) - 1;
  }

  /** Where the child stands, or would stand. */
  #slotOf(node: number, unit: number): number {
    const hash = Math.imul(Math.imul(node, 0x9e3779b1) ^ unit, 0x85ebca6b);
    let slot = (hash ^ (hash >>> 15)) & (this.#children.length - 1);
    while (this.#children[slot] !== 0 && (this.#parents[slot] !== node || this.#units[slot] !== unit)) {
      slot = (slot + 1) & (this.#children.length - 1);
    }
    return slot;
  }
}

function cutsWord(text: string, boundary: number): boolean {
  if (boundary === 0 || boundary === text.length) return false;
  return wordUnit.test(text.charAt(boundary - 1)) && wordUnit.test(text.charAt(boundary));
}
