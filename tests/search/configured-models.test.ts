import { beforeEach, describe, expect, it } from "vitest";
import { TiaowenError } from "../../src/domain/errors.ts";
import type { Embedder } from "../../src/search/embedder.ts";
import { exactVectorIndexFactory } from "../../src/search/exact-vector-index.ts";
import { createLexicon } from "../../src/search/lexicon.ts";
import type { Reranker } from "../../src/search/reranker.ts";
import { openSearchIndex, type SearchIndex, type SearchIndexSources } from "../../src/search/search-index.ts";
import { buildCorpus, buildDocument } from "./build-document.ts";
import { builtInEmbedder } from "./built-in-embedder.ts";
import { shiftedEmbedder } from "./other-embedders.ts";

const corpus = buildCorpus(
  [
    buildDocument("lake", [
      { title: "科技企业培育", text: "对首次认定的高新技术企业给予奖励。对重新认定的给予奖励。" },
      { title: "交通成本", text: "集装箱运输车辆通行费六五折优惠。" },
      { title: "景区提升", text: "对新评定的景区给予奖励。" },
    ]),
  ],
  { "lake/2": ["大货车跑高速能便宜点吗"] },
);
const other = shiftedEmbedder(builtInEmbedder);
const questions = ["高新技术企业奖励", "大货车便宜", "景区"];

let stored: Uint8Array | null;
let writes: number;
let warnings: string[];
beforeEach(() => {
  stored = null;
  writes = 0;
  warnings = [];
});

function open(changes: Partial<SearchIndexSources> = {}): Promise<SearchIndex> {
  return openSearchIndex({
    corpus,
    lexicon: createLexicon([]),
    embedder: builtInEmbedder,
    vectorIndexFactory: exactVectorIndexFactory,
    snapshotStore: {
      read: async () => stored,
      write: async (bytes) => {
        stored = bytes;
        writes++;
      },
    },
    warn: (message) => warnings.push(message),
    ...changes,
  });
}

/** @param counts texts embedded, by purpose */
function counting(embedder: Embedder, counts: { question: number; passage: number }): Embedder {
  return {
    ...embedder,
    embed: async (texts, purpose) => {
      counts[purpose] += texts.length;
      return await embedder.embed(texts, purpose);
    },
  };
}

const down = new TiaowenError("model_unavailable", "https://models.example 连接不上", {
  at: "EMBEDDING_BASE_URL",
});
const hits = (index: SearchIndex, text: string) => index.search({ text, limit: 3 });
const ids = async (index: SearchIndex, text: string) =>
  (await hits(index, text)).map(({ provision }) => provision.id);

describe("another embedder", () => {
  it("finds beside the built-in one, by similarities on the same scale, and is named", async () => {
    const index = await open({ openEmbedder: async () => other });
    const builtIn = await open();
    expect(index.rankingState()).toEqual({ embedder: other.fingerprint, reranker: null, problems: [] });
    expect(index.embedder).toBe(other);
    for (const question of questions) {
      expect(await ids(index, question)).toEqual(await ids(builtIn, question));
      const [[hit], [wanted]] = [await hits(index, question), await hits(builtIn, question)];
      expect(hit?.explanation.vector?.score).toBeCloseTo(wanted?.explanation.vector?.score ?? 0, 1);
    }
    expect(warnings).toEqual([]);
  });

  it("is asked about the corpus once: the snapshot keeps its vectors", async () => {
    const first = { question: 0, passage: 0 };
    const built = await open({ openEmbedder: async () => counting(other, first) });
    const again = { question: 0, passage: 0 };
    const loaded = await open({ openEmbedder: async () => counting(other, again) });
    expect(first.passage).toBeGreaterThan(2);
    expect(again).toEqual({ question: 0, passage: 0 });
    expect(writes).toBe(1);
    for (const question of questions)
      expect(await hits(loaded, question)).toEqual(await hits(built, question));
    expect(warnings).toEqual([]);
  });

  it("joins the snapshot of the built-in one, and leaves it as it was where it is not wanted any more", async () => {
    await open();
    await open({ openEmbedder: async () => other });
    expect(writes).toBe(2);
    const withOther = stored;
    const index = await open();
    expect(index.rankingState().embedder).toBe(builtInEmbedder.fingerprint);
    expect(stored).toBe(withOther);
    expect(warnings).toEqual([]);
  });

  it("than the snapshot's is said, and the corpus embedded anew", async () => {
    await open({ openEmbedder: async () => other });
    const changed = { ...other, fingerprint: "changed" };
    const counts = { question: 0, passage: 0 };
    const index = await open({ openEmbedder: async () => counting(changed, counts) });
    expect(counts.passage).toBeGreaterThan(2);
    expect(index.rankingState().embedder).toBe("changed");
    expect(warnings).toEqual([`索引快照里的向量来自 ${other.fingerprint}，现在用的是 changed：重新计算`]);
    await open({ openEmbedder: async () => changed });
    expect(warnings).toHaveLength(1);
  });
});

const passagesFail: Embedder["embed"] = async (texts, purpose) => {
  if (purpose === "passage") throw down;
  return await other.embed(texts, purpose);
};
describe("another embedder that", () => {
  it.each<[string, () => Promise<Embedder>]>([
    ["cannot be opened", () => Promise.reject(down)],
    ["fails over the corpus", async () => ({ ...other, embed: passagesFail })],
  ])("%s leaves the built-in one to serve, and the reason is told once", async (_, openEmbedder) => {
    const index = await open({ openEmbedder });
    const builtIn = await open();
    for (const question of questions)
      expect(await hits(index, question)).toEqual(await hits(builtIn, question));
    const message = "https://models.example 连接不上；改用内置向量模型";
    expect(warnings).toEqual([`EMBEDDING_BASE_URL:${message}`]);
    expect(index.rankingState()).toMatchObject({
      embedder: builtInEmbedder.fingerprint,
      problems: [{ code: "model_unavailable", at: "EMBEDDING_BASE_URL", message }],
    });
    expect(index.embedder).toBe(builtInEmbedder);
  });

  it.each<[string, Embedder["embed"], string]>([
    ["stops answering", () => Promise.reject(down), "连接不上"],
    ["gives nothing", async () => [], "was to give 1 vectors"],
    ["gives NaN", async () => [new Float32Array(other.dimensions).fill(Number.NaN)], "finite numbers"],
    ["gives another dimension", async () => [new Float32Array(3)], "was to give 1 vectors"],
  ])("%s at a question has it answered by the built-in one", async (_, embed, told) => {
    await open({ openEmbedder: async () => other });
    const index = await open({ openEmbedder: async () => ({ ...other, embed }) });
    expect(index.rankingState().problems).toEqual([]);
    const builtIn = await open();
    for (const question of questions)
      expect(await hits(index, question)).toEqual(await hits(builtIn, question));
    expect(warnings).toEqual([expect.stringContaining(told)]);
    expect(index.rankingState()).toMatchObject({
      embedder: builtInEmbedder.fingerprint,
      problems: [{ code: "model_unavailable" }],
    });
  });
});

const lastFirst: Reranker = {
  fingerprint: "models.example/last-first",
  score: async (_, documents) => documents.map((_, index) => index),
};
describe("a reranker", () => {
  it("orders what was found, and its scores are told", async () => {
    const index = await open({ openReranker: async () => lastFirst });
    const plain = await open();
    const text = "企业奖励";
    expect(await ids(index, text)).toEqual((await ids(plain, text)).reverse());
    const found = await hits(index, text);
    expect(found.map(({ explanation }) => explanation.fused.rank)).toEqual([1, 2, 3]);
    expect(found.map(({ explanation }) => explanation.reranked?.score)).toEqual([2, 1, 0]);
    expect((await hits(plain, text))[0]?.explanation).not.toHaveProperty("reranked");
    expect(index.rankingState()).toMatchObject({ reranker: "models.example/last-first", problems: [] });
  });

  it("is shown the question as it was put, and each provision with its title", async () => {
    const shown: (string | readonly string[])[] = [];
    const score: Reranker["score"] = async (question, documents) => {
      shown.push(question, documents);
      return documents.map(() => 0);
    };
    const index = await open({ openReranker: async () => ({ ...lastFirst, score }) });
    await index.search({ text: "景区 奖励", expansions: [{ term: "旅游", weight: 1 }], limit: 3 });
    expect(shown[0]).toBe("景区 奖励");
    expect(shown[1]).toContain("景区提升\n对新评定的景区给予奖励。");
  });

  it.each<[string, Reranker["score"], string]>([
    ["fails", () => Promise.reject(down), "连接不上；保持原来的排序"],
    ["gives too few scores", async () => [1], "was to give 3 finite scores"],
    ["gives NaN", async (_, documents) => documents.map(() => Number.NaN), "finite scores"],
  ])("that %s changes nothing, and that is told once", async (_, score, told) => {
    const index = await open({ openReranker: async () => ({ ...lastFirst, score }) });
    const plain = await open();
    for (const question of questions)
      expect(await hits(index, question)).toEqual(await hits(plain, question));
    expect(warnings).toEqual([expect.stringContaining(told)]);
    expect(index.rankingState()).toMatchObject({ reranker: null, problems: [{ code: "model_unavailable" }] });
  });

  it("that cannot be opened changes nothing either", async () => {
    const index = await open({ openReranker: () => Promise.reject(down) });
    expect(await ids(index, "景区")).toEqual(await ids(await open(), "景区"));
    expect(index.rankingState().problems).toHaveLength(1);
  });
});
