import * as z from "zod";
import { TiaowenError } from "../domain/errors.ts";

/** A trained embedder as it is stored: a vector for each unit in four bits a number. */
export interface EmbedderModel {
  /** A multiple of 2. */
  readonly dimensions: number;
  /** Hashes of the units, in the order of the rows. */
  readonly units: Int32Array;
  /** Per row, what one step of its numbers is worth. Two rows follow those of the units: see `sharedRows`. */
  readonly scales: Float32Array;
  /** `rows × dimensions / 2` bytes; the lower half of a byte comes first; 8 stands for zero. */
  readonly numbers: Uint8Array;
  /** Of the content. */
  readonly checksum: string;
}

/** Rows that every text of a purpose has, behind those of the units. */
export const sharedRows = { question: 0, passage: 1 } as const;
const sharedRowCount = Object.keys(sharedRows).length;

/** Numbers run from -largestNumber to largestNumber. */
const largestNumber = 7;
export const zeroNumber = 8;

const headerSchema = z.strictObject({
  format: z.literal("tiaowen-embedder-1"),
  dimensions: z.int().min(2).multipleOf(2),
  units: z.int().min(0),
  checksum: z.string(),
});

/** The header is JSON, filled up with spaces. */
const headerBytes = 256;

/** @param vectors one a unit in their order, then the shared rows; row by row. */
export function quantise(dimensions: number, units: Int32Array, vectors: Float32Array): EmbedderModel {
  const rows = units.length + sharedRowCount;
  const scales = new Float32Array(rows);
  const numbers = new Uint8Array((rows * dimensions) / 2);
  for (let row = 0; row < rows; row++) {
    const vector = vectors.subarray(row * dimensions, (row + 1) * dimensions);
    const scale = Math.fround(bestScale(vector));
    scales[row] = scale;
    for (let index = 0; index < dimensions; index += 2) {
      const [low, high] = [vector[index] ?? 0, vector[index + 1] ?? 0].map(
        (value) => toNumber(value, scale) + zeroNumber,
      );
      numbers[(row * dimensions + index) / 2] = (low ?? 0) | ((high ?? 0) << 4);
    }
  }
  return { dimensions, units, scales, numbers, checksum: checksumOf(units, scales, numbers) };
}

/** @returns the vectors as they stand in the model, row by row. */
export function dequantise({ dimensions, scales, numbers }: EmbedderModel): Float32Array {
  const vectors = new Float32Array(scales.length * dimensions);
  for (let index = 0; index < vectors.length; index++) {
    const byte = numbers[index >> 1] ?? 0;
    const number = (index % 2 === 0 ? byte & 15 : byte >>> 4) - zeroNumber;
    vectors[index] = number * (scales[Math.floor(index / dimensions)] ?? 0);
  }
  return vectors;
}

export function encodeEmbedderModel({
  dimensions,
  units,
  scales,
  numbers,
  checksum,
}: EmbedderModel): Uint8Array {
  const header = JSON.stringify({ format: "tiaowen-embedder-1", dimensions, units: units.length, checksum });
  const bytes = new Uint8Array(headerBytes + units.byteLength + scales.byteLength + numbers.byteLength);
  bytes.set(new TextEncoder().encode(header.padEnd(headerBytes)));
  bytes.set(bytesOf(units), headerBytes);
  bytes.set(bytesOf(scales), headerBytes + units.byteLength);
  bytes.set(numbers, headerBytes + units.byteLength + scales.byteLength);
  return bytes;
}

/** @throws TiaowenError `configuration_invalid` for bytes that are not a whole model. */
export function decodeEmbedderModel(bytes: Uint8Array, at = "embedder model"): EmbedderModel {
  const content = aligned(bytes.subarray(headerBytes));
  const { dimensions, units: unitCount, checksum } = readHeader(bytes, at);
  const rows = unitCount + sharedRowCount;
  const numberBytes = (rows * dimensions) / 2;
  if (content.length !== unitCount * 4 + rows * 4 + numberBytes) {
    throw new TiaowenError("configuration_invalid", `${at} is incomplete: ${bytes.length} bytes`, { at });
  }
  const units = new Int32Array(content.buffer, content.byteOffset, unitCount);
  const scales = new Float32Array(content.buffer, content.byteOffset + unitCount * 4, rows);
  const numbers = content.subarray((unitCount + rows) * 4);
  if (checksumOf(units, scales, numbers) !== checksum) {
    throw new TiaowenError("configuration_invalid", `${at} is damaged: its checksum does not match`, { at });
  }
  return { dimensions, units, scales, numbers, checksum };
}

/**
 * Bytes at an address that arrays of four-byte numbers may begin at: those given, or a copy. `slice` of Node's own kind
 * of bytes would make none.
 */
function aligned(bytes: Uint8Array): Uint8Array {
  return bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes);
}

function readHeader(bytes: Uint8Array, at: string): z.output<typeof headerSchema> {
  try {
    return headerSchema.parse(JSON.parse(new TextDecoder().decode(bytes.subarray(0, headerBytes))));
  } catch (cause) {
    throw new TiaowenError("configuration_invalid", `${at} is not an embedder model`, { at, cause });
  }
}

/** The scale with the least squared error among some that clip the largest values. */
function bestScale(vector: Float32Array): number {
  const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  let best = largest / largestNumber;
  let leastError = Number.POSITIVE_INFINITY;
  for (let clipped = 1; clipped >= 0.5; clipped -= 0.05) {
    const scale = (largest / largestNumber) * clipped;
    const error = vector.reduce((sum, value) => sum + (value - toNumber(value, scale) * scale) ** 2, 0);
    if (error < leastError) {
      leastError = error;
      best = scale;
    }
  }
  return best;
}

function toNumber(value: number, scale: number): number {
  if (scale === 0) return 0;
  return Math.max(-largestNumber, Math.min(largestNumber, Math.round(value / scale)));
}

function checksumOf(...arrays: readonly (Int32Array | Float32Array | Uint8Array)[]): string {
  let low = 0x811c_9dc5;
  let high = 0x9e37_79b9;
  for (const array of arrays) {
    const words = new Uint32Array(array.buffer, array.byteOffset, array.byteLength >>> 2);
    for (let index = 0; index < words.length; index++) {
      low = Math.imul(low ^ (words[index] ?? 0), 0x0100_0193);
      high = ((high << 5) | (high >>> 27)) ^ low;
    }
    for (const byte of bytesOf(array).subarray(words.byteLength)) low = Math.imul(low ^ byte, 0x0100_0193);
  }
  return [high, low].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");
}

function bytesOf(array: Int32Array | Float32Array | Uint8Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
