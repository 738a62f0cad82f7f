import * as z from "zod";
import type { Provision } from "../domain/document.ts";
import { foldText } from "../search/fold-text.ts";
import type { LexiconExpansion } from "../search/lexicon.ts";
import type { SearchHit } from "../search/policy-search.ts";
import modelData from "./relevance-model.json" with { type: "json" };

/** Each 0 to 1, so that the learnt weights can be compared and read. */
export const featureNames = [
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
  "unknownShare",
  "brevity",
] as const;
export type FeatureName = (typeof featureNames)[number];
export type Features = Readonly<Record<FeatureName, number>>;

const relevanceModelSchema = z.strictObject({
  description: z.string(),
  intercept: z.number(),
  weights: z.strictObject(
    Object.fromEntries(featureNames.map((name) => [name, z.number()])) as Record<FeatureName, z.ZodNumber>,
  ),
  /** Probability from which the best candidate is taken as an answer. */
  answerThreshold: z.number().min(0).max(1),
  /** Probability from which a further candidate is cited beside the best one. */
  furtherThreshold: z.number().min(0).max(1),
  /** A further candidate must also reach this share of the best one's odds. */
  furtherOddsShare: z.number().min(0).max(1),
});
export type RelevanceModel = z.infer<typeof relevanceModelSchema>;

export const relevanceModel: RelevanceModel = relevanceModelSchema.parse(modelData);

/** How probable it is that a provision answers: logistic regression over `Features`. */
export function relevanceOf(features: Features, model: RelevanceModel = relevanceModel): number {
  const sum = featureNames.reduce(
    (total, name) => total + model.weights[name] * features[name],
    model.intercept,
  );
  return 1 / (1 + Math.exp(-sum));
}

export interface SoughtTopic {
  readonly topic: string;
  readonly expansions: readonly LexiconExpansion[];
}

/** The provision as people find it: everything printed in it and how people ask for it, folded. */
export interface ProvisionWording {
  readonly title: string;
  readonly text: string;
  readonly askings: readonly string[];
}

export function wordingOf(provision: Provision, askings: readonly string[]): ProvisionWording {
  const units = provision.units.map(({ name }) => name).join(" ");
  return {
    title: foldText(provision.title),
    text: foldText(`${provision.chapter ?? ""} ${provision.title} ${provision.text} ${units}`),
    askings: askings.map(foldText),
  };
}

/** @param idf of a pair of characters or a word; highest for what no provision has. */
export function featuresOf(
  sought: SoughtTopic,
  hit: SearchHit,
  rivals: readonly SearchHit[],
  wording: ProvisionWording,
  idf: (term: string) => number,
): Features {
  const pieces = weighPieces(foldText(sought.topic), idf);
  const forms = formsFoundIn(sought.expansions, wording.text);
  const total = pieces.reduce((sum, { weight }) => sum + weight, 0);
  const share = (text: string, withForms: boolean): number =>
    total === 0
      ? 0
      : pieces.reduce((sum, piece) => sum + piece.weight * covered(piece, text, withForms ? forms : []), 0) /
        total;
  const askingShares = wording.askings.map((asking) => share(asking, false));
  const similarities = wording.askings.map((asking, index) => {
    const length = weighPieces(asking, idf).reduce((sum, { weight }) => sum + weight, 0);
    return total + length === 0 ? 0 : (2 * (askingShares[index] ?? 0) * total) / (total + length);
  });
  const { lexical, vector, fused } = hit.explanation;
  const topLexical = Math.max(1e-9, ...rivals.map((rival) => rival.explanation.lexical?.score ?? 0));
  const topVector = Math.max(1e-9, ...rivals.map((rival) => rival.explanation.vector?.score ?? 0));
  return {
    coverage: share(`${wording.text} ${wording.askings.join(" ")}`, true),
    textCoverage: share(wording.text, true),
    titleCoverage: share(wording.title, true),
    askingSimilarity: Math.min(1, Math.max(0, ...similarities)),
    bestAskingCoverage: Math.max(0, ...askingShares),
    lexicalShare: (lexical?.score ?? 0) / topLexical,
    lexicalStrength: Math.min(1, (lexical?.score ?? 0) / (2 * total + 1)),
    vectorSimilarity: Math.max(0, vector?.score ?? 0),
    vectorShare: Math.max(0, (vector?.score ?? 0) / topVector),
    reciprocalRank: 1 / fused.rank,
    expansionFound: Math.max(0, ...forms.map(({ weight }) => weight)),
    unknownShare: unknownShareOf(pieces),
    brevity: 1 / Math.max(1, pieces.length),
  };
}

/** How much of a topic a text holds, 0 to 1, each word by how rare it is; a form counts when its term is there. */
export function topicCoverage(sought: SoughtTopic, text: string, idf: (term: string) => number): number {
  const folded = foldText(text);
  const forms = formsFoundIn(sought.expansions, folded);
  const pieces = weighPieces(foldText(sought.topic), idf);
  const total = pieces.reduce((sum, { weight }) => sum + weight, 0);
  return total === 0
    ? 0
    : pieces.reduce((sum, piece) => sum + piece.weight * covered(piece, folded, forms), 0) / total;
}

interface Piece {
  readonly text: string;
  readonly weight: number;
  /** Beyond any provision's vocabulary. */
  readonly isUnknown: boolean;
}

const runs = /(?<han>\p{Script=Han}+)|[\p{L}\p{N}.%]+/gu;
const neverSeen = "\u{10ffff}";

function weighPieces(text: string, idf: (term: string) => number): Piece[] {
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

function unknownShareOf(pieces: readonly Piece[]): number {
  return pieces.length === 0 ? 0 : pieces.filter(({ isUnknown }) => isUnknown).length / pieces.length;
}
