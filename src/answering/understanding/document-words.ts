import * as z from "zod";
import documentIntentData from "./document-intents.json" with { type: "json" };
import { LatestReadings } from "./latest-readings.ts";
import { blankMarked, markMatches } from "./mark-matches.ts";
import type { Aspect } from "./question.ts";
import { readFrames } from "./question-frames.ts";

/**
 * Groups of words with which people speak of a document, as opposed to what it is about. A word may be in several;
 * `say` only takes words out that decide nothing.
 */
const wordClasses = [
  "document",
  "definite",
  "clause",
  "clauseWord",
  "clauseCount",
  "part",
  "unit",
  "lead",
  "duty",
  "together",
  "howMany",
  "which",
  "whichOne",
  "plural",
  "who",
  "where",
  "when",
  "either",
  "numbersOnly",
  "each",
  "extreme",
  "total",
  "overlap",
  "mismatch",
  "sum",
  "fiscal",
  "money",
  "spend",
  "enumerate",
  "summary",
  "contents",
  "say",
  "purpose",
  "audience",
  "basis",
  "upper",
  "older",
  "conflict",
  "abolish",
  "inForce",
  "inUse",
  "docNumber",
  "issue",
  "issueDate",
  "issuer",
  "extension",
  "ownTerm",
  "support",
  "target",
] as const;
export type WordClass = (typeof wordClasses)[number];

const pattern = z.string().min(1);
const patterns = z.array(pattern).min(1);
const wordClass = z.enum(wordClasses);
/** `unit|who`: one of these. */
const alternatives = z
  .string()
  .transform((text) => text.split("|"))
  .pipe(z.array(wordClass));

const documentIntentsSchema = z.strictObject({
  words: z.record(wordClass, patterns),
  /** What says nothing of the topic where the rest of a question speaks of the document. */
  fillers: patterns,
  /** Words of chapter titles that name no chapter by themselves. */
  titleWords: z.array(z.string().min(2)),
  /** What support is called by those who ask for it, and how documents print it. */
  supportKinds: z.array(
    z.strictObject({ name: z.string().min(2), asked: patterns, printed: z.array(z.string().min(2)).min(1) }),
  ),
  /** The first whose words are all there, and none of the others, is what a question asks of the document. */
  intents: z.array(
    z.strictObject({
      intent: z.enum([
        "lead_units",
        "unit_list",
        "clause_count",
        "budget_total",
        "basis",
        "issuer",
        "issue_date",
        "overview",
      ]),
      all: z.array(alternatives).min(1),
      none: z.array(wordClass).default([]),
    }),
  ),
});

const data = documentIntentsSchema.parse(documentIntentData);
export const { intents: documentIntentRules, titleWords, supportKinds } = data;

const classPatterns = wordClasses.map((name) => ({ name, expressions: compile(data.words[name]) }));
const kindPatterns = supportKinds.map(({ name, asked }) => ({
  name,
  expressions: compile(asked.map((words) => `(?:${words})(?:类|性质)?(?:的)?(?:事项|项目)?`)),
}));
const fillerPatterns = compile(data.fillers);

export interface DocumentReading {
  readonly words: ReadonlySet<WordClass>;
  /** Names of kinds of support, in the order of the data. */
  readonly supportKinds: readonly string[];
  /** What is left when the words about the document are taken out, pieces joined by one space. */
  readonly remainder: string;
  /** The same without words that say nothing of a topic. */
  readonly topic: string;
  /** What is left wants to know this. */
  readonly aspects: ReadonlySet<Aspect>;
}

/**
 * Reads a question as one about the document itself.
 * @param names what else adds nothing to a topic: the document's region, a unit that is asked about
 */
export function readDocumentWords(text: string, names: readonly string[]): DocumentReading {
  return latestReadings.of(
    names.reduce((rest, name) => rest.replaceAll(name, " ".repeat(name.length)), text),
  );
}

const latestReadings = new LatestReadings((plain: string): DocumentReading => {
  const isCovered = new Uint8Array(plain.length);
  const found = classPatterns.filter(({ expressions }) => markMatches(plain, expressions, isCovered));
  const kinds = kindsAskedFor(plain, isCovered);
  const rest = blankMarked(plain, isCovered);
  const { aspects, topic: remainder } = readFrames(rest);
  const withoutFillers = fillerPatterns.reduce((words, filler) => words.replace(filler, " "), remainder);
  return {
    words: new Set(found.map(({ name }) => name)),
    supportKinds: kinds.map(({ name }) => name),
    remainder,
    topic: withoutFillers.replace(/ +/gu, " ").trim(),
    aspects,
  };
});

/** 税收优惠 is no 优惠 besides: what one kind is named by names no other. */
function kindsAskedFor(text: string, isCovered: Uint8Array): { readonly name: string }[] {
  let rest = text;
  return kindPatterns.filter(({ expressions }) => {
    const isKind = new Uint8Array(rest.length);
    const found = markMatches(rest, expressions, isKind);
    isKind.forEach((isSet, at) => {
      if (isSet === 1) isCovered[at] = 1;
    });
    rest = blankMarked(rest, isKind);
    return found;
  });
}

function compile(sources: readonly string[]): RegExp[] {
  return sources.map((source) => new RegExp(source, "gu"));
}
