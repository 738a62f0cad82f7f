import type { Analyser } from "./analyser.ts";
import type { Embedder } from "./embedder.ts";

/** Raised when the rules below change. */
const rulesVersion = 1;

/** Twice as many measured no better beside the lexical index, half as many worse. */
const dimensions = 512;

/**
 * The embedder that needs no training: each term of the text hashed to a dimension and a sign, counts dampened,
 * unit length. Character triples and weighting by idf were measured and left out: both add more collisions than
 * meaning.
 */
export function createHashingEmbedder(analyser: Analyser): Embedder {
  return {
    fingerprint: `hashing-${rulesVersion}-${dimensions}-${analyser.fingerprint}`,
    dimensions,
    embed: async (texts) => texts.map((text) => embedTerms(analyser.terms(text))),
  };
}

function embedTerms(terms: readonly string[]): Float32Array {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);

  const vector = new Float32Array(dimensions);
  for (const [term, count] of counts) {
    const hash = hashTerm(term);
    const dimension = (hash >>> 1) % dimensions;
    const sign = hash & 1 ? 1 : -1;
    vector[dimension] = (vector[dimension] ?? 0) + sign * (1 + Math.log(count));
  }
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return length === 0 ? vector : vector.map((value) => value / length);
}

/** FNV-1a, its bits mixed, since the lowest bit alone decides the sign. */
function hashTerm(term: string): number {
  let hash = 0x811c9dc5;
  for (let position = 0; position < term.length; position++) {
    hash = Math.imul(hash ^ term.charCodeAt(position), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return (hash ^ (hash >>> 15)) >>> 0;
}
