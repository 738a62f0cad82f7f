import type { JudgedCandidate, QuestionWithCandidates } from "../../../evals/relevance/judged-candidates.ts";
import type { Features } from "../../../src/answering/relevance/features.ts";
import { madeUpFeatures } from "../../answering/relevance/made-up-features.ts";

export function madeUpCandidate(
  provisionId: string,
  features: Partial<Features>,
  unsaid: readonly string[] = [],
): JudgedCandidate {
  return { provisionId, features: madeUpFeatures(features), unsaid };
}

export function madeUpQuestion(
  question: string,
  source: string,
  gold: readonly string[],
  candidates: readonly JudgedCandidate[],
  acceptable: readonly string[] = [],
): QuestionWithCandidates {
  return { question, source, gold: new Set(gold), acceptable: new Set(acceptable), candidates };
}
