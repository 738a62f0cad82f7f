import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { HierarchicalNSW } from "hnswlib-node";
import { exactVectorIndexFactory, similarity } from "../../search/exact-vector-index.ts";
import type { VectorHit, VectorIndex, VectorIndexFactory } from "../../search/vector-index.ts";

/** Links a row keeps to others; memory and recall grow with it. */
const links = 24;
/** Candidates looked at while a row is linked; building time grows with it. */
const constructionBreadth = 100;
/** Candidates looked at while searching, at least; 0.98 of the true first ten are found over 60,000 rows. */
const searchBreadth = 400;

/** Approximate nearest neighbours in a navigable small-world graph, by hnswlib: the index for many rows. */
export const hnswVectorIndexFactory: VectorIndexFactory = {
  name: `hnsw-${links}-${constructionBreadth}`,
  async build(vectors, dimensions, saved) {
    const exact = await exactVectorIndexFactory.build(vectors, dimensions);
    if (exact.size === 0) return exact;
    const graph = await createGraph(dimensions);
    if (saved !== undefined) {
      await withTemporaryFile(async (path) => {
        await writeFile(path, saved);
        await graph.readIndex(path);
      });
    } else {
      // A fixed seed and one thread: the same vectors always give the same graph.
      graph.initIndex(exact.size, links, constructionBreadth, 100);
      for (let row = 0; row < exact.size; row++) {
        graph.addPoint([...vectors.subarray(row * dimensions, (row + 1) * dimensions)], row);
      }
    }
    return new HnswVectorIndex(graph, vectors, exact);
  },
};

class HnswVectorIndex implements VectorIndex {
  readonly size: number;
  readonly #graph: HierarchicalNSW;
  readonly #vectors: Float32Array;
  readonly #exact: VectorIndex;

  constructor(graph: HierarchicalNSW, vectors: Float32Array, exact: VectorIndex) {
    this.size = exact.size;
    this.#graph = graph;
    this.#vectors = vectors;
    this.#exact = exact;
  }

  search(vector: Float32Array, limit: number, accepts?: (row: number) => boolean): VectorHit[] {
    // A graph walked under a strict filter loses its way; few rows are compared one by one instead.
    if (accepts !== undefined) return this.#exact.search(vector, limit, accepts);
    const breadth = Math.max(searchBreadth, 2 * limit);
    if (breadth >= this.size) return this.#exact.search(vector, limit);
    this.#graph.setEf(breadth);
    const { neighbors } = this.#graph.searchKnn([...vector], limit);
    // Similarities are worked out as the exact index does, so that both give the same numbers and the same order.
    return neighbors
      .map((row) => ({ row, similarity: similarity(vector, this.#vectors, row) }))
      .sort((one, other) => other.similarity - one.similarity || one.row - other.row);
  }

  async save(): Promise<Uint8Array> {
    return withTemporaryFile(async (path) => {
      await this.#graph.writeIndex(path);
      return readFile(path);
    });
  }
}

async function createGraph(dimensions: number): Promise<HierarchicalNSW> {
  // Imported only here: the native module costs start-up time and does not exist everywhere.
  const { default: hnswlib } = await import("hnswlib-node");
  return new hnswlib.HierarchicalNSW("ip", dimensions);
}

/** hnswlib reads and writes files alone; this lends it one. */
async function withTemporaryFile<Result>(use: (path: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "tiaowen-"));
  try {
    return await use(join(folder, "vectors.hnsw"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
