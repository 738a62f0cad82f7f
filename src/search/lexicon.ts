import * as z from "zod";
import { TiaowenError } from "../domain/errors.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { foldText } from "./fold-text.ts";
import { PhraseMatcher } from "./phrase-matcher.ts";
import type { Expansion } from "./policy-search.ts";

const phraseSchema = z
  .string()
  .min(1)
  .max(60)
  .refine((phrase) => foldText(phrase) !== "", "has no visible character");

export const lexiconEntrySchema = z.strictObject({
  term: phraseSchema.describe("As documents say it: 高新技术企业"),
  forms: z.array(phraseSchema).min(1).describe("As people say it: 高企"),
  relation: z
    .enum(["same", "narrower", "related"])
    .describe("same: interchangeable; narrower: the form is a kind of the term; related: worth a look"),
  unless: z
    .array(phraseSchema)
    .optional()
    .describe("Longer words that contain a form by accident and do not mean it: 提高企业 contains 高企"),
  note: z.string().min(1).optional(),
});
export type LexiconEntry = z.infer<typeof lexiconEntrySchema>;

export const lexiconSchema = z.strictObject({ entries: z.array(lexiconEntrySchema) });

export interface LexiconExpansion extends Expansion {
  /** The words of the text that imply the term, folded. */
  readonly form: string;
}

export interface Lexicon {
  readonly fingerprint: string;
  /** Every form and term, folded, once. */
  readonly phrases: readonly string[];
  /**
   * The terms that a text implies without saying them, strongest first. Chains are followed (稳岗补贴 → 稳岗返还 →
   * 失业保险); a term that the text itself contains is left out.
   */
  expand(text: string): LexiconExpansion[];
  /**
   * The forms and terms that stand in a folded text, once per occurrence, each with the terms it is the same as, so
   * that two texts meet whichever form each uses.
   */
  termsIn(foldedText: string): string[];
}

const relationWeights = { same: 1, narrower: 0.7, related: 0.4 } as const;

/** Longest chain of forms and terms; further away, words no longer mean what the question asks. */
const longestChain = 3;

interface Implication {
  readonly term: string;
  readonly relation: LexiconEntry["relation"];
}

type Implications = ReadonlyMap<string, readonly Implication[]>;

/**
 * @param json the content of a lexicon file.
 * @param at its name, for messages.
 * @throws TiaowenError `configuration_invalid` that names the entry at fault.
 */
export function parseLexicon(json: string, at = "corpus/lexicon.json"): Lexicon {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new TiaowenError("configuration_invalid", `${at} is not JSON: ${String(cause)}`, { at, cause });
  }
  const parsed = lexiconSchema.safeParse(value);
  if (!parsed.success) {
    throw new TiaowenError("configuration_invalid", `${at}: ${z.prettifyError(parsed.error)}`, {
      at,
      cause: parsed.error,
    });
  }
  return createLexicon(parsed.data.entries, at);
}

/** @throws TiaowenError `configuration_invalid` for a pair given twice or a term that is narrower than itself. */
export function createLexicon(entries: readonly LexiconEntry[], at = "lexicon"): Lexicon {
  const implications = implicationsOf(entries, at);
  refuseNarrowerCycles(implications, at);

  const terms = new Map(entries.map((entry) => [foldText(entry.term), entry.term]));
  const meaningful = new Set([...implications.keys(), ...terms.keys()]);
  const accidents = entries.flatMap((entry) => (entry.unless ?? []).map(foldText));
  const phrases = [...meaningful, ...accidents];
  const matcher = new PhraseMatcher(phrases);
  const phrasesIn = (folded: string): string[] =>
    matcher.find(folded).map((match) => phrases[match.phrase] ?? "");
  const interchangeable = new Map(
    [...meaningful].map((phrase) => [phrase, interchangeableWith(phrase, implications)]),
  );

  return {
    fingerprint: fingerprintOf(JSON.stringify(entries)),
    phrases: [...meaningful],
    expand(text) {
      const folded = foldText(text);
      const strongest = new Map<string, LexiconExpansion>();
      for (const form of phrasesIn(folded)) {
        for (const [term, weight] of impliedBy(form, implications)) {
          if (folded.includes(term) || weight <= (strongest.get(term)?.weight ?? 0)) continue;
          strongest.set(term, { term: terms.get(term) ?? term, weight, form });
        }
      }
      return [...strongest.values()].sort((one, other) => other.weight - one.weight);
    },
    termsIn: (folded) => phrasesIn(folded).flatMap((phrase) => interchangeable.get(phrase) ?? []),
  };
}

function implicationsOf(entries: readonly LexiconEntry[], at: string): Implications {
  const implications = new Map<string, Implication[]>();
  entries.forEach((entry, index) => {
    const term = foldText(entry.term);
    for (const rawForm of entry.forms) {
      const form = foldText(rawForm);
      const place = `${at} entries[${index}]`;
      if (form === term) {
        throw invalid(`${place}: 「${rawForm}」 is given as a form of itself`, place);
      }
      const known = implications.get(form) ?? [];
      if (known.some((implication) => implication.term === term)) {
        throw invalid(`${place}: 「${rawForm}」 is given twice as a form of 「${entry.term}」`, place);
      }
      implications.set(form, [...known, { term, relation: entry.relation }]);
    }
  });
  return implications;
}

/** Weights of all terms that a form leads to, each by its strongest chain. */
function impliedBy(form: string, implications: Implications): Map<string, number> {
  const weights = new Map<string, number>();
  let frontier = new Map([[form, 1]]);
  for (let step = 0; step < longestChain && frontier.size > 0; step++) {
    const next = new Map<string, number>();
    for (const [phrase, weight] of frontier) {
      for (const { term, relation } of implications.get(phrase) ?? []) {
        const chained = weight * relationWeights[relation];
        if (term === form || chained <= (weights.get(term) ?? 0)) continue;
        weights.set(term, chained);
        next.set(term, chained);
      }
    }
    frontier = next;
  }
  return weights;
}

/** The phrase itself and every term it is, by whatever chain, the same as. */
function interchangeableWith(phrase: string, implications: Implications): string[] {
  const reached = new Set([phrase]);
  for (const member of reached) {
    for (const { term, relation } of implications.get(member) ?? []) {
      if (relation === "same") reached.add(term);
    }
  }
  return [...reached];
}

/** A form that is a kind of its term, the term being, by whatever chain, a kind of the form, is a mistake. */
function refuseNarrowerCycles(implications: Implications, at: string): void {
  const isA = new Map<string, Set<string>>();
  const link = (from: string, to: string): void => {
    isA.set(from, (isA.get(from) ?? new Set()).add(to));
  };
  for (const [form, targets] of implications) {
    for (const { term, relation } of targets) {
      if (relation !== "related") link(form, term);
      if (relation === "same") link(term, form);
    }
  }
  for (const [form, targets] of implications) {
    for (const { term, relation } of targets) {
      if (relation !== "narrower") continue;
      const path = pathBetween(term, form, isA);
      if (path === null) continue;
      const cycle = [form, ...path].map((phrase) => `「${phrase}」`).join(" → ");
      throw invalid(`${at}: a term cannot be narrower than itself: ${cycle}`, at);
    }
  }
}

function pathBetween(
  from: string,
  to: string,
  edges: ReadonlyMap<string, ReadonlySet<string>>,
): string[] | null {
  const cameFrom = new Map<string, string | null>([[from, null]]);
  for (const [phrase] of cameFrom) {
    if (phrase === to) {
      const path: string[] = [];
      for (let step: string | null = to; step !== null; step = cameFrom.get(step) ?? null) path.unshift(step);
      return path;
    }
    for (const next of edges.get(phrase) ?? []) if (!cameFrom.has(next)) cameFrom.set(next, phrase);
  }
  return null;
}

function invalid(message: string, at: string): TiaowenError {
  return new TiaowenError("configuration_invalid", message, { at });
}
