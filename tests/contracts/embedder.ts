import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Embedder } from "../../src/search/embedder.ts";

export interface OpenedEmbedder {
  readonly embedder: Embedder;
  close?(): Promise<void>;
}

const texts = [
  "对首次认定的高新技术企业给予奖励。",
  "公交车票价优惠",
  "老旧小区住宅加装电梯",
  "R&D 经费 3% 以上",
  "公交车票价优惠",
];

/**
 * What every embedder promises, whatever is behind it.
 * @param open each time the same embedder anew; it is to know the characters of `embedderTexts`
 */
export function describeEmbedder(name: string, open: () => Promise<OpenedEmbedder>): void {
  describe(`${name} embedder`, () => {
    let embedder: Embedder;
    let close: (() => Promise<void>) | undefined;

    beforeAll(async () => {
      const opened = await open();
      ({ embedder } = opened);
      close = opened.close;
    });
    afterAll(() => close?.());

    const vectorOf = async (text: string): Promise<Float32Array> => {
      const [vector = new Float32Array()] = await embedder.embed([text], "passage");
      return vector;
    };

    it.each(["question", "passage"] as const)("gives one unit vector a %s, in order", async (purpose) => {
      const vectors = await embedder.embed(texts, purpose);
      expect(vectors).toHaveLength(texts.length);
      for (const vector of vectors) {
        expect(vector).toBeInstanceOf(Float32Array);
        expect(vector).toHaveLength(embedder.dimensions);
        expect(cosine(vector, vector)).toBeCloseTo(1, 4);
      }
      expect(cosine(vectors[1], vectors[4])).toBeCloseTo(1, 4);
      expect(cosine(vectors[0], vectors[1])).toBeLessThan(0.999);
    });

    it("gives nothing for nothing", async () => {
      expect(await embedder.embed([], "question")).toEqual([]);
    });

    it("gives zeros for a text without content, and the others their vectors", async () => {
      const [empty, full, blank] = await embedder.embed(["", "公交", " \n\t"], "passage");
      const zeros = new Float32Array(embedder.dimensions);
      expect(empty).toEqual(zeros);
      expect(blank).toEqual(zeros);
      expect(cosine(full, await vectorOf("公交"))).toBeCloseTo(1, 4);
    });

    it("gives a text the same vector alone, among others and again", async () => {
      const together = await embedder.embed(texts, "passage");
      for (const [index, text] of texts.entries()) {
        expect(cosine(together[index], await vectorOf(text))).toBeCloseTo(1, 4);
      }
    });

    it("takes more texts than fit into one batch", async () => {
      const many = Array.from({ length: 70 }, (_, index) => texts[index % texts.length] ?? "");
      const vectors = await embedder.embed(many, "passage");
      expect(vectors).toHaveLength(many.length);
      for (const [index, vector] of vectors.entries()) {
        expect(cosine(vector, vectors[index % texts.length])).toBeCloseTo(1, 4);
      }
    });

    it("takes long texts and odd ones", async () => {
      const odd = ["奖励".repeat(5_000), "公\0交\u200b", "\ud800公交\udc00", "🚌🏔️", "﷽ العربية", "。!?"];
      for (const vector of await embedder.embed(odd, "question")) {
        expect(vector).toHaveLength(embedder.dimensions);
        expect(vector.every(Number.isFinite)).toBe(true);
      }
    });

    it("has the same name each time it is opened", async () => {
      const again = await open();
      expect(again.embedder.fingerprint).toBe(embedder.fingerprint);
      expect(again.embedder.dimensions).toBe(embedder.dimensions);
      await again.close?.();
    });
  });
}

/** For those who make a model: the characters that it has to know. */
export const embedderTexts: readonly string[] = texts;

function cosine(one: Float32Array | undefined, other: Float32Array | undefined): number {
  return (one ?? new Float32Array()).reduce((sum, value, index) => sum + value * (other?.[index] ?? 0), 0);
}
