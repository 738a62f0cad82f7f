import * as z from "zod";
import type { ClauseKind } from "../domain/document.ts";
import data from "./kind-rules.json" with { type: "json" };

const fragments = z.array(z.string().min(1)).describe("Fragments of regular expressions");
const kind = z.enum(["support", "guarantee", "government_target", "service", "pass_through"]);

const kindRulesSchema = z.strictObject({
  titleWeight: z.number().describe("Share of a clause that a title counts for, when it names a kind"),
  threshold: z.number().describe("Share of a clause from which a kind that gives nothing decides"),
  rules: z
    .array(
      z.strictObject({
        kind,
        why: z.string().min(1),
        verbs: fragments.min(1),
        objects: fragments.describe("What one of follows the verb in the same part; none where empty"),
        with: fragments.describe("What one of stands anywhere in the part; none where empty"),
        unless: fragments,
      }),
    )
    .describe("The first that matches a part of a sentence names its kind"),
  titles: z.partialRecord(kind, fragments),
});

const { rules, titles, titleWeight, threshold } = kindRulesSchema.parse(data);

export const decidingShare: number = threshold;
export const shareOfTitle: number = titleWeight;

function anyOf(patterns: readonly string[]): string {
  return `(?:${patterns.join("|")})`;
}

const compiledRules = rules.map((rule) => ({
  kind: rule.kind,
  pattern: new RegExp(
    rule.objects.length === 0 ? anyOf(rule.verbs) : `${anyOf(rule.verbs)}.{0,200}?${anyOf(rule.objects)}`,
  ),
  required: rule.with.length === 0 ? null : new RegExp(anyOf(rule.with)),
  excluded: rule.unless.length === 0 ? null : new RegExp(anyOf(rule.unless)),
}));

const compiledTitles = Object.entries(titles).map(([name, patterns]) => ({
  kind: kind.parse(name),
  pattern: new RegExp(anyOf(patterns)),
}));

/** What a part of a sentence, between two commas, does by its words; null where no rule speaks. */
export function kindOfPart(part: string): ClauseKind | null {
  const rule = compiledRules.find(
    ({ pattern, required, excluded }) =>
      pattern.test(part) && (required?.test(part) ?? true) && !(excluded?.test(part) ?? false),
  );
  return rule?.kind ?? null;
}

export function kindOfTitle(title: string): ClauseKind | null {
  return compiledTitles.find(({ pattern }) => pattern.test(title))?.kind ?? null;
}

/** What can be claimed comes before what is done for all, that before what is secured, carried out or aimed at. */
export const kindsByPrecedence: readonly ClauseKind[] = [
  "support",
  "service",
  "guarantee",
  "pass_through",
  "government_target",
];

/** A part of a sentence with where it starts in it; commas inside brackets, quotation and title marks do not part it. */
export interface SentencePart {
  readonly text: string;
  readonly start: number;
  /** The mark that ends it: a comma, a semicolon, a full stop or nothing. */
  readonly mark: string;
}

const opening = "([（【《“「〔";
const closing = ")]）】》”」〕";

export function partsOfSentence(text: string): SentencePart[] {
  const parts: SentencePart[] = [];
  let start = 0;
  let depth = 0;
  for (let position = 0; position <= text.length; position += 1) {
    const character = text.charAt(position);
    if (character !== "" && opening.includes(character)) depth += 1;
    if (character !== "" && closing.includes(character)) depth = Math.max(0, depth - 1);
    const endsPhrase = character === "" || "。;；\n".includes(character);
    if (!endsPhrase && (depth > 0 || !",，:：".includes(character))) continue;
    depth = 0;
    const part = text.slice(start, position);
    if (part.trim() !== "") parts.push({ text: part, start, mark: character });
    start = position + 1;
  }
  return parts;
}
