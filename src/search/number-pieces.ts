import type { NumberedPieces } from "./fit-piece-weights.ts";
import { positionIn } from "./position-in.ts";

/**
 * Numbers the pieces that occur often enough, given as hashes, by their place among all such.
 * @param piecesOf of each text, each piece once
 */
export function numberPieces(
  texts: readonly string[],
  piecesOf: (text: string) => readonly number[],
  smallestCount: number,
): NumberedPieces & { readonly pieces: Uint32Array } {
  const offsets = new Uint32Array(texts.length + 1);
  for (const [row, text] of texts.entries()) {
    offsets[row + 1] = (offsets[row] ?? 0) + piecesOf(text).length;
  }
  const hashes = new Uint32Array(offsets[texts.length] ?? 0);
  for (const [row, text] of texts.entries()) hashes.set(piecesOf(text), offsets[row]);
  const pieces = frequentAmong(hashes, smallestCount);
  const numbers = Int32Array.from(hashes, (hash) => positionIn(pieces, hash));
  return { offsets, numbers, count: pieces.length, pieces };
}

/** Those that occur so often, ascending, each once. */
function frequentAmong(hashes: Uint32Array, smallestCount: number): Uint32Array {
  const sorted = hashes.toSorted();
  return sorted.filter((hash, at) => hash !== sorted[at - 1] && sorted[at + smallestCount - 1] === hash);
}
