/** How well rankings put a question's gold articles first; each averaged over questions. */
export interface RetrievalMeasures {
  /** Share of a question's gold articles among the first 10. */
  readonly recallAt10: number;
  readonly recallAt100: number;
  /** 1 / rank of the first gold article, 0 beyond the tenth. */
  readonly reciprocalRankAt10: number;
}

export interface RankedQuestion {
  /** Best first. */
  readonly ranking: readonly number[];
  readonly gold: readonly number[];
}

export function measureRetrieval(questions: readonly RankedQuestion[]): RetrievalMeasures {
  const each = questions.map(measureQuestion);
  const mean = (name: keyof RetrievalMeasures) =>
    each.reduce((sum, measures) => sum + measures[name], 0) / Math.max(1, each.length);
  return {
    recallAt10: mean("recallAt10"),
    recallAt100: mean("recallAt100"),
    reciprocalRankAt10: mean("reciprocalRankAt10"),
  };
}

function measureQuestion({ ranking, gold }: RankedQuestion): RetrievalMeasures {
  const wanted = new Set(gold);
  const found = (limit: number) => ranking.slice(0, limit).filter((article) => wanted.has(article)).length;
  const first = ranking.slice(0, 10).findIndex((article) => wanted.has(article));
  return {
    recallAt10: found(10) / wanted.size,
    recallAt100: found(100) / wanted.size,
    reciprocalRankAt10: first === -1 ? 0 : 1 / (first + 1),
  };
}
