import type { Likeness, QuestionLikeness } from "../../search/asked-question-index.ts";
import type { LexiconExpansion } from "../../search/lexicon.ts";
import type { SearchHit } from "../../search/policy-search.ts";
import type { OtherMatter } from "../understanding/other-matters.ts";
import {
  coveredWeight,
  formFinder,
  type InverseDocumentFrequency,
  type ProvisionWording,
  totalWeight,
  weighPieces,
  wordingOf,
} from "./provision-wording.ts";

/** What tells one candidate of a question from another; 0 to 1, or -1 to 1. */
const wordFeatures = [
  "coverage",
  "textCoverage",
  "titleCoverage",
  "lexicalShare",
  "lexicalStrength",
  "vectorSimilarity",
  "vectorShare",
  "reciprocalRank",
  "expansionFound",
] as const;
const likenessFeatures = [
  "vote",
  "nearest",
  "nearestWording",
  "nearestMeaning",
  "wording",
  "meaning",
  "wordingLead",
  "meaningLead",
] as const satisfies readonly (keyof Likeness)[];

/** What tells a question that the best candidate answers from one that nothing here answers. */
const questionFeatures = ["unknownShare", "brevity", "focusCoverage", "otherMatter", "unsaid"] as const;
const unansweredFeatures = [
  "answeredOdds",
  "unansweredVote",
  "unansweredNearest",
  "unansweredWording",
  "unansweredMeaning",
  "nearestMargin",
  "wordingMargin",
  "meaningMargin",
] as const;

export type FeatureName =
  | (typeof wordFeatures)[number]
  | (typeof likenessFeatures)[number]
  | (typeof questionFeatures)[number]
  | (typeof unansweredFeatures)[number];
export type Features = Readonly<Record<FeatureName, number>> & {
  /** Whether people's questions are known of the candidate's document; where not, the features of likeness are 0. */
  readonly isAskedOf: boolean;
};

/** Whether or not people's questions are known of the document. */
export type Knowledge = "asked" | "unasked";

export const rankingFeatures: Readonly<Record<Knowledge, readonly FeatureName[]>> = {
  asked: [...wordFeatures, ...likenessFeatures],
  unasked: wordFeatures,
};
export const answerabilityFeatures: Readonly<Record<Knowledge, readonly FeatureName[]>> = {
  asked: [...wordFeatures, ...likenessFeatures, ...questionFeatures, ...unansweredFeatures],
  unasked: [...wordFeatures, ...questionFeatures],
};

export interface SoughtTopic {
  /** The question as it is asked. */
  readonly text: string;
  readonly topic: string;
  readonly focus: string;
  readonly expansions: readonly LexiconExpansion[];
  /** Matters named that these documents do not treat. */
  readonly otherMatters: readonly OtherMatter[];
}

export interface Findings {
  readonly hits: readonly SearchHit[];
  /** By document id. */
  readonly likeness: ReadonlyMap<string, QuestionLikeness>;
}

const noLikeness: Likeness = {
  vote: 0,
  nearest: 0,
  nearestWording: 0,
  nearestMeaning: 0,
  wording: 0,
  meaning: 0,
  wordingLead: 0,
  meaningLead: 0,
};
/** @returns the features as trees take them. */
export function valuesOf(features: Features, names: readonly FeatureName[]): Float64Array {
  return Float64Array.from(names, (name) => features[name]);
}

/** Log odds beyond these are as sure as it gets. */
const sureOdds = { unsaid: 4, answered: 8 };

/** @param odds as `oddsBeyondWording` gives them. */
export function unsaidFeature(odds: number): number {
  return shareOf(odds, sureOdds.unsaid);
}

function shareOf(odds: number, sure: number): number {
  return Math.max(-1, Math.min(1, odds / sure));
}

/** @returns features per hit, in their order; `unsaid`, which takes longest, is left to be added to the best. */
export function featuresOf(
  sought: SoughtTopic,
  { hits, likeness }: Findings,
  wordings: ReadonlyMap<string, ProvisionWording>,
  idf: InverseDocumentFrequency,
): Features[] {
  const formsIn = formFinder(sought.expansions);
  const pieces = weighPieces(sought.topic, idf);
  const total = totalWeight(pieces);
  const focusPieces = weighPieces(sought.focus, idf);
  const topLexical = Math.max(1e-9, ...hits.map(({ explanation }) => explanation.lexical?.score ?? 0));
  const topVector = Math.max(1e-9, ...hits.map(({ explanation }) => explanation.vector?.score ?? 0));
  const unknownWeight = totalWeight(pieces.filter(({ isUnknown }) => isUnknown));
  return hits.map(({ document, provision, explanation }) => {
    const wording = wordings.get(provision.id) ?? wordingOf(provision, []);
    const forms = formsIn(wording.text);
    const share = (text: string): number => (total === 0 ? 0 : coveredWeight(pieces, text, forms) / total);
    const lexical = explanation.lexical?.score ?? 0;
    const vector = Math.max(0, explanation.vector?.score ?? 0);
    const asked = likeness.get(document.id);
    const like = asked?.provisions.get(provision.id) ?? noLikeness;
    const unlike = asked?.unanswered.likeness ?? noLikeness;
    return {
      isAskedOf: asked !== undefined,
      coverage: share(wording.all),
      textCoverage: share(wording.text),
      titleCoverage: share(wording.title),
      lexicalShare: lexical / topLexical,
      lexicalStrength: Math.min(1, lexical / (2 * total + 1)),
      vectorSimilarity: vector,
      vectorShare: vector / topVector,
      reciprocalRank: 1 / explanation.fused.rank,
      expansionFound: Math.max(0, ...forms.map(({ weight }) => weight)),
      ...like,
      unknownShare: total === 0 ? 0 : unknownWeight / total,
      focusCoverage:
        coveredWeight(focusPieces, wording.all, forms) / Math.max(1e-9, totalWeight(focusPieces)),
      brevity: 1 / Math.max(1, pieces.length),
      otherMatter: sought.otherMatters.length > 0 ? 1 : 0,
      unsaid: 0,
      answeredOdds: shareOf(asked?.answeredOdds ?? 0, sureOdds.answered),
      unansweredVote: unlike.vote,
      unansweredNearest: unlike.nearest,
      unansweredWording: unlike.wording,
      unansweredMeaning: unlike.meaning,
      nearestMargin: like.nearest - unlike.nearest,
      wordingMargin: like.wording - unlike.wording,
      meaningMargin: like.meaning - unlike.meaning,
    };
  });
}
