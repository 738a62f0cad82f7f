import { expect, it } from "vitest";
import { exactVectorIndexFactory, similarity } from "../../src/search/exact-vector-index.ts";
import { describeVectorIndex } from "../contracts/vector-index.ts";

describeVectorIndex(exactVectorIndexFactory);

it("compares vectors of any length, the last row included", () => {
  for (const dimensions of [1, 2, 3, 4, 5, 7]) {
    const vectors = Float32Array.from({ length: 2 * dimensions }, (_, position) => position + 1);
    const vector = vectors.slice(0, dimensions);
    const expected = vector.reduce((sum, value, position) => sum + value * (dimensions + position + 1), 0);
    expect(similarity(vector, vectors, 1)).toBe(expected);
  }
});
