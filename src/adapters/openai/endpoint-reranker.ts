import * as z from "zod";
import type { EndpointSettings } from "../../search/model-settings.ts";
import type { Reranker } from "../../search/reranker.ts";
import { inOrder, openModelEndpoint } from "./model-endpoint.ts";

const responseSchema = z.object({
  results: z.array(z.object({ index: z.int().min(0), relevance_score: z.number() })),
});

/** A reranking model behind any endpoint that speaks as those of Jina, Cohere, vLLM and DashScope do. */
export function openEndpointReranker(settings: EndpointSettings): Reranker {
  const { model, timeoutSeconds } = settings;
  const endpoint = openModelEndpoint(settings, "RERANK_URL");
  const patience = { retries: 1, attemptSeconds: timeoutSeconds, totalSeconds: timeoutSeconds };
  return {
    fingerprint: `${endpoint.host}/${model}`,
    async score(query, documents) {
      const body = { model, query, documents, top_n: documents.length };
      const { results } = await endpoint.post("", body, patience, responseSchema);
      return inOrder(endpoint, results, documents.length).map(({ relevance_score }) => relevance_score);
    },
  };
}
