import { Embeddings } from "@langchain/core/embeddings";
import type { Embedder } from "../../search/embedder.ts";

/** Any of our embedders, as LangChain's vector stores take them. */
export class LangChainEmbeddings extends Embeddings {
  readonly #embedder: Embedder;

  constructor(embedder: Embedder) {
    super({});
    this.#embedder = embedder;
  }

  async embedDocuments(texts: string[]): Promise<number[][]> {
    const vectors = await this.#embedder.embed(texts, "passage");
    return vectors.map((vector) => [...vector]);
  }

  async embedQuery(text: string): Promise<number[]> {
    const [vector] = await this.#embedder.embed([text], "question");
    if (vector === undefined) throw new Error("the embedder returned no vector for the question");
    return [...vector];
  }
}
