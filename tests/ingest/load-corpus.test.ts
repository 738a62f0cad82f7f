import { describe, expect, it } from "vitest";
import { TiaowenError } from "../../src/domain/errors.ts";
import type { CorpusEntry, CorpusSource } from "../../src/ingest/corpus-source.ts";
import { loadCorpus } from "../../src/ingest/load-corpus.ts";

const documentText =
  "示例区若干政策\n为发展经济,制定以下政策。\n(一)支持研发。给予补助。(责任单位:区科技局)\n(二)支持人才。给予补贴。(责任单位:区人社局)\n本政策自2024年1月1日起施行,有效期1年。";

const metadata = {
  id: "good",
  title: "示例区若干政策",
  issuer: "示例区人民政府",
  region: null,
  validity: { from: "2024-01-01", until: "2024-12-31", statedIn: "有效期1年" },
};

function entry(name: string, files: Record<string, string>): CorpusEntry {
  return {
    name,
    files: Object.entries(files).map(([file, text]) => ({ name: file, text })),
    problems: [],
    warnings: [],
  };
}

function sourceOf(...entries: CorpusEntry[]): CorpusSource {
  return { list: () => Promise.resolve(entries) };
}

const good = entry("good", { "document.txt": documentText, "metadata.json": JSON.stringify(metadata) });

async function problemsOf(bad: CorpusEntry): Promise<string[]> {
  const corpus = await loadCorpus(sourceOf(good, bad));
  expect(corpus.documents.map((document) => document.id)).toEqual(["good"]);
  return corpus.problems.map((problem) => `${problem.at} | ${problem.message}`);
}

describe("loadCorpus", () => {
  it("loads more questions than a call takes arguments", async () => {
    const count = 150_000;
    const line = JSON.stringify({ question: "安家有补贴吗", provisions: ["2"], source: "citizens" });
    const text = `${line}\n`.repeat(count);
    const corpus = await loadCorpus(
      sourceOf({ ...good, files: [...good.files, { name: "questions.jsonl", text }] }),
    );
    expect(corpus.askedQuestions).toHaveLength(count);
  });

  it("loads a document with its metadata and its ways of asking", async () => {
    const lines = [
      { question: "安家有补贴吗", provisions: ["2"], source: "citizens" },
      { question: "今年下雪吗", provisions: [], alsoFits: ["1"], source: "citizens" },
    ];
    const text = `${lines.map((line) => JSON.stringify(line)).join("\n\n")}\n`;
    const corpus = await loadCorpus(
      sourceOf({ ...good, files: [...good.files, { name: "questions.jsonl", text }] }),
    );
    expect(corpus.problems).toEqual([]);
    expect(corpus.documents[0]?.metadata.validity.until).toBe("2024-12-31");
    expect(corpus.documents[0]?.warnings).toEqual([]);
    expect([...corpus.askings]).toEqual([["good/2", ["安家有补贴吗"]]]);
    expect(corpus.askedQuestions[1]).toEqual({
      text: "今年下雪吗",
      documentId: "good",
      provisionIds: [],
      alsoFits: ["good/1"],
      reason: "no_evidence",
      source: "citizens",
    });
  });

  it("derives metadata from the text where there is none, and says so", async () => {
    const corpus = await loadCorpus(sourceOf(entry("bare", { "document.txt": documentText })));
    expect(corpus.documents[0]?.metadata).toMatchObject({
      id: "bare",
      title: "示例区若干政策",
      validity: { from: "2024-01-01", until: "2024-12-31", statedIn: null },
    });
    expect(corpus.documents[0]?.warnings.map((warning) => warning.at)).toEqual(["bare/metadata.json"]);
  });

  it.each<[string, CorpusEntry, RegExp]>([
    ["an empty folder", entry("bad", {}), /^bad \| 缺少正文文件/u],
    ["an empty document", entry("bad", { "document.txt": " \n" }), /^bad\/document\.txt \| 文件是空的/u],
    [
      "a document without clauses",
      entry("bad", { "document.txt": "今天天气很好。" }),
      /^bad\/document\.txt \| 没有找到任何条款/u,
    ],
    [
      "two documents",
      entry("bad", { "document.txt": documentText, "document.md": documentText }),
      /^bad \| .*只能有一个/u,
    ],
    [
      "broken JSON",
      entry("bad", { "document.txt": documentText, "metadata.json": "{" }),
      /^bad\/metadata\.json \| 不是有效的 JSON/u,
    ],
    ["a folder that cannot be an id", entry("坏 名", { "document.txt": documentText }), /^坏 名 \| .*id/u],
    [
      "wrong fields",
      entry("bad", {
        "document.txt": documentText,
        "metadata.json": JSON.stringify({
          ...metadata,
          id: "bad",
          title: "",
          validity: { from: "2024", until: null },
          extra: 1,
        }),
      }),
      /^bad\/metadata\.json \| .*title: .*validity\.from: .*extra/u,
    ],
    [
      "another id",
      entry("bad", { "document.txt": documentText, "metadata.json": JSON.stringify(metadata) }),
      /^bad\/metadata\.json \| id 应与文件夹同名/u,
    ],
    [
      "a validity that is stated nowhere",
      entry("bad", {
        "document.txt": documentText,
        "metadata.json": JSON.stringify({
          ...metadata,
          id: "bad",
          validity: { from: null, until: null, statedIn: "有效期十年" },
        }),
      }),
      /^bad\/metadata\.json \| validity\.statedIn: .*有效期十年/u,
    ],
  ])("makes %s one problem that names its place", async (_name, bad, expected) => {
    const problems = await problemsOf(bad);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(expected);
  });

  const askedOf99 = JSON.stringify({ question: "谁管", provisions: ["99"], source: "citizens" });
  const empty = JSON.stringify({ question: "", provisions: [], source: "citizens" });
  it.each([
    [[askedOf99, askedOf99], /第1行: 没有“99”; 第2行: 没有“99”/u],
    [["", "{", "}"], /第2行: 不是有效的 JSON; 第3行: 不是有效的 JSON/u],
    [[askedOf99, empty], /第2行: question: /u],
  ])("loads a document whose asked questions are wrong", async (lines, message) => {
    const text = lines.join("\n");
    const corpus = await loadCorpus(
      sourceOf({ ...good, files: [...good.files, { name: "questions.jsonl", text }] }),
    );
    expect(corpus.documents).toHaveLength(1);
    expect(corpus.problems.map((problem) => problem.at)).toEqual(["good/questions.jsonl"]);
    expect(corpus.problems[0]?.message).toMatch(message);
    expect(corpus.askings.size).toBe(0);
  });

  it("passes on what could not be read", async () => {
    const unreadable = new TiaowenError("corpus_invalid", "没有读取权限", { at: "bad/document.txt" });
    expect(await problemsOf({ ...entry("bad", {}), problems: [unreadable] })).toEqual([
      "bad/document.txt | 没有读取权限",
    ]);
    const corpus = await loadCorpus({ list: () => Promise.reject(unreadable) });
    expect(corpus.documents).toEqual([]);
    expect(corpus.problems).toEqual([unreadable]);
    await expect(loadCorpus({ list: () => Promise.reject(new RangeError("defect")) })).rejects.toThrow(
      "defect",
    );
  });

  it("hands on what people wrote of the offers, and serves a document whose offers could not be read", async () => {
    const offers = { name: "offers.json", text: "{" };
    const unreadable = new TiaowenError("corpus_invalid", "没有读取权限", { at: "other/offers.json" });
    const corpus = await loadCorpus(
      sourceOf(
        { ...good, files: [...good.files, offers] },
        { ...entry("other", { "document.txt": documentText }), problems: [unreadable] },
      ),
    );
    expect(corpus.documents.map(({ id }) => id)).toEqual(["good", "other"]);
    expect([...corpus.offerFiles]).toEqual([["good", { name: "good/offers.json", text: "{" }]]);
    expect(corpus.problems).toEqual([unreadable]);
  });

  it("says when there is nothing", async () => {
    const corpus = await loadCorpus(sourceOf());
    expect(corpus.problems.map((problem) => problem.at)).toEqual(["corpus"]);
  });

  it("gives another digest for another text, whatever the order of the folders", async () => {
    const other = entry("other", { "document.txt": documentText });
    const changed = entry("other", { "document.txt": `${documentText}。` });
    const digests = await Promise.all(
      [sourceOf(good, other), sourceOf(other, good), sourceOf(good, changed)].map(
        async (source) => (await loadCorpus(source)).digest,
      ),
    );
    expect(digests[0]).toMatch(/^[0-9a-f]{64}$/u);
    expect(digests[1]).toBe(digests[0]);
    expect(digests[2]).not.toBe(digests[0]);
  });
});
