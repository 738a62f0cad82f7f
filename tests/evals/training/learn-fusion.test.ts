import { describe, expect, it } from "vitest";
import { learnFusion } from "../../../evals/training/learn-fusion.ts";
import { measureRetrieval } from "../../../evals/training/retrieval-measures.ts";
import { fuseByWeights, pairRankings } from "../../../src/search/learnt-fusion.ts";

function ranking(provisions: readonly number[], best: number) {
  return provisions.map((provision, index) => ({ provision, row: provision, score: best / (index + 1) }));
}

/** The vector ranking is right, the lexical one misleads. */
const examples = Array.from({ length: 30 }, (_, shift) => {
  const right = shift % 5;
  const others = [0, 1, 2, 3, 4].filter((provision) => provision !== right);
  const lexical = ranking([...others, right], 10);
  const vector = ranking([right, ...others.toReversed()], 1);
  return { lexical, vector, gold: [right], candidates: pairRankings(lexical, vector) };
});

describe("learning to fuse", () => {
  it("finds out which ranking to trust", () => {
    const weights = learnFusion(examples);
    for (const { lexical, vector, gold } of examples) {
      expect(fuseByWeights(lexical, vector, weights)[0]?.provision).toBe(gold[0]);
    }
    expect(learnFusion(examples)).toEqual(weights);
  });

  it("passes over questions whose answer neither ranking has", () => {
    expect(learnFusion([...examples, { candidates: pairRankings([], []), gold: [7] }])).toEqual(
      learnFusion(examples),
    );
  });
});

describe("measures of retrieval", () => {
  it("average recall and reciprocal rank over questions", () => {
    const filler = Array.from({ length: 200 }, (_, index) => 1000 + index);
    const measures = measureRetrieval([
      { ranking: [5, 1, ...filler], gold: [1, 2] },
      { ranking: [...filler.slice(0, 50), 3, ...filler.slice(50)], gold: [3] },
    ]);
    expect(measures).toEqual({ recallAt10: 0.25, recallAt100: 0.75, reciprocalRankAt10: 0.25 });
  });
});
