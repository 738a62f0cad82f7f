import type { Embedder } from "../../search/embedder.ts";
import type { EmbedderSettings, EndpointSettings } from "../../search/model-settings.ts";
import type { Reranker } from "../../search/reranker.ts";
import { noVectorCache, type VectorCache } from "../../search/vector-cache.ts";

export interface ConfiguredEndpoints {
  readonly openEmbedder: (() => Promise<Embedder>) | undefined;
  readonly openReranker: (() => Promise<Reranker>) | undefined;
}

/**
 * The models behind endpoints that the settings choose. The client's package is loaded only where one is chosen.
 * @param openCache where vectors of passages are kept; nowhere without it
 */
export function configuredEndpoints(
  embedder: EmbedderSettings,
  reranker: EndpointSettings | null,
  openCache: () => Promise<VectorCache> = async () => noVectorCache,
): ConfiguredEndpoints {
  return {
    openEmbedder:
      embedder.kind === "openai-compatible"
        ? async () => {
            const { openEndpointEmbedder } = await import("./endpoint-embedder.ts");
            return await openEndpointEmbedder(embedder, await openCache());
          }
        : undefined,
    openReranker:
      reranker === null
        ? undefined
        : async () => {
            const { openEndpointReranker } = await import("./endpoint-reranker.ts");
            return openEndpointReranker(reranker);
          },
  };
}
