import type { AnsweringServices } from "../../src/answering/answering-context.ts";
import { runSteps, startContext } from "../../src/answering/pipeline.ts";
import { type Features, featuresOf } from "../../src/answering/relevance/features.ts";
import { unsaidPieces } from "../../src/answering/relevance/unsaid-words.ts";
import { normaliseQuestion } from "../../src/answering/steps/normalise-question.ts";
import { retrieveProvisions } from "../../src/answering/steps/retrieve-provisions.ts";
import { understandQuestion } from "../../src/answering/steps/understand-question.ts";

/** A question with the provisions that answer it, none where nothing does. */
export interface JudgedQuestion {
  readonly question: string;
  readonly gold: ReadonlySet<string>;
  /** Neither right nor wrong: left out of what is learnt. */
  readonly acceptable: ReadonlySet<string>;
  /** Whose question it is: what is learnt from one source is tried on others. */
  readonly source: string;
}

export interface JudgedCandidate {
  readonly provisionId: string;
  /** Without `unsaid`, which is learnt after the ranking. */
  readonly features: Features;
  /** What the question says beyond this candidate's wording. */
  readonly unsaid: readonly string[];
}

export interface QuestionWithCandidates extends JudgedQuestion {
  readonly candidates: readonly JudgedCandidate[];
}

/**
 * The question with what the judge of evidence would see; null for questions that the document's structure answers,
 * that hold several, that are about another place or time, or that need no search.
 */
export async function findCandidates(
  judged: JudgedQuestion,
  services: AnsweringServices,
): Promise<QuestionWithCandidates | null> {
  const request = { question: judged.question, mode: "extractive" } as const;
  const context = await runSteps(startContext(request, services), [
    normaliseQuestion,
    understandQuestion,
    retrieveProvisions,
  ]);
  const { region, period } = context.question.outsideScope;
  const [only] = context.parts;
  if (only === undefined || context.parts.length > 1 || only.part.intent.kind !== "topic") return null;
  if (region !== null || period !== null) return null;
  const features = featuresOf(only.part, only, services.wordings, (term) => services.search.idf(term));
  const candidates = only.hits.flatMap(({ provision }, index): JudgedCandidate[] => {
    const found = features[index];
    const wording = services.wordings.get(provision.id)?.all ?? "";
    return found === undefined
      ? []
      : [{ provisionId: provision.id, features: found, unsaid: unsaidPieces(only.part.text, wording) }];
  });
  return { ...judged, candidates };
}
