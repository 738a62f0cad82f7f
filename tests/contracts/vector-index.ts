import { describe, expect, it } from "vitest";
import type { VectorHit, VectorIndexFactory } from "../../src/search/vector-index.ts";
import { randomVectors } from "./random-vectors.ts";

const dimensions = 24;

/** What every vector index promises, whatever is behind it. */
export function describeVectorIndex(factory: VectorIndexFactory): void {
  describe(`${factory.name} vector index`, () => {
    const vectors = randomVectors(1_500, dimensions, 1);
    const at = (row: number): Float32Array => vectors.slice(row * dimensions, (row + 1) * dimensions);

    it("finds a row by its own vector, with similarity 1", async () => {
      const index = await factory.build(vectors, dimensions);
      expect(index.size).toBe(1_500);
      for (const row of [0, 7, 1_499]) {
        const [first] = index.search(at(row), 5);
        expect(first?.row).toBe(row);
        expect(first?.similarity).toBeCloseTo(1, 5);
      }
    });

    it("gives at most as many as asked for, most similar first", async () => {
      const index = await factory.build(vectors, dimensions);
      const hits = index.search(at(3), 50);
      expect(hits).toHaveLength(50);
      expect(hits.toSorted((one, other) => other.similarity - one.similarity)).toEqual(hits);
      expect(index.search(at(3), 0)).toEqual([]);
      expect(index.search(at(3), 5_000)).toHaveLength(1_500);
    });

    it("puts equal similarities in row order", async () => {
      const same = new Float32Array(600 * dimensions);
      for (let row = 0; row < 600; row++) same[row * dimensions] = 1;
      const index = await factory.build(same, dimensions);
      const rows = index.search(same.slice(0, dimensions), 600).map((hit) => hit.row);
      expect(rows).toEqual(Array.from({ length: 600 }, (_, row) => row));
    });

    it("finds only accepted rows, all that are wanted of them", async () => {
      const index = await factory.build(vectors, dimensions);
      const hits = index.search(at(0), 20, (row) => row % 100 === 1);
      expect(hits).toHaveLength(15);
      expect(hits.every(({ row }) => row % 100 === 1)).toBe(true);
    });

    it("serves no rows and few rows", async () => {
      const none = await factory.build(new Float32Array(0), dimensions);
      expect(none.size).toBe(0);
      expect(none.search(at(0), 5)).toEqual([]);
      const one = await factory.build(at(9), dimensions);
      expect(one.search(at(9), 5).map((hit) => hit.row)).toEqual([0]);
    });

    it("takes vectors without content", async () => {
      const zeros = new Float32Array(3 * dimensions);
      const index = await factory.build(zeros, dimensions);
      const hits: VectorHit[] = index.search(new Float32Array(dimensions), 5);
      expect(hits.map(({ row, similarity }) => [row, similarity])).toEqual([
        [0, 0],
        [1, 0],
        [2, 0],
      ]);
    });

    it("answers alike from what it saved", async () => {
      const index = await factory.build(vectors, dimensions);
      const saved = await index.save();
      const restored = await factory.build(vectors, dimensions, saved ?? undefined);
      expect(restored.size).toBe(index.size);
      for (const row of [5, 500, 1_000])
        expect(restored.search(at(row), 10)).toEqual(index.search(at(row), 10));
    });

    it("gives the same answers when built again", async () => {
      const [one, other] = [
        await factory.build(vectors, dimensions),
        await factory.build(vectors, dimensions),
      ];
      expect(one.search(at(11), 30)).toEqual(other.search(at(11), 30));
    });
  });
}
