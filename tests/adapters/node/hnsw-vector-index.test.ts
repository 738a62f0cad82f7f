import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { hnswVectorIndexFactory } from "../../../src/adapters/node/hnsw-vector-index.ts";
import { exactVectorIndexFactory } from "../../../src/search/exact-vector-index.ts";
import { describeVectorIndex } from "../../contracts/vector-index.ts";
import { builtInEmbedder as embedder } from "../../search/built-in-embedder.ts";
import layQuestions from "../../search/lay-questions.json" with { type: "json" };

describeVectorIndex(hnswVectorIndexFactory);

/** A few thousand real texts: the published document, seen through a window that moves a few characters at a time. */
function passages(): string[] {
  const text = readFileSync("corpus/lin-an-2024/document.txt", "utf8");
  return Array.from({ length: Math.floor(text.length / 5) }, (_, step) =>
    text.slice(5 * step, 5 * step + 45),
  );
}

it("finds at least 0.98 of the ten nearest that the exact index finds, with the same similarities", async () => {
  const embedded = await embedder.embed(passages(), "passage");
  const vectors = new Float32Array(embedded.length * embedder.dimensions);
  embedded.forEach((vector, row) => {
    vectors.set(vector, row * embedder.dimensions);
  });
  const exact = await exactVectorIndexFactory.build(vectors, embedder.dimensions);
  const hnsw = await hnswVectorIndexFactory.build(vectors, embedder.dimensions);
  expect(exact.size).toBeGreaterThan(3_000);
  const questions = await embedder.embed(
    layQuestions.map(({ question }) => question),
    "question",
  );
  let found = 0;
  for (const question of questions) {
    const expected = new Map(exact.search(question, 10).map((hit) => [hit.row, hit.similarity]));
    for (const { row, similarity } of hnsw.search(question, 10)) {
      if (!expected.has(row)) continue;
      found++;
      expect(similarity).toBe(expected.get(row));
    }
  }
  expect(found / (10 * questions.length)).toBeGreaterThanOrEqual(0.98);
});
