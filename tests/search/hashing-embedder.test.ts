import fc from "fast-check";
import { expect, it } from "vitest";
import { createAnalyser } from "../../src/search/analyser.ts";
import { similarity } from "../../src/search/exact-vector-index.ts";
import { createHashingEmbedder } from "../../src/search/hashing-embedder.ts";
import { createLexicon } from "../../src/search/lexicon.ts";
import { anyText } from "./any-text.ts";

const analyser = createAnalyser(createLexicon([{ term: "高新技术企业", forms: ["高企"], relation: "same" }]));
const embedder = createHashingEmbedder(analyser);

async function alike(one: string, other: string): Promise<number> {
  const [first = new Float32Array(0), second = new Float32Array(0)] = await embedder.embed(
    [one, other],
    "passage",
  );
  return similarity(first, second, 0);
}

it("gives one vector of unit length per text, zeros for text without content", async () => {
  const texts = fc.array(anyText, { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(texts, async (list) => {
      const vectors = await embedder.embed(list, "question");
      expect(vectors).toHaveLength(list.length);
      for (const [index, vector] of vectors.entries()) {
        expect(vector).toHaveLength(embedder.dimensions);
        const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
        // Two terms may fall on one dimension with opposite signs and leave nothing.
        if (analyser.terms(list[index] ?? "").length === 0) expect(length).toBe(0);
        else expect(length === 0 || Math.abs(length - 1) < 1e-5).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});

it("puts texts that share words nearer than texts that do not", async () => {
  expect(await alike("研发费用加计扣除", "落实研发费用加计扣除政策")).toBeGreaterThan(
    await alike("研发费用加计扣除", "老旧小区加装电梯"),
  );
});

it("brings a form of the lexicon near its term", async () => {
  expect(await alike("高企", "高新技术企业")).toBeGreaterThan(0.3);
});

it("is named by its rules and its lexicon", () => {
  expect(createHashingEmbedder(analyser).fingerprint).toBe(embedder.fingerprint);
  const other = createHashingEmbedder(createAnalyser(createLexicon([])));
  expect(other.fingerprint).not.toBe(embedder.fingerprint);
});
