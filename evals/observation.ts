import type { Answer, AnswerStatus } from "../src/domain/answer.ts";
import type { RankExplanation } from "../src/domain/ask.ts";
import type { Question } from "./question.ts";
import type { Trace } from "./trace.ts";

/** The part of an answer that is scored. `failed`: the system threw. */
export interface ObservedAnswer
  extends Pick<Answer, "reason" | "answer" | "citations" | "responsibleUnits" | "validity"> {
  readonly status: AnswerStatus | "failed";
}

export interface Ranked {
  readonly clauseId: string;
  /** Null where the system does not explain its ranking. */
  readonly explanation: RankExplanation | null;
}

/** What one system did with one question. */
export interface Observation {
  readonly question: Question;
  readonly answer: ObservedAnswer;
  /** What was retrieved, best first; null when nothing was searched for. */
  readonly ranked: readonly Ranked[] | null;
  /** Null where the system shows nothing of its way. */
  readonly trace: Trace | null;
  readonly milliseconds: number;
  /** What the system threw instead of answering, else null. */
  readonly failure: string | null;
}

export function citedIds(observation: Observation): Set<string> {
  return new Set(observation.answer.citations.map((citation) => citation.clauseId));
}
