import { join } from "node:path";
import type { Embedder } from "../../search/embedder.ts";
import type { Reranker } from "../../search/reranker.ts";
import type { Settings } from "./settings.ts";

export interface ConfiguredModels {
  readonly openEmbedder: (() => Promise<Embedder>) | undefined;
  readonly openReranker: (() => Promise<Reranker>) | undefined;
}

/** The models that the settings choose beside the built-in one. Their packages are loaded only where they are chosen. */
export function configuredModels(
  { embedder, reranker, dataDirectory }: Pick<Settings, "embedder" | "reranker" | "dataDirectory">,
  warn: (message: string) => void,
): ConfiguredModels {
  return {
    openEmbedder:
      embedder.kind === "built-in" ? undefined : () => openEmbedder(embedder, dataDirectory, warn),
    openReranker:
      reranker === null
        ? undefined
        : async () => {
            const { openEndpointReranker } = await import("../openai/endpoint-reranker.ts");
            return openEndpointReranker(reranker);
          },
  };
}

async function openEmbedder(
  settings: Exclude<Settings["embedder"], { kind: "built-in" }>,
  dataDirectory: string,
  warn: (message: string) => void,
): Promise<Embedder> {
  if (settings.kind === "onnx") {
    const { openOnnxEmbedder } = await import("./onnx-embedder.ts");
    return openOnnxEmbedder(settings);
  }
  const { openEndpointEmbedder } = await import("../openai/endpoint-embedder.ts");
  const { sqliteVectorCache } = await import("./sqlite-vector-cache.ts");
  return openEndpointEmbedder(settings, sqliteVectorCache(join(dataDirectory, "vectors.sqlite"), warn));
}
