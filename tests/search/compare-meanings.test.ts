import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blendMeanings } from "../../src/search/blend-meanings.ts";
import { compareMeanings } from "../../src/search/compare-meanings.ts";
import type { Embedder } from "../../src/search/embedder.ts";
import { exactVectorIndexFactory } from "../../src/search/exact-vector-index.ts";
import { MeaningIndex } from "../../src/search/meaning-index.ts";
import { RetrievalUnits } from "../../src/search/retrieval-units.ts";
import { SimilarityScale } from "../../src/search/similarity-scale.ts";
import { buildDocument } from "./build-document.ts";
import { builtInEmbedder } from "./built-in-embedder.ts";
import { shiftedEmbedder } from "./other-embedders.ts";

const document = buildDocument("lake", [
  { title: "科技企业培育", text: "对首次认定的高新技术企业给予奖励。" },
  { title: "交通成本", text: "集装箱运输车辆通行费六五折优惠。" },
  { title: "景区提升", text: "对新评定的景区给予奖励。" },
  { title: "老旧小区", text: "推进老旧小区住宅加装电梯。" },
  { title: "育儿补助", text: "完善生育支持政策,发放育儿补助。" },
]);
const provisions = document.provisions.map((provision) => ({ document, provision }));
const units = new RetrievalUnits(provisions, new Map(), ["provision"]);
const questions = ["高企奖励", "过路费优惠", "景区奖励", "装电梯", "生娃补助"];
const samples = questions.map((question, provision) => ({ question, provision }));

async function indexOf(embedder: Embedder, scale?: SimilarityScale): Promise<MeaningIndex> {
  const rows = await embedder.embed(
    provisions.map((_, row) => units.passage(row)),
    "passage",
  );
  const vectors = Float32Array.from(rows.flatMap((row) => [...row]));
  const vectorIndex = await exactVectorIndexFactory.build(vectors, embedder.dimensions);
  return new MeaningIndex({
    embedder,
    vectorIndex,
    units,
    provisionCount: provisions.length,
    ...(scale && { scale }),
  });
}

async function scoresOf(index: MeaningIndex, question: string): Promise<number[]> {
  const [vector = new Float32Array()] = await index.embed([question]);
  return index.nearest(vector, 3).map(({ score }) => score);
}

describe("comparing two embedders", () => {
  it("brings similarities of another scale to those of the reference", async () => {
    const reference = await indexOf(builtInEmbedder);
    const shifted = shiftedEmbedder(builtInEmbedder);
    const { scale, weight } = await compareMeanings(await indexOf(shifted), reference, samples);
    expect(weight).toBeCloseTo(0.5, 5);
    const scaled = await indexOf(shifted, scale);
    for (const question of [...questions, "电梯补助", "大货车"]) {
      const wanted = await scoresOf(reference, question);
      const raw = await scoresOf(await indexOf(shifted), question);
      const [best = 0] = await scoresOf(scaled, question);
      expect(best).toBeCloseTo(wanted[0] ?? 0, 1);
      expect(raw[0]).toBeGreaterThan(0.7);
    }
  });

  it("counts an embedder by what it finds", async () => {
    const reference = await indexOf(builtInEmbedder);
    const blind: Embedder = {
      ...builtInEmbedder,
      embed: async (texts, purpose) =>
        (await builtInEmbedder.embed(texts, purpose)).map((vector) =>
          purpose === "question" ? vector.toReversed() : vector,
        ),
    };
    const { weight } = await compareMeanings(await indexOf(blind), reference, samples);
    expect(weight).toBeGreaterThanOrEqual(0);
    expect(weight).toBeLessThan(0.35);
  });

  it("changes nothing where there is nothing to compare by", async () => {
    const reference = await indexOf(builtInEmbedder);
    const { scale, weight } = await compareMeanings(reference, reference, []);
    expect([scale.apply(0.3), weight]).toEqual([0.3, 0]);
  });
});

describe("a scale", () => {
  const ascending = (count: number) =>
    fc
      .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: count, maxLength: count })
      .map((values) => values.sort((one, other) => one - other));

  it("never turns an order round, whatever its points are, and never goes beyond 1", () => {
    fc.assert(
      fc.property(
        ascending(6),
        ascending(6),
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.double({ min: -1, max: 1, noNaN: true }),
        (from, to, one, other) => {
          const points = Float32Array.from(from.flatMap((value, index) => [value, to[index] ?? 0]));
          const scale = new SimilarityScale(points);
          const [low, high] = [Math.min(one, other), Math.max(one, other)];
          expect(scale.apply(low)).toBeLessThanOrEqual(scale.apply(high) + 1e-9);
          expect(scale.apply(high)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it("goes through its points", () => {
    const scale = new SimilarityScale(Float32Array.of(0.5, 0, 0.75, 0.5, 1, 1));
    expect([0.5, 0.625, 0.75, 0.875, 1].map((value) => scale.apply(value))).toEqual([0, 0.25, 0.5, 0.75, 1]);
  });
});

describe("blending two rankings", () => {
  const hit = (provision: number, score: number) => ({ provision, row: 10 * provision, score });
  const builtIn = [hit(1, 0.8), hit(2, 0.4)];
  const configured = [hit(3, 0.9), hit(2, 0.8)];

  it("takes the weighted mean, and 0 for what a ranking lacks", () => {
    const blended = blendMeanings(builtIn, configured, 0.5);
    expect(blended.map(({ provision }) => provision)).toEqual([2, 3, 1]);
    expect(blended.map(({ score }) => score)).toEqual([0.6000000000000001, 0.45, 0.4]);
  });

  it("is either of the two where all weight lies there", () => {
    expect(blendMeanings(builtIn, configured, 0).slice(0, 2)).toEqual(builtIn);
    expect(blendMeanings(builtIn, configured, 1).slice(0, 2)).toEqual(configured);
  });
});
