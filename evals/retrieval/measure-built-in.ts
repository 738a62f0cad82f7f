import { latency } from "../scorers/latency.ts";
import {
  measureRetrieval,
  type RankedQuestion,
  type RetrievalMeasures,
} from "../training/retrieval-measures.ts";
import type { BuiltInRetrieval, TellProgress } from "./built-in-retrieval.ts";
import type { AskedQuestion, StatuteArticle } from "./statute-files.ts";

const reportedIds = 100;
/** Asked before the clock counts, over again where the file has fewer: a service is seldom asked its first question. */
export const warmUpQuestions = 100;

export const rankingNames = ["lexical", "vector", "fused"] as const;
export type RankingName = (typeof rankingNames)[number];

export interface RankingReport {
  /** Null where no question has gold articles. */
  readonly measures: RetrievalMeasures | null;
  /** Milliseconds a question; the fused ranking's hold those of both others. */
  readonly p50: number;
  readonly p95: number;
}

export interface BuiltInReport {
  readonly rankings: Readonly<Record<RankingName, RankingReport>>;
  /** Each question's first 100 articles by the fused ranking, in the order of the questions. */
  readonly found: readonly { readonly id: AskedQuestion["id"]; readonly ids: readonly number[] }[];
  /** Questions that have gold articles. */
  readonly measured: number;
}

interface Asked {
  readonly rankings: Readonly<Record<RankingName, number[]>>;
  readonly milliseconds: Readonly<Record<RankingName, number>>;
}

/** @param articleIds at the positions that rankings speak of. */
export async function measureBuiltIn(
  retrieval: BuiltInRetrieval,
  articleIds: readonly StatuteArticle["id"][],
  questions: readonly AskedQuestion[],
  report: TellProgress,
): Promise<BuiltInReport> {
  for (let index = 0; index < warmUpQuestions; index++) {
    await ask(retrieval, articleIds, questions[index % questions.length]?.question ?? "");
  }
  const asked: Asked[] = [];
  for (const { question } of questions) {
    asked.push(await ask(retrieval, articleIds, question));
    report({ done: asked.length, total: questions.length, note: "个问题" });
  }
  return {
    rankings: {
      lexical: rankingReport("lexical", asked, questions),
      vector: rankingReport("vector", asked, questions),
      fused: rankingReport("fused", asked, questions),
    },
    found: questions.map(({ id }, index) => ({
      id,
      ids: asked[index]?.rankings.fused.slice(0, reportedIds) ?? [],
    })),
    measured: questions.filter(({ gold }) => gold.length > 0).length,
  };
}

async function ask(
  retrieval: BuiltInRetrieval,
  articleIds: readonly number[],
  question: string,
): Promise<Asked> {
  const toIds = (positions: readonly number[]) => positions.map((position) => articleIds[position] ?? -1);
  const started = performance.now();
  const byWords = retrieval.rankByWords(question);
  const rankedByWords = performance.now();
  const byMeaning = await retrieval.rankByMeaning(question);
  const rankedByMeaning = performance.now();
  const fused = toIds(retrieval.fuse(byWords, byMeaning));
  const finished = performance.now();
  return {
    rankings: {
      lexical: toIds(byWords.map(({ provision }) => provision)),
      vector: toIds(byMeaning.map(({ provision }) => provision)),
      fused,
    },
    milliseconds: {
      lexical: rankedByWords - started,
      vector: rankedByMeaning - rankedByWords,
      fused: finished - started,
    },
  };
}

function rankingReport(
  name: RankingName,
  asked: readonly Asked[],
  questions: readonly AskedQuestion[],
): RankingReport {
  const measured = questions.flatMap(({ gold }, index): RankedQuestion[] =>
    gold.length === 0 ? [] : [{ ranking: asked[index]?.rankings[name] ?? [], gold }],
  );
  const times = latency(asked.map(({ milliseconds }) => ({ milliseconds: milliseconds[name] })));
  return {
    measures: measured.length === 0 ? null : measureRetrieval(measured),
    p50: times?.p50 ?? 0,
    p95: times?.p95 ?? 0,
  };
}
