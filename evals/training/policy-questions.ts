import type { PolicyDocument } from "../../src/domain/document.ts";
import type { LexiconEntry } from "../../src/search/lexicon.ts";
import { randomBelow, randomStream } from "./random.ts";

export interface PolicyText {
  readonly heading: string;
  readonly body: string;
}

/** A question with the text that answers it, both from the project's own data. */
export interface PolicyQuestion {
  readonly question: string;
  readonly text: number;
}

export interface PolicyMaterial {
  readonly texts: readonly PolicyText[];
  readonly askings: readonly PolicyQuestion[];
  readonly forms: readonly PolicyQuestion[];
}

/** Shorter forms stand in too many words by accident. */
const shortestReplaced = 2;

/**
 * What the documents, their ways of asking and the lexicon teach: asking → provision, sentence → provision,
 * form → term; and the same askings with a term or form exchanged for another of the same meaning.
 */
export function policyMaterial(
  documents: readonly PolicyDocument[],
  askings: ReadonlyMap<string, readonly string[]>,
  lexicon: readonly LexiconEntry[],
  seed: number,
): PolicyMaterial {
  const provisions = documents.flatMap((document) => document.provisions);
  const texts: PolicyText[] = provisions.map(({ chapter, title, text }) => ({
    heading: [chapter ?? "", title].filter((part) => part !== "").join("\n"),
    body: text === "" ? title : text,
  }));
  const synonyms = synonymLists(lexicon);
  const asked = provisions.flatMap(({ id, sentences }, text) => [
    ...(askings.get(id) ?? []).flatMap((question, index) => [
      { question, text },
      ...rephrased(question, synonyms, randomStream(seed, text, index)).map((other) => ({
        question: other,
        text,
      })),
    ]),
    ...sentences.map((sentence) => ({ question: sentence.text, text })),
  ]);
  const forms = lexicon.flatMap((entry, position) =>
    entry.forms.map((form) => ({ question: form, text: texts.length + position })),
  );
  return {
    texts: [...texts, ...lexicon.map(({ term }) => ({ heading: "", body: term }))],
    askings: asked,
    forms,
  };
}

/** Per form or term, what may stand in its place. */
function synonymLists(lexicon: readonly LexiconEntry[]): Map<string, string[]> {
  const lists = new Map<string, string[]>();
  for (const { term, forms, relation } of lexicon) {
    if (relation !== "same") continue;
    const group = [term, ...forms];
    for (const word of group) {
      if (word.length < shortestReplaced) continue;
      lists.set(word, [...(lists.get(word) ?? []), ...group.filter((other) => other !== word)]);
    }
  }
  return lists;
}

/** At most one rewording, of one word. */
function rephrased(
  question: string,
  synonyms: ReadonlyMap<string, readonly string[]>,
  random: () => number,
): string[] {
  const found = [...synonyms].filter(([word]) => question.includes(word));
  const chosen = found[randomBelow(random, found.length)];
  if (chosen === undefined) return [];
  const [word, others] = chosen;
  const other = others[randomBelow(random, others.length)];
  return other === undefined ? [] : [question.replace(word, other)];
}
