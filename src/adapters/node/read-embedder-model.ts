import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { EmbedderModelFile } from "../../answering/open-services.ts";

/** The built-in embedder's model, as `evals/training` left it. */
export async function readEmbedderModel(): Promise<EmbedderModelFile> {
  const path = join(import.meta.dirname, "../../search/models/embedder.bin");
  return { name: path, bytes: await readFile(path) };
}
