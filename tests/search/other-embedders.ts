import type { Embedder } from "../../src/search/embedder.ts";

/** Finds what the embedder finds, by similarities that all lie between 0.7 and 1, as those of many models do. */
export function shiftedEmbedder(embedder: Embedder): Embedder {
  const [common, own] = [Math.sqrt(0.7), Math.sqrt(0.3)];
  return {
    fingerprint: `shifted ${embedder.fingerprint}`,
    dimensions: embedder.dimensions + 1,
    embed: async (texts, purpose) =>
      (await embedder.embed(texts, purpose)).map((vector) =>
        Float32Array.of(common, ...vector.map((value) => own * value)),
      ),
  };
}
