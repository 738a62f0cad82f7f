import * as z from "zod";
import { digestOfText } from "../../domain/text-digest.ts";
import type { Embedder } from "../../search/embedder.ts";
import { fingerprintOf } from "../../search/fingerprint.ts";
import { type EndpointEmbedderSettings, fillTemplate } from "../../search/model-settings.ts";
import { unitVector } from "../../search/unit-vector.ts";
import type { VectorCache } from "../../search/vector-cache.ts";
import { inOrder, type ModelEndpoint, openModelEndpoint, type Patience } from "./model-endpoint.ts";

/** At a start nobody waits for, an endpoint may load its model first or tell us to come back. */
const passagePatience: Patience = { retries: 5, attemptSeconds: 30 };
/** One that hangs must not keep the service from starting. */
const probePatience: Patience = { retries: 1, attemptSeconds: 10 };
/** Requests under way at a time. */
const parallelRequests = 4;
/** Only its vector's length is looked at. */
const probeText = "条文";

const responseSchema = z.object({
  data: z.array(z.object({ index: z.int().min(0), embedding: z.array(z.number()).min(1) })),
});

/**
 * An embedding model behind any endpoint that speaks OpenAI's `/embeddings`. Vectors of passages are kept in the
 * cache; those of questions nowhere, being people's words.
 * @throws TiaowenError `model_unavailable` when the endpoint cannot be reached or does not answer as agreed
 */
export async function openEndpointEmbedder(
  settings: EndpointEmbedderSettings,
  cache: VectorCache,
): Promise<Embedder> {
  const { model, dimensions: wanted, characterLimit, templates, timeoutSeconds } = settings;
  const endpoint = openModelEndpoint(settings, "EMBEDDING_BASE_URL");
  const questionPatience = { retries: 1, attemptSeconds: timeoutSeconds, totalSeconds: timeoutSeconds };
  const passages = new CachedPassages(endpoint, settings, cache);
  const [probe] = await passages.embed([probeText], probePatience);
  const dimensions = wanted ?? probe?.length ?? 0;
  requireDimensions(endpoint, [probe ?? new Float32Array(0)], dimensions);

  const asked = fingerprintOf(JSON.stringify([templates, characterLimit]));
  return {
    fingerprint: `openai-compatible:${endpoint.host}/${model}@${dimensions}-${asked}`,
    dimensions,
    async embed(texts, purpose) {
      const sent = texts.map((text) => fillTemplate(templates, purpose, text.slice(0, characterLimit)));
      const hasContent = texts.map((text) => text.trim() !== "");
      const asking = sent.filter((_, position) => hasContent[position]);
      const vectors =
        purpose === "passage"
          ? await passages.embed(asking, passagePatience)
          : await requestAll(endpoint, settings, asking, questionPatience);
      requireDimensions(endpoint, vectors, dimensions);
      const next = vectors.values();
      return hasContent.map((has) => (has ? next.next().value : null) ?? new Float32Array(dimensions));
    },
  };
}

/** Passages are asked for once each, and never again while the cache keeps them. */
class CachedPassages {
  readonly #endpoint: ModelEndpoint;
  readonly #settings: EndpointEmbedderSettings;
  readonly #cache: VectorCache;

  constructor(endpoint: ModelEndpoint, settings: EndpointEmbedderSettings, cache: VectorCache) {
    this.#endpoint = endpoint;
    this.#settings = settings;
    this.#cache = cache;
  }

  async embed(texts: readonly string[], patience: Patience): Promise<Float32Array[]> {
    const keys = await Promise.all(texts.map((text) => this.#keyOf(text)));
    const known = new Map(await this.#cache.read([...new Set(keys)]));
    const missing = new Map(keys.map((key, position) => [key, texts[position] ?? ""] as const));
    for (const key of known.keys()) missing.delete(key);
    const missingKeys = [...missing.keys()];
    const keep = async (vectors: readonly Float32Array[], start: number): Promise<void> => {
      const found = new Map(vectors.map((vector, index) => [missingKeys[start + index] ?? "", vector]));
      for (const [key, vector] of found) known.set(key, vector);
      await this.#cache.write(found);
    };
    await requestAll(this.#endpoint, this.#settings, [...missing.values()], patience, keep);
    return keys.map((key) => known.get(key) ?? new Float32Array(0));
  }

  /** Everything that decides the vector. */
  #keyOf(text: string): Promise<string> {
    const { model, dimensions } = this.#settings;
    return digestOfText(JSON.stringify([this.#endpoint.name, model, dimensions, text]));
  }
}

/**
 * One unit vector a text, in order, by as many requests as it takes.
 * @param onBatch told of each request's vectors with the position of the first, as soon as they are there
 */
async function requestAll(
  endpoint: ModelEndpoint,
  settings: EndpointEmbedderSettings,
  texts: readonly string[],
  patience: Patience,
  onBatch: (vectors: readonly Float32Array[], start: number) => Promise<void> = async () => {},
): Promise<Float32Array[]> {
  const { batchSize } = settings;
  const vectors: Float32Array[] = new Array(texts.length);
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < texts.length) {
      const start = next;
      next += batchSize;
      try {
        const batch = await request(endpoint, settings, texts.slice(start, start + batchSize), patience);
        batch.forEach((vector, index) => {
          vectors[start + index] = vector;
        });
        await onBatch(batch, start);
      } catch (error) {
        // What would come after is not asked for: the texts are wanted all together.
        next = texts.length;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: parallelRequests }, work));
  return vectors;
}

async function request(
  endpoint: ModelEndpoint,
  { model, dimensions }: EndpointEmbedderSettings,
  texts: readonly string[],
  patience: Patience,
): Promise<Float32Array[]> {
  const body = {
    model,
    input: texts,
    // Not every endpoint knows the client's default, base64.
    encoding_format: "float",
    ...(dimensions !== null && { dimensions }),
  };
  const { data } = await endpoint.post("/embeddings", body, patience, responseSchema);
  return inOrder(endpoint, data, texts.length).map(({ embedding }) => unitVector(embedding));
}

function requireDimensions(
  endpoint: ModelEndpoint,
  vectors: readonly Float32Array[],
  dimensions: number,
): void {
  const strange = vectors.find((vector) => vector.length !== dimensions);
  if (strange !== undefined) {
    throw endpoint.wrongAnswer(`给的向量是 ${strange.length} 维,应为 ${dimensions} 维`);
  }
}
