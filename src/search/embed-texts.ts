import { TiaowenError } from "../domain/errors.ts";
import type { Embedder } from "./embedder.ts";

/** @throws TiaowenError `configuration_invalid` when the embedder does not give what it promises. */
export async function embedTexts(
  embedder: Embedder,
  texts: readonly string[],
  purpose: "question" | "passage",
): Promise<Float32Array[]> {
  const { dimensions, fingerprint } = embedder;
  const vectors = await embedder.embed(texts, purpose);
  const kept =
    vectors.length === texts.length &&
    vectors.every((vector) => vector.length === dimensions && vector.every(Number.isFinite));
  if (kept) return vectors;
  throw new TiaowenError(
    "configuration_invalid",
    `the embedder ${fingerprint} was to give ${texts.length} vectors of ${dimensions} finite numbers and did not`,
  );
}
