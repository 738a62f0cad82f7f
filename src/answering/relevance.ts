import * as z from "zod";
import type { Provision } from "../domain/document.ts";
import type { Corpus } from "../ingest/load-corpus.ts";
import { foldText } from "../search/fold-text.ts";
import type { LexiconExpansion } from "../search/lexicon.ts";
import type { SearchHit } from "../search/policy-search.ts";
import modelData from "./relevance-model.json" with { type: "json" };
import type { OtherMatter } from "./understanding/other-matters.ts";

/** What tells one candidate of a question from another; each 0 to 1, so that learnt weights can be compared. */
export const rankingFeatures = [
  "coverage",
  "textCoverage",
  "titleCoverage",
  "askingSimilarity",
  "bestAskingCoverage",
  "lexicalShare",
  "lexicalStrength",
  "vectorSimilarity",
  "vectorShare",
  "reciprocalRank",
  "expansionFound",
] as const;

/** What tells a question that the best candidate answers from one that nothing here answers; each 0 to 1. */
export const answerabilityFeatures = [
  "coverage",
  "textCoverage",
  "titleCoverage",
  "askingSimilarity",
  "bestAskingCoverage",
  "lexicalStrength",
  "vectorSimilarity",
  "expansionFound",
  "unknownShare",
  "brevity",
  "focusCoverage",
  "otherMatter",
] as const;

export type FeatureName = (typeof rankingFeatures)[number] | (typeof answerabilityFeatures)[number];
export type Features = Readonly<Record<FeatureName, number>>;

const weightsOf = <Name extends FeatureName>(names: readonly Name[]) =>
  z.strictObject({
    intercept: z.number(),
    weights: z.strictObject(
      Object.fromEntries(names.map((name) => [name, z.number()])) as Record<Name, z.ZodNumber>,
    ),
  });
const probability = z.number().min(0).max(1);

const relevanceModelSchema = z.strictObject({
  description: z.string(),
  ranking: weightsOf(rankingFeatures),
  answerability: weightsOf(answerabilityFeatures),
  answerThreshold: probability.describe("Answerability from which a question is answered"),
  furtherThreshold: probability.describe(
    "Relevance from which a further candidate is cited beside the best one",
  ),
  furtherOddsShare: probability.describe(
    "Share of the best candidate's odds that a further one must reach too",
  ),
});
type RelevanceModel = z.infer<typeof relevanceModelSchema>;

export const relevanceModel: RelevanceModel = relevanceModelSchema.parse(modelData);

/** How probable it is that this candidate is among the provisions that answer. */
export function relevanceOf(features: Features): number {
  return logistic(rankingFeatures, relevanceModel.ranking, features);
}

/** @param features of the best candidate. @returns how probable it is that the question is answered at all. */
export function answerabilityOf(features: Features): number {
  return logistic(answerabilityFeatures, relevanceModel.answerability, features);
}

function logistic<Name extends FeatureName>(
  names: readonly Name[],
  model: { readonly intercept: number; readonly weights: Readonly<Record<Name, number>> },
  features: Features,
): number {
  const sum = names.reduce((total, name) => total + model.weights[name] * features[name], model.intercept);
  return 1 / (1 + Math.exp(-sum));
}

export interface SoughtTopic {
  readonly topic: string;
  readonly focus: string;
  readonly expansions: readonly LexiconExpansion[];
  /** Matters named that these documents do not treat. */
  readonly otherMatters: readonly OtherMatter[];
}

/** The provision as people find it: everything printed in it and how people ask for it, folded. */
export interface ProvisionWording {
  readonly title: string;
  readonly text: string;
  readonly askings: readonly { readonly text: string; readonly weight: number }[];
  readonly all: string;
}

type InverseDocumentFrequency = (term: string) => number;

export function wordingsOf(
  corpus: Corpus,
  idf: InverseDocumentFrequency,
): ReadonlyMap<string, ProvisionWording> {
  const provisions = corpus.documents.flatMap((document) => document.provisions);
  return new Map(
    provisions.map((provision) => [
      provision.id,
      wordingOf(provision, corpus.askings.get(provision.id) ?? [], idf),
    ]),
  );
}

function wordingOf(
  provision: Provision,
  askings: readonly string[],
  idf: InverseDocumentFrequency,
): ProvisionWording {
  const units = provision.units.map(({ name }) => name).join(" ");
  const text = foldText(`${provision.chapter ?? ""} ${provision.title} ${provision.text} ${units}`);
  const folded = askings.map(foldText);
  return {
    title: foldText(provision.title),
    text,
    askings: folded.map((asking) => ({ text: asking, weight: totalWeight(weighPieces(asking, idf)) })),
    all: [text, ...folded].join(" "),
  };
}

/** @param idf of a pair of characters or a word; highest for what no provision has. */
export function featuresOf(
  sought: SoughtTopic,
  hits: readonly SearchHit[],
  wordings: ReadonlyMap<string, ProvisionWording>,
  idf: InverseDocumentFrequency,
): Features[] {
  const pieces = weighPieces(foldText(sought.topic), idf);
  const total = totalWeight(pieces);
  const focusPieces = weighPieces(foldText(sought.focus), idf);
  const topLexical = Math.max(1e-9, ...hits.map(({ explanation }) => explanation.lexical?.score ?? 0));
  const topVector = Math.max(1e-9, ...hits.map(({ explanation }) => explanation.vector?.score ?? 0));
  return hits.map(({ provision, explanation }) => {
    const wording = wordings.get(provision.id) ?? wordingOf(provision, [], idf);
    const forms = formsFoundIn(sought.expansions, wording.text);
    const share = (text: string, found: readonly LexiconExpansion[]): number =>
      total === 0 ? 0 : coveredWeight(pieces, text, found) / total;
    const askings = wording.askings.map(({ text, weight }) => {
      const covered = coveredWeight(pieces, text, []);
      return {
        share: total === 0 ? 0 : covered / total,
        similarity: (2 * covered) / Math.max(1e-9, total + weight),
      };
    });
    const lexical = explanation.lexical?.score ?? 0;
    const vector = Math.max(0, explanation.vector?.score ?? 0);
    return {
      coverage: share(wording.all, forms),
      textCoverage: share(wording.text, forms),
      titleCoverage: share(wording.title, forms),
      askingSimilarity: Math.min(1, Math.max(0, ...askings.map(({ similarity }) => similarity))),
      bestAskingCoverage: Math.max(0, ...askings.map((asking) => asking.share)),
      lexicalShare: lexical / topLexical,
      lexicalStrength: Math.min(1, lexical / (2 * total + 1)),
      vectorSimilarity: vector,
      vectorShare: vector / topVector,
      reciprocalRank: 1 / explanation.fused.rank,
      expansionFound: Math.max(0, ...forms.map(({ weight }) => weight)),
      unknownShare: total === 0 ? 0 : totalWeight(pieces.filter(({ isUnknown }) => isUnknown)) / total,
      focusCoverage:
        coveredWeight(focusPieces, wording.all, forms) / Math.max(1e-9, totalWeight(focusPieces)),
      brevity: 1 / Math.max(1, pieces.length),
      otherMatter: sought.otherMatters.length > 0 ? 1 : 0,
    };
  });
}

/** How much of a topic a text holds, 0 to 1, each word by how rare it is; a form counts when its term is there. */
export function topicCoverage(
  sought: Pick<SoughtTopic, "topic" | "expansions">,
  text: string,
  idf: InverseDocumentFrequency,
): number {
  const folded = foldText(text);
  const pieces = weighPieces(foldText(sought.topic), idf);
  const total = totalWeight(pieces);
  return total === 0 ? 0 : coveredWeight(pieces, folded, formsFoundIn(sought.expansions, folded)) / total;
}

interface Piece {
  readonly text: string;
  readonly weight: number;
  /** Beyond any provision's vocabulary. */
  readonly isUnknown: boolean;
}

const runs = /(?<han>\p{Script=Han}+)|[\p{L}\p{N}.%]+/gu;
const neverSeen = "\u{10ffff}";

function weighPieces(text: string, idf: InverseDocumentFrequency): Piece[] {
  const highest = idf(neverSeen);
  return [...text.matchAll(runs)].flatMap((match) => {
    const run = match[0];
    const texts =
      match.groups?.["han"] === undefined || run.length === 1
        ? [run]
        : Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2));
    return texts.map((piece) => ({ text: piece, weight: idf(piece), isUnknown: idf(piece) >= highest }));
  });
}

function formsFoundIn(expansions: readonly LexiconExpansion[], text: string): LexiconExpansion[] {
  return expansions.filter(({ term }) => text.includes(foldText(term)));
}

function covered(piece: Piece, text: string, forms: readonly LexiconExpansion[]): number {
  if (text.includes(piece.text)) return 1;
  return Math.max(0, ...forms.map(({ form, weight }) => (form.includes(piece.text) ? weight : 0)));
}

function coveredWeight(pieces: readonly Piece[], text: string, forms: readonly LexiconExpansion[]): number {
  return pieces.reduce((sum, piece) => sum + piece.weight * covered(piece, text, forms), 0);
}

function totalWeight(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { weight }) => sum + weight, 0);
}
