import { TiaowenError } from "../../domain/errors.ts";
import type { Embedder } from "../../search/embedder.ts";

/**
 * An embedder for questions alone: passages were embedded when the Worker was built. A Worker that did it itself would
 * ask the endpoint about the whole corpus each time an instance starts.
 */
export function packedPassages(embedder: Embedder): Embedder {
  return {
    fingerprint: embedder.fingerprint,
    dimensions: embedder.dimensions,
    async embed(texts, purpose) {
      if (purpose === "question") return await embedder.embed(texts, purpose);
      throw new TiaowenError(
        "model_unavailable",
        `打包时用的不是 ${embedder.fingerprint},请用与运行时相同的设置重新 npm run build:worker`,
        { at: "EMBEDDER" },
      );
    },
  };
}
