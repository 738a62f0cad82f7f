import type { NumberedPieces } from "./fit-piece-weights.ts";
import { positionIn } from "./position-in.ts";

/** A piece that one text alone has says nothing of others. */
export const fewestSaying = 2;

/**
 * Numbers the pieces that occur often enough, given as hashes, by their place among all such.
 * @param rows the pieces of each text, each once
 */
export function numberPieces(
  rows: readonly (readonly number[])[],
  smallestCount: number,
): NumberedPieces & { readonly pieces: Uint32Array } {
  const offsets = new Uint32Array(rows.length + 1);
  for (const [row, own] of rows.entries()) offsets[row + 1] = (offsets[row] ?? 0) + own.length;
  const hashes = new Uint32Array(offsets[rows.length] ?? 0);
  for (const [row, own] of rows.entries()) hashes.set(own, offsets[row]);
  const pieces = frequentAmong(hashes, smallestCount);
  const numbers = Int32Array.from(hashes, (hash) => positionIn(pieces, hash));
  return { offsets, numbers, count: pieces.length, pieces };
}

/** Those that occur so often, ascending, each once. */
function frequentAmong(hashes: Uint32Array, smallestCount: number): Uint32Array {
  const sorted = hashes.toSorted();
  return sorted.filter((hash, at) => hash !== sorted[at - 1] && sorted[at + smallestCount - 1] === hash);
}
