import * as z from "zod";

/**
 * Boosted decision trees (Friedman 2001) of a yes-or-no question. A tree is three numbers a node, in preorder: the
 * feature's position, the threshold, and the position of the right child's first number; features up to the
 * threshold go left, to the next node. A leaf is -1, its value, 0.
 */
export const decisionTreesSchema = z.strictObject({
  intercept: z.number(),
  trees: z.array(z.array(z.number()).min(3)),
});
export type DecisionTrees = z.infer<typeof decisionTreesSchema>;

/** Gives a probability for features in the order in which the trees were learnt. */
export type Judge = (features: Float64Array) => number;

const nodeLength = 3;

/** A hundred trees are asked about each of dozens of candidates of a question, so they are laid into one array. */
export function judgeByTrees({ intercept, trees }: DecisionTrees): Judge {
  const nodes = Float64Array.from(trees.flat());
  const starts = new Uint32Array(trees.length);
  for (let tree = 1; tree < trees.length; tree++) {
    starts[tree] = (starts[tree - 1] ?? 0) + (trees[tree - 1]?.length ?? 0);
  }
  return (features) => {
    let sum = intercept;
    for (let tree = 0; tree < starts.length; tree++) {
      const start = starts[tree] ?? 0;
      let node = start;
      let feature = nodes[node] ?? -1;
      while (feature >= 0) {
        const goesLeft = (features[feature] ?? 0) <= (nodes[node + 1] ?? 0);
        node = goesLeft ? node + nodeLength : start + (nodes[node + 2] ?? 0);
        feature = nodes[node] ?? -1;
      }
      sum += nodes[node + 1] ?? 0;
    }
    return 1 / (1 + Math.exp(-sum));
  };
}
