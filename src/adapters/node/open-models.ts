import { join } from "node:path";
import { type ConfiguredEndpoints, configuredEndpoints } from "../openai/configured-endpoints.ts";
import type { Settings } from "./settings.ts";

/** The models that the settings choose beside the built-in one. What runs them is loaded only where it is chosen. */
export function configuredModels(
  { embedder, reranker, dataDirectory }: Pick<Settings, "embedder" | "reranker" | "dataDirectory">,
  warn: (message: string) => void,
): ConfiguredEndpoints {
  const endpoints = configuredEndpoints(embedder, reranker, async () => {
    const { sqliteVectorCache } = await import("./sqlite-vector-cache.ts");
    return sqliteVectorCache(join(dataDirectory, "vectors.sqlite"), warn);
  });
  if (embedder.kind !== "onnx") return endpoints;
  return {
    ...endpoints,
    openEmbedder: async () => {
      const { openOnnxEmbedder } = await import("./onnx-embedder.ts");
      return await openOnnxEmbedder(embedder);
    },
  };
}
