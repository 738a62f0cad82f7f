import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import type { Embedder } from "../../src/search/embedder.ts";
import { exactVectorIndexFactory } from "../../src/search/exact-vector-index.ts";
import { createLexicon } from "../../src/search/lexicon.ts";
import { openSearchIndex, type SearchIndex, type SearchIndexSources } from "../../src/search/search-index.ts";
import type { SnapshotStore } from "../../src/search/snapshot-store.ts";
import { anyText } from "./any-text.ts";
import { buildCorpus, buildDocument } from "./build-document.ts";
import { builtInEmbedder as embedder } from "./built-in-embedder.ts";

const lexicon = createLexicon([
  { term: "高新技术企业", forms: ["高企"], relation: "same" },
  { term: "通行费", forms: ["过路费"], relation: "same" },
]);
const corpus = buildCorpus(
  [
    buildDocument("lake", [
      {
        title: "科技企业培育",
        text: "对首次认定的高新技术企业给予奖励。对重新认定的给予奖励。",
        units: ["区科技局"],
      },
      { title: "交通成本", text: "集装箱运输车辆通行费六五折优惠。", units: ["区交通运输局"] },
      { title: "景区提升", text: "对新评定的景区给予奖励。", units: ["区文旅局"] },
    ]),
    buildDocument("hill", [{ title: "企业培育", text: "对高新技术企业给予一次性补助。" }]),
  ],
  { "lake/2": ["大货车跑高速能便宜点吗"] },
);

class MemorySnapshotStore implements SnapshotStore {
  bytes: Uint8Array | null = null;
  writes = 0;

  async read(): Promise<Uint8Array | null> {
    return this.bytes;
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.bytes = bytes;
    this.writes++;
  }
}

let store: MemorySnapshotStore;
let warnings: string[];

beforeEach(() => {
  store = new MemorySnapshotStore();
  warnings = [];
});

function open(changes: Partial<SearchIndexSources> = {}): Promise<SearchIndex> {
  return openSearchIndex({
    corpus,
    lexicon,
    embedder,
    vectorIndexFactory: exactVectorIndexFactory,
    snapshotStore: store,
    warn: (message) => warnings.push(message),
    ...changes,
  });
}

async function ids(index: SearchIndex, text: string, limit = 10, documentIds?: string[]): Promise<string[]> {
  const hits = await index.search({ text, limit, ...(documentIds && { documentIds }) });
  return hits.map((hit) => hit.provision.id);
}

describe("searching", () => {
  it("answers with provisions, best first, and explains each rank", async () => {
    const [first] = await (await open()).search({ text: "景区奖励", limit: 3 });
    expect(first?.provision.id).toBe("lake/3");
    expect(first?.document.id).toBe("lake");
    expect(first?.explanation).toMatchObject({
      lexical: { rank: 1 },
      vector: { rank: 1 },
      fused: { rank: 1, score: first?.score },
      matchedUnit: { kind: "provision", text: "对新评定的景区给予奖励。" },
    });
  });

  it("expands the question by the lexicon unless expansions are given", async () => {
    const index = await open();
    expect((await ids(index, "过路费"))[0]).toBe("lake/2");
    const unexpanded = await index.search({ text: "过路费", expansions: [], limit: 5 });
    expect(unexpanded[0]?.explanation.lexical?.score ?? 0).toBeLessThan(
      (await index.search({ text: "过路费", limit: 5 }))[0]?.explanation.lexical?.score ?? 0,
    );
    const given = await index.search({ text: "那个", expansions: [{ term: "景区", weight: 0.4 }], limit: 5 });
    expect(given[0]?.provision.id).toBe("lake/3");
  });

  it("finds a provision by a way of asking for it that shares no word with it", async () => {
    const [first] = await (await open()).search({ text: "便宜", limit: 3 });
    expect(first?.provision.id).toBe("lake/2");
    // By meaning it may be found without the asking too.
    expect(first?.explanation.lexical?.rank).toBe(1);
  });

  it("keeps to the documents asked for", async () => {
    const index = await open();
    expect(await ids(index, "高新技术企业", 10, ["hill"])).toEqual(["hill/1"]);
    expect(await ids(index, "高新技术企业", 10, ["nowhere"])).toEqual([]);
    expect(await ids(index, "高新技术企业", 10, ["hill", "lake"])).toEqual(await ids(index, "高新技术企业"));
  });

  it("finds nothing for a question without words", async () => {
    expect(await ids(await open(), "???")).toEqual([]);
    expect(await ids(await open(), "高企", 0)).toEqual([]);
  });

  it("knows rare words from common ones", async () => {
    const index = await open();
    expect(index.analyse("高企")).toContain("高新技术企业");
    expect(index.idf("护照")).toBeGreaterThan(index.idf("景区"));
    expect(index.idf("景区")).toBeGreaterThan(index.idf("给予"));
  });

  it("never throws, whatever is asked, and repeats itself", async () => {
    const index = await open();
    await fc.assert(
      fc.asyncProperty(anyText, fc.nat(5), async (text, limit) => {
        const hits = await index.search({ text, limit });
        expect(hits.length).toBeLessThanOrEqual(limit);
        expect(await index.search({ text, limit })).toEqual(hits);
      }),
    );
  });

  it("serves a corpus without documents", async () => {
    expect(await ids(await open({ corpus: buildCorpus([]) }), "补贴")).toEqual([]);
  });
});

describe("the snapshot", () => {
  const buildUnused: Embedder = {
    ...embedder,
    embed: async (texts, purpose) => {
      if (purpose === "passage") throw new Error("the index was built here");
      return embedder.embed(texts, purpose);
    },
  };

  it("is made at the first start without a warning, and loaded at the second", async () => {
    const built = await open();
    const loaded = await open({ embedder: buildUnused });
    expect(warnings).toEqual([]);
    expect(store.writes).toBe(1);
    expect(loaded.fingerprint).toBe(built.fingerprint);
    for (const text of ["高企奖励", "大货车便宜", "景区"]) {
      expect(await loaded.search({ text, limit: 5 })).toEqual(await built.search({ text, limit: 5 }));
    }
  });

  it("that is truncated or altered is built anew with one warning, then loads", async () => {
    const before = await ids(await open(), "高企");
    const whole = store.bytes ?? new Uint8Array();
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.boolean(), async (position, truncates) => {
        const broken = truncates ? whole.slice(0, position) : whole.slice();
        if (!truncates) broken[position] = (broken[position] ?? 0) ^ 0xff;
        store.bytes = broken;
        warnings = [];
        expect(await ids(await open(), "高企")).toEqual(before);
        expect(warnings).toHaveLength(1);
        await open();
        expect(warnings).toHaveLength(1);
        expect(store.bytes).toEqual(whole);
      }),
      { numRuns: 60 },
    );
  });

  const otherLexicon = createLexicon([{ term: "景区", forms: ["景点"], relation: "same" }]);
  const [lake, hill] = corpus.documents;
  it.each<[string, Partial<SearchIndexSources>]>([
    ["corpus", { corpus: buildCorpus(corpus.documents.slice(1)) }],
    [
      "order of provisions under the same digest",
      { corpus: { ...corpus, documents: [hill, lake].flatMap((one) => one ?? []) } },
    ],
    ["lexicon", { lexicon: otherLexicon }],
    ["embedder", { embedder: { ...embedder, fingerprint: "another" } }],
  ])("made from another %s is not served and named in one warning", async (_, changes) => {
    const { fingerprint } = await open();
    const other = await open(changes);
    expect(other.fingerprint).not.toBe(fingerprint);
    expect(warnings).toEqual([expect.stringContaining("made from another corpus")]);
    expect(await ids(other, "高新技术企业")).toContain("hill/1");
    await open(changes);
    expect(warnings).toHaveLength(1);
  });

  it("that is missing is made elsewhere where that can be done, and loaded", async () => {
    const buildElsewhere = async (): Promise<void> => void (await open());
    const loaded = await open({ embedder: buildUnused, buildElsewhere });
    expect(await ids(loaded, "景区")).toContain("lake/3");
    expect(store.writes).toBe(1);
    expect(warnings).toEqual([]);
  });

  it.each<[string, () => Promise<void>]>([
    ["nothing", async () => undefined],
    ["another index", async () => void (await open({ corpus: buildCorpus(corpus.documents.slice(1)) }))],
  ])("is made here where %s was made elsewhere", async (_, buildElsewhere) => {
    const index = await open({ buildElsewhere });
    expect(await ids(index, "景区")).toContain("lake/3");
    expect(warnings).toEqual([]);
    await open({ embedder: buildUnused });
    expect(warnings).toEqual([]);
  });

  it("that cannot be read or kept does not keep the index from serving", async () => {
    const snapshotStore: SnapshotStore = {
      read: async () => {
        throw new Error("permission denied");
      },
      write: async () => {
        throw new Error("disk full");
      },
    };
    expect(await ids(await open({ snapshotStore }), "景区")).toContain("lake/3");
    expect(warnings).toEqual([
      expect.stringContaining("permission denied"),
      expect.stringContaining("disk full"),
    ]);
  });
});

describe("an embedder that breaks its promise", () => {
  it.each<[string, Embedder["embed"]]>([
    ["too few vectors", async () => []],
    ["another dimension", async (texts) => texts.map(() => new Float32Array(3))],
  ])("by %s is named", async (_, embed) => {
    await expect(open({ embedder: { ...embedder, embed } })).rejects.toMatchObject({
      code: "configuration_invalid",
      message: expect.stringContaining(embedder.fingerprint),
    });
  });
});
