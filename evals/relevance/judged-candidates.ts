import type { AnsweringServices } from "../../src/answering/answering-context.ts";
import { runSteps, startContext } from "../../src/answering/pipeline.ts";
import { type Features, featuresOf } from "../../src/answering/relevance.ts";
import { normaliseQuestion } from "../../src/answering/steps/normalise-question.ts";
import { retrieveProvisions } from "../../src/answering/steps/retrieve-provisions.ts";
import { understandQuestion } from "../../src/answering/steps/understand-question.ts";

/** A question with the provisions that answer it, none where nothing does. */
export interface JudgedQuestion {
  readonly question: string;
  readonly gold: ReadonlySet<string>;
  /** Neither right nor wrong: left out of what is learnt. */
  readonly acceptable: ReadonlySet<string>;
}

export interface JudgedCandidate {
  readonly provisionId: string;
  readonly features: Features;
}

/**
 * What the judge of evidence would see for a question that is about one topic; null for questions that the
 * document's structure answers, that hold several, or that need no search.
 */
export async function candidatesOf(
  question: string,
  services: AnsweringServices,
): Promise<JudgedCandidate[] | null> {
  const context = await runSteps(startContext({ question, mode: "extractive" }, services), [
    normaliseQuestion,
    understandQuestion,
    retrieveProvisions,
  ]);
  const [only] = context.parts;
  if (only === undefined || context.parts.length > 1 || only.part.intent.kind !== "topic") return null;
  const features = featuresOf(only.part, only.hits, services.wordings, (term) => services.search.idf(term));
  return only.hits.flatMap((hit, index): JudgedCandidate[] => {
    const found = features[index];
    return found === undefined ? [] : [{ provisionId: hit.provision.id, features: found }];
  });
}
