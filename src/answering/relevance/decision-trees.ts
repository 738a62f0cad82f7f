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

const nodeLength = 3;

/** @param features in the order in which the trees were learnt. @returns a probability. */
export function probabilityByTrees({ intercept, trees }: DecisionTrees, features: readonly number[]): number {
  let sum = intercept;
  for (const tree of trees) {
    let node = 0;
    let feature = tree[0] ?? -1;
    while (feature >= 0) {
      const goesLeft = (features[feature] ?? 0) <= (tree[node + 1] ?? 0);
      node = goesLeft ? node + nodeLength : (tree[node + 2] ?? 0);
      feature = tree[node] ?? -1;
    }
    sum += tree[node + 1] ?? 0;
  }
  return 1 / (1 + Math.exp(-sum));
}
