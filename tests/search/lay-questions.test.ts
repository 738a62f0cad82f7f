import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { folderCorpusSource } from "../../src/adapters/node/folder-corpus-source.ts";
import { hnswVectorIndexFactory } from "../../src/adapters/node/hnsw-vector-index.ts";
import { loadCorpus } from "../../src/ingest/load-corpus.ts";
import { exactVectorIndexFactory } from "../../src/search/exact-vector-index.ts";
import { parseLexicon } from "../../src/search/lexicon.ts";
import { openSearchIndex, type SearchIndex } from "../../src/search/search-index.ts";
import { builtInEmbedder } from "./built-in-embedder.ts";
import layQuestions from "./lay-questions.json" with { type: "json" };

const corpus = await loadCorpus(folderCorpusSource("corpus"));
const lexicon = parseLexicon(readFileSync("corpus/lexicon.json", "utf8"));

function open(vectorIndexFactory: typeof exactVectorIndexFactory): Promise<SearchIndex> {
  return openSearchIndex({
    corpus,
    lexicon,
    embedder: builtInEmbedder,
    vectorIndexFactory,
    snapshotStore: { read: async () => null, write: async () => {} },
    warn: (message) => expect.fail(message),
  });
}

it("ranks a clause that answers first for nine in ten lay questions, among five for nearly all", async () => {
  const index = await open(exactVectorIndexFactory);
  const ranks = await Promise.all(
    layQuestions.map(async ({ question, provisions }) => {
      const hits = await index.search({ text: question, limit: 5 });
      return hits.findIndex((hit) => provisions.includes(hit.provision.id));
    }),
  );
  expect(ranks.filter((rank) => rank === 0).length / ranks.length).toBeGreaterThanOrEqual(0.9);
  expect(ranks.filter((rank) => rank !== -1).length / ranks.length).toBeGreaterThanOrEqual(0.97);
});

it("ranks alike over the exact and the approximate vector index", async () => {
  const [exact, hnsw] = [await open(exactVectorIndexFactory), await open(hnswVectorIndexFactory)];
  for (const { question } of layQuestions.slice(0, 40)) {
    const query = { text: question, limit: 10 };
    expect(await hnsw.search(query)).toEqual(await exact.search(query));
  }
});
