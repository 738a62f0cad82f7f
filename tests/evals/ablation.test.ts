import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ablatedSystems, type WholeProduct } from "../../evals/ablation.ts";
import { assistantSystem, type System } from "../../evals/system.ts";
import { openAssistant } from "../../src/adapters/node/open-assistant.ts";
import { readSettings } from "../../src/adapters/node/settings.ts";
import { createAssistant } from "../../src/answering/assistant.ts";
import { exactVectorIndexFactory } from "../../src/search/exact-vector-index.ts";
import { openSearchIndex } from "../../src/search/search-index.ts";
import { corpusWithFewQuestions } from "../few-questions.ts";

let corpus: string;
let data: string;
let product: WholeProduct;
let whole: System;
let ablated: ReadonlyMap<string, System>;

beforeAll(async () => {
  corpus = await corpusWithFewQuestions();
  data = await mkdtemp(join(tmpdir(), "tiaowen-ablation-"));
  const settings = readSettings({ CORPUS_DIR: corpus, DATA_DIR: data });
  const { services, search, embedderInUse } = await openAssistant(settings, { warn: () => {} });
  product = { services, search, embedder: embedderInUse };
  whole = assistantSystem((observe) => createAssistant(services, observe));
  const systems = await ablatedSystems(product);
  ablated = new Map(systems.map((system) => [system.name, system]));
});

afterAll(async () => {
  for (const folder of [corpus, data]) await rm(folder, { recursive: true, force: true });
});

function without(name: string): System {
  const system = ablated.get(name);
  if (system === undefined) throw new Error(`no ${name}`);
  return system;
}

async function explanations(system: System, question: string) {
  const { ranked } = await system.ask(question, `explanations of ${question}`);
  return (ranked ?? []).flatMap(({ explanation }) => explanation ?? []);
}

describe("the product with a part taken away", () => {
  it("finds by words alone, or by meaning alone", async () => {
    const question = "老旧小区加装电梯";
    const both = await explanations(whole, question);
    expect(both.some(({ lexical, vector }) => lexical !== null && vector !== null)).toBe(true);
    const byWords = await explanations(without("lexical-only"), question);
    expect(byWords.length).toBeGreaterThan(0);
    expect(byWords.every(({ lexical, vector }) => lexical !== null && vector === null)).toBe(true);
    const byMeaning = await explanations(without("vector-only"), question);
    expect(byMeaning.length).toBeGreaterThan(0);
    expect(byMeaning.every(({ lexical, vector }) => lexical === null && vector !== null)).toBe(true);
  });

  it("does not know what words mean without the lexicon, nor how people ask without the ways of asking", async () => {
    const lexicalScore = async (system: System, question: string) =>
      (await explanations(system, question))[0]?.lexical?.score ?? 0;
    const meant = "高企";
    expect(await lexicalScore(without("without-lexicon"), meant)).toBeLessThan(
      await lexicalScore(whole, meant),
    );
    const asked = "首次认定高新技术企业有奖励吗";
    expect(await lexicalScore(without("without-askings"), asked)).not.toBe(await lexicalScore(whole, asked));
  });

  it("still resolves units without the lexicon", async () => {
    const { answer } = await without("without-lexicon").ask("第十八条找哪个部门", "units");
    expect(answer.responsibleUnits).toEqual(["区科技局"]);
  });

  it("takes a follow-up for a new question without the conversation", async () => {
    const followUp = async (system: System) => {
      await system.ask("第十八条写了什么", "follow-up");
      return (await system.ask("这个找谁", "follow-up")).answer.citations.map(({ clauseId }) => clauseId);
    };
    expect(await followUp(whole)).toEqual(["lin-an-2024/18"]);
    expect(await followUp(without("without-conversation"))).not.toContain("lin-an-2024/18");
  });

  it("remembers no conversation of the whole product's", async () => {
    await whole.ask("第十八条写了什么", "shared");
    const { answer } = await without("vector-only").ask("这个找谁", "shared");
    expect(answer.citations.map(({ clauseId }) => clauseId)).not.toContain("lin-an-2024/18");
  });
});

describe("a reranker", () => {
  it("is taken away too where one is configured", async () => {
    const { corpus, lexicon } = product.services;
    const search = await openSearchIndex({
      corpus,
      lexicon,
      embedder: product.embedder,
      openReranker: async () => ({
        fingerprint: "all alike",
        score: async (_, documents) => documents.map(() => 0),
      }),
      vectorIndexFactory: exactVectorIndexFactory,
      snapshotStore: { read: async () => null, write: async () => {} },
      warn: () => {},
    });
    const systems = await ablatedSystems({ ...product, search });
    expect(systems.map(({ name }) => name)).toContain("without-reranker");
    expect([...ablated.keys()]).not.toContain("without-reranker");
  });
});

describe("the trace of an answer", () => {
  it("holds what was found, what was thought of it and what was chosen", async () => {
    const { trace, answer } = await whole.ask("老旧小区能加装电梯吗", "trace");
    const [part] = trace?.parts ?? [];
    expect(part).toMatchObject({ intent: "topic", evidence: "sufficient", reason: null, pinned: null });
    expect(part?.answerability).toBeGreaterThanOrEqual(trace?.answerThreshold ?? 1);
    expect(part?.judged[0]?.clauseId).toBe(answer.citations[0]?.clauseId);
    expect(part?.chosen).toEqual(answer.citations.map(({ clauseId }) => clauseId));
    expect(part?.retrieved).toContain("lin-an-2024/72");
  });

  it("tells a refusal by the score from one by the place asked about", async () => {
    const elsewhere = await whole.ask("余杭区的高企补贴有多少", "elsewhere");
    expect(elsewhere.trace?.parts[0]).toMatchObject({
      evidence: "insufficient",
      reason: "other_region",
      answerability: null,
    });
    const unrelated = await whole.ask("今天股市涨了没有", "unrelated");
    const [part] = unrelated.trace?.parts ?? [];
    expect(part?.evidence).toBe("insufficient");
    expect(part?.answerability).toBeLessThan(unrelated.trace?.answerThreshold ?? 0);
  });
});
