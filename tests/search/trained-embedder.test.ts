import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TiaowenError } from "../../src/domain/errors.ts";
import { dequantise, encodeEmbedderModel, quantise } from "../../src/search/embedder-model.ts";
import { emptyUnit, extendUnit, tokenise } from "../../src/search/text-units.ts";
import { createTrainedEmbedder } from "../../src/search/trained-embedder.ts";

const dimensions = 8;

function unitOf(text: string): number {
  return tokenise(text).reduce(extendUnit, emptyUnit) | 0;
}

const words = ["补", "补贴", "公交", "公交车", "etc", "2024"];
const units = Int32Array.from(words, unitOf);
const vectors = Float32Array.from({ length: (units.length + 2) * dimensions }, (_, index) =>
  Math.sin(index * 1.7 + 0.3),
);
const bytes = encodeEmbedderModel(quantise(dimensions, units, vectors));
const embedder = createTrainedEmbedder(bytes);

function lengthOf(vector: Float32Array | undefined): number {
  return Math.sqrt((vector ?? new Float32Array()).reduce((sum, value) => sum + value * value, 0));
}

describe("trained embedder", () => {
  it("turns any text into a unit vector or zeros", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: "binary" }),
          fc.string({ unit: fc.constantFrom(...words, "。", "\n", "\ud800") }),
        ),
        fc.constantFrom("question" as const, "passage" as const),
        async (text, purpose) => {
          const [vector] = await embedder.embed([text], purpose);
          const length = lengthOf(vector);
          expect(vector?.every(Number.isFinite)).toBe(true);
          expect(length === 0 || Math.abs(length - 1) < 1e-6).toBe(true);
        },
      ),
    );
  });

  it("gives zeros for a text without a known unit", async () => {
    expect(await embedder.embed(["", "。!?", "陌生"], "question")).toEqual(
      new Array(3).fill(new Float32Array(dimensions)),
    );
  });

  it("sums the units of a text, repeated ones dampened, with what its purpose adds", async () => {
    const [vector] = await embedder.embed(["补贴,补贴"], "passage");
    const row = (position: number) => vectors.slice(position * dimensions, (position + 1) * dimensions);
    const sum = row(0).map(
      (value, index) =>
        (value + (row(1)[index] ?? 0)) * (1 + Math.log(2)) + (row(units.length + 1)[index] ?? 0),
    );
    const cosine =
      sum.reduce((total, value, index) => total + value * (vector?.[index] ?? 0), 0) / lengthOf(sum);
    expect(cosine).toBeGreaterThan(0.99);
  });

  it("takes no unit across punctuation, and letters in either width and case", async () => {
    const [apart, whole, wide, plain] = await embedder.embed(["公,交", "公交", "ETC", "etc"], "question");
    expect(lengthOf(apart)).toBe(0);
    expect(lengthOf(whole)).toBeCloseTo(1);
    expect(wide).toEqual(plain);
  });

  it("keeps one text's vector apart from another's", async () => {
    const together = await embedder.embed(["公交车补贴", "etc"], "question");
    const [alone] = await embedder.embed(["etc"], "question");
    expect(together[1]).toEqual(alone);
  });

  it("has another fingerprint for another model", () => {
    const changed = vectors.with(0, 3);
    const other = createTrainedEmbedder(encodeEmbedderModel(quantise(dimensions, units, changed)));
    expect(other.fingerprint).not.toBe(embedder.fingerprint);
    expect(createTrainedEmbedder(bytes.slice()).fingerprint).toBe(embedder.fingerprint);
  });

  it("reads a model from bytes at any address", async () => {
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    for (const moved of [shifted.subarray(1), Buffer.from(shifted.buffer, 1), Buffer.from(bytes)]) {
      const read = createTrainedEmbedder(moved);
      expect(await read.embed(["补贴"], "question")).toEqual(await embedder.embed(["补贴"], "question"));
    }
  });

  it("refuses a file that is cut short, damaged or something else", () => {
    const damaged = bytes.with(bytes.length - 20, (bytes.at(-20) ?? 0) ^ 1);
    for (const [wrong, message] of [
      [bytes.subarray(0, bytes.length - 1), "incomplete"],
      [bytes.subarray(0, 256), "incomplete"],
      [bytes.toReversed(), "not an embedder model"],
      [new Uint8Array(), "not an embedder model"],
      [damaged, "damaged"],
    ] as const) {
      expect(() => createTrainedEmbedder(wrong, "model.bin")).toThrow(TiaowenError);
      expect(() => createTrainedEmbedder(wrong, "model.bin")).toThrow(`model.bin is ${message}`);
    }
  });

  it("loses little by four bits", () => {
    const model = quantise(dimensions, units, vectors);
    const kept = dequantise(model);
    const errors = vectors.map((value, index) => Math.abs(value - (kept[index] ?? 0)));
    expect(Math.max(...errors)).toBeLessThan(0.15);
  });
});
