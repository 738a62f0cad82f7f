import { describe, expect, it } from "vitest";
import { createNaiveBaseline } from "../../evals/baselines/naive-langchain.ts";
import { quoteFidelity } from "../../evals/scorers/quotes.ts";
import { askAll } from "../../evals/system.ts";
import { LangChainEmbeddings } from "../../src/adapters/langchain/langchain-embeddings.ts";
import type { PolicyDocument } from "../../src/domain/document.ts";
import type { Embedder } from "../../src/search/embedder.ts";
import { provisions, sampleConversations } from "./fixtures/answers.ts";
import { policy } from "./fixtures/policy.ts";

/** Counts of characters, hashed: enough to tell texts apart. */
const characterEmbedder: Embedder = {
  fingerprint: "characters",
  dimensions: 64,
  embed: async (texts) =>
    texts.map((text) => {
      const vector = new Float32Array(64);
      for (const character of text) {
        const slot = (character.codePointAt(0) ?? 0) % 64;
        vector[slot] = (vector[slot] ?? 0) + 1;
      }
      const norm = Math.hypot(...vector) || 1;
      return vector.map((value) => value / norm);
    }),
};

/** The policy with filler between its provisions, so that it makes many chunks. */
function longPolicy(): PolicyDocument {
  const filler = `${"无关的文字。".repeat(100)}\n`;
  const source = policy.provisions
    .map(({ span }) => filler + policy.source.slice(span.start, span.end))
    .join("\n");
  const provisions = policy.provisions.map((provision) => {
    const start = source.indexOf(policy.source.slice(provision.span.start, provision.span.end));
    return { ...provision, span: { start, end: start + provision.span.end - provision.span.start } };
  });
  return { ...policy, source, provisions };
}

describe("naive LangChain baseline", () => {
  it("cites the provisions that its chunks overlap, each verbatim, and names the units printed there", async () => {
    const baseline = await createNaiveBaseline([policy], characterEmbedder);
    const observations = await askAll(baseline, sampleConversations(), () => {});
    for (const observation of observations) {
      expect(observation.answer.status).toBe("answered");
      expect(observation.answer.citations.map(({ clauseId }) => clauseId)).toEqual([...provisions.keys()]);
      expect(observation.answer.responsibleUnits).toEqual(["区科技局", "区财政局", "区交通运输局"]);
      expect(quoteFidelity(observation, provisions)).toBe(1);
    }
  });

  it("answers with four chunks of a longer document, and cites only what they hold", async () => {
    const document = longPolicy();
    const baseline = await createNaiveBaseline([document], characterEmbedder);
    const { answer } = await baseline.ask("新辟优化公交线路", "new");
    expect(answer.answer.length).toBeLessThanOrEqual(4 * 500 + 3 * 2);
    expect(answer.citations.length).toBeLessThan(document.provisions.length);
    for (const { quote, clauseId } of answer.citations) {
      expect(answer.answer).toContain(quote.trim());
      const provision = document.provisions.find(({ id }) => id === clauseId);
      expect(document.source.slice(provision?.span.start, provision?.span.end)).toContain(quote);
    }
  });

  it("embeds one vector per text, in order", async () => {
    const embeddings = new LangChainEmbeddings(characterEmbedder);
    const vectors = await embeddings.embedDocuments(["公交", "高企"]);
    expect(vectors).toHaveLength(2);
    expect(await embeddings.embedQuery("高企")).toEqual(vectors[1]);
  });
});
