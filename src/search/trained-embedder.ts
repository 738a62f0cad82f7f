import type { Embedder } from "./embedder.ts";
import { decodeEmbedderModel, type EmbedderModel, sharedRows, zeroNumber } from "./embedder-model.ts";
import { tokenise } from "./text-units.ts";
import { UnitCollector } from "./unit-collector.ts";
import { UnitTable } from "./unit-table.ts";
import { unitVector } from "./unit-vector.ts";

/** Raised when the rules of this file, or those for units, change. */
const rulesVersion = 1;

/**
 * The embedder that `evals/training/train-embedder.ts` trains: the learnt vectors of a text's units (single
 * characters, pairs, triples, words), summed and brought to unit length. A few look-ups and additions a text. A
 * passage's heading, where it has one, stands before its text on a line of its own.
 * @param bytes the content of a model file.
 * @throws TiaowenError `configuration_invalid` for bytes that are not a whole model.
 */
export function createTrainedEmbedder(bytes: Uint8Array, at?: string): Embedder {
  const model = decodeEmbedderModel(bytes, at);
  const collector = new UnitCollector(UnitTable.from(model.units), model.units.length);
  const sum = new Float64Array(model.dimensions);
  return {
    fingerprint: `trained-${rulesVersion}-${model.dimensions}-${model.checksum}`,
    dimensions: model.dimensions,
    embed: async (texts, purpose) => texts.map((text) => embedText(text, purpose, model, { collector, sum })),
  };
}

/** Made once: each of thousands of texts would leave its own behind. */
interface WorkSpace {
  readonly collector: UnitCollector;
  readonly sum: Float64Array;
}

function embedText(
  text: string,
  purpose: "question" | "passage",
  model: EmbedderModel,
  { collector, sum }: WorkSpace,
): Float32Array {
  sum.fill(0);
  let known = false;
  collector.add(tokenise(text));
  collector.drain((row, worth) => {
    known = true;
    addRow(sum, model, row, worth);
  });
  if (!known) return new Float32Array(model.dimensions);
  addRow(sum, model, model.units.length + sharedRows[purpose], 1);
  return unitVector(sum);
}

function addRow(
  sum: Float64Array,
  { dimensions, scales, numbers }: EmbedderModel,
  row: number,
  worth: number,
) {
  const scale = worth * (scales[row] ?? 0);
  const start = (row * dimensions) / 2;
  for (let pair = 0; pair < dimensions / 2; pair++) {
    const byte = numbers[start + pair] ?? 0;
    sum[2 * pair] = (sum[2 * pair] ?? 0) + scale * ((byte & 15) - zeroNumber);
    sum[2 * pair + 1] = (sum[2 * pair + 1] ?? 0) + scale * ((byte >>> 4) - zeroNumber);
  }
}
