import {
  type DecisionTrees,
  type Judge,
  judgeByTrees,
} from "../../src/answering/relevance/decision-trees.ts";
import {
  answerabilityFeatures,
  type Features,
  type Knowledge,
  rankingFeatures,
  unsaidFeature,
  valuesOf,
} from "../../src/answering/relevance/features.ts";
import { oddsByUnsaid, type UnsaidWords } from "../../src/answering/relevance/unsaid-words.ts";
import { chooseThresholds, isAnsweredBy, type RankedQuestion } from "./choose-thresholds.ts";
import { type Example, fitTrees } from "./gradient-boosting.ts";
import type { JudgedCandidate, QuestionWithCandidates } from "./judged-candidates.ts";
import { learnUnsaidWords, type WordExample } from "./learn-unsaid-words.ts";

export interface Judgement {
  readonly ranking: DecisionTrees;
  readonly answerability: DecisionTrees;
  readonly answerThreshold: number;
  readonly furtherThreshold: number;
  readonly furtherOddsShare: number;
}

export interface LearntJudgement {
  readonly judgement: Judgement;
  /** Learnt from all questions. */
  readonly words: UnsaidWords;
  /** Each question as a judgement sees it that has learnt nothing from its source. */
  readonly unseen: readonly (RankedQuestion & QuestionWithCandidates)[];
}

/** A best candidate that misses is better not shown, but no sign that nothing answers. */
const missWeight = 0.5;
const answerabilitySettings = { trees: 100, depth: 3 };

interface Ordered {
  readonly question: QuestionWithCandidates;
  /** Most probable first. */
  readonly ranked: readonly { readonly candidate: JudgedCandidate; readonly probability: number }[];
}

/**
 * Learns to rank candidates, then what unsaid words mean, then whether the best candidate answers: each from what the
 * step before makes of sources that it has not seen.
 * @param parts of the questions; the questions of a source are all in one part
 * @param falseRefusals share of what could be answered rightly that may be refused
 * @param progress told after each of the steps on each of the parts
 */
export function learnJudgement(
  parts: readonly (readonly QuestionWithCandidates[])[],
  knowledge: Knowledge,
  falseRefusals: number,
  progress: () => void,
): LearntJudgement {
  const others = (part: number): QuestionWithCandidates[] =>
    parts.flatMap((own, at) => (at === part ? [] : own));
  const ordered = parts.map((questions, part) => {
    const relevanceOf = judgeByTrees(learnRanking(others(part), knowledge));
    progress();
    return questions.map((question) => order(question, relevanceOf, knowledge));
  });
  const withOdds = ordered.map((questions, part) => {
    const oddsOf = oddsByUnsaid(learnWords(ordered.flatMap((own, at) => (at === part ? [] : own))));
    progress();
    return questions.map((question) => ({
      ...question,
      odds: oddsOf(question.ranked[0]?.candidate.unsaid ?? []),
    }));
  });
  const unseen = withOdds.flatMap((questions, part) => {
    const answerabilityOf = judgeByTrees(
      learnAnswerability(
        withOdds.flatMap((own, at) => (at === part ? [] : own)),
        knowledge,
      ),
    );
    progress();
    return questions.map((question) => toRanked(question, answerabilityOf, knowledge));
  });
  const all = withOdds.flat();
  return {
    judgement: {
      ranking: learnRanking(parts.flat(), knowledge),
      answerability: learnAnswerability(all, knowledge),
      ...chooseThresholds(unseen, falseRefusals),
    },
    words: learnWords(all),
    unseen,
  };
}

function learnRanking(questions: readonly QuestionWithCandidates[], knowledge: Knowledge): DecisionTrees {
  return fitTrees(
    questions.flatMap(({ candidates, gold, acceptable }): Example[] =>
      gold.size === 0
        ? []
        : candidates
            .filter(({ provisionId }) => !acceptable.has(provisionId))
            .map(({ provisionId, features }) => ({
              features: valuesOf(features, rankingFeatures[knowledge]),
              isPositive: gold.has(provisionId),
              weight: 1,
            })),
    ),
  );
}

function order(question: QuestionWithCandidates, relevanceOf: Judge, knowledge: Knowledge): Ordered {
  const ranked = question.candidates
    .map((candidate) => ({
      candidate,
      probability: relevanceOf(valuesOf(candidate.features, rankingFeatures[knowledge])),
    }))
    .sort((left, right) => right.probability - left.probability);
  return { question, ranked };
}

function isAnsweredByBest({ question, ranked }: Ordered): boolean {
  return isAnsweredBy(ranked[0]?.candidate.provisionId ?? "", question);
}

function learnWords(questions: readonly Ordered[]): UnsaidWords {
  return learnUnsaidWords(
    questions.flatMap((ordered): WordExample[] => {
      const best = ordered.ranked[0]?.candidate;
      const isPositive = isAnsweredByBest(ordered);
      // A miss leaves unsaid what another provision says.
      if (best === undefined || (ordered.question.gold.size > 0 && !isPositive)) return [];
      return [{ pieces: best.unsaid, isPositive }];
    }),
  );
}

interface WithOdds extends Ordered {
  readonly odds: number;
}

function learnAnswerability(questions: readonly WithOdds[], knowledge: Knowledge): DecisionTrees {
  return fitTrees(
    questions.flatMap((ordered): Example[] => {
      const isPositive = isAnsweredByBest(ordered);
      const isMiss = ordered.question.gold.size > 0 && !isPositive;
      const features = answerabilityValues(ordered, knowledge);
      return features === null ? [] : [{ features, isPositive, weight: isMiss ? missWeight : 1 }];
    }),
    answerabilitySettings,
  );
}

function answerabilityValues({ ranked, odds }: WithOdds, knowledge: Knowledge): Float64Array | null {
  const best = ranked[0]?.candidate.features;
  if (best === undefined) return null;
  const features: Features = { ...best, unsaid: unsaidFeature(odds) };
  return valuesOf(features, answerabilityFeatures[knowledge]);
}

function toRanked(ordered: WithOdds, answerabilityOf: Judge, knowledge: Knowledge) {
  const features = answerabilityValues(ordered, knowledge);
  return {
    ...ordered.question,
    ranked: ordered.ranked.map(({ candidate, probability }) => ({
      provisionId: candidate.provisionId,
      probability,
    })),
    answerability: features === null ? 0 : answerabilityOf(features),
  };
}
