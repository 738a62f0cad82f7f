/** A phrase found in a text, `[start, end)` in UTF-16 code units. */
export interface PhraseMatch {
  readonly start: number;
  readonly end: number;
  /** Position of the phrase in the list the matcher was made from. */
  readonly phrase: number;
}

interface TrieNode {
  readonly next: Map<number, TrieNode>;
  phrase: number;
}

/** Part of a word written in letters or digits that spaces would separate: matches never cut through one. */
const wordUnit = /[a-z0-9]/;

/**
 * Finds a fixed list of phrases in texts. What stands wholly inside a longer match is not reported, since the
 * longer phrase is what the text says (企业 inside 高新技术企业); matches that merely overlap are both reported.
 * Phrases and texts have to be folded alike (`foldText`). Latin letters and digits match as whole words.
 */
export class PhraseMatcher {
  readonly #root: TrieNode = { next: new Map(), phrase: -1 };

  constructor(phrases: readonly string[]) {
    phrases.forEach((phrase, index) => {
      let node = this.#root;
      for (let position = 0; position < phrase.length; position++) {
        const unit = phrase.charCodeAt(position);
        let child = node.next.get(unit);
        if (child === undefined) {
          child = { next: new Map(), phrase: -1 };
          node.next.set(unit, child);
        }
        node = child;
      }
      if (node !== this.#root && node.phrase === -1) node.phrase = index;
    });
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
    let node = this.#root.next.get(text.charCodeAt(start));
    if (node === undefined || cutsWord(text, start)) return null;
    let longest: PhraseMatch | null = null;
    for (let end = start + 1; node !== undefined; end++) {
      if (node.phrase !== -1 && !cutsWord(text, end)) longest = { start, end, phrase: node.phrase };
      node = end < text.length ? node.next.get(text.charCodeAt(end)) : undefined;
    }
    return longest;
  }
}

function cutsWord(text: string, boundary: number): boolean {
  if (boundary === 0 || boundary === text.length) return false;
  return wordUnit.test(text.charAt(boundary - 1)) && wordUnit.test(text.charAt(boundary));
}
