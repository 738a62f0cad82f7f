import { closeSync, existsSync, openSync, readSync, renameSync, rmSync, writeSync } from "node:fs";
import * as z from "zod";
import type { TrainingMemory } from "./training-memory.ts";

/** What training changes; all else is made anew from the data and the recipe. */
const trainedRegions = ["weights", "firstMoments", "secondMoments"] as const;

const headerSchema = z.strictObject({ key: z.string(), step: z.int().min(0) });
const headerBytes = 256;
/** Larger single writes are cut short. */
const blockBytes = 2 ** 28;

/**
 * Keeps an interrupted run. A checkpoint is replaced by renaming, so that there is always a whole one.
 * @param key names the data and the recipe: a checkpoint of another run is not taken up.
 */
export class Checkpoint {
  readonly #file: string;
  readonly #key: string;

  constructor(file: string, key: string) {
    this.#file = file;
    this.#key = key;
  }

  save(step: number, memory: TrainingMemory): void {
    const partial = `${this.#file}.partial`;
    const descriptor = openSync(partial, "w");
    try {
      writeWhole(
        descriptor,
        new TextEncoder().encode(JSON.stringify({ key: this.#key, step }).padEnd(headerBytes)),
      );
      for (const name of trainedRegions) writeWhole(descriptor, bytesOf(memory.floats(name)));
    } finally {
      closeSync(descriptor);
    }
    renameSync(partial, this.#file);
  }

  /** @returns the step to go on with: 0, and nothing changed, where there is no checkpoint of this run. */
  restore(memory: TrainingMemory): number {
    if (!existsSync(this.#file)) return 0;
    const descriptor = openSync(this.#file, "r");
    try {
      const header = new Uint8Array(headerBytes);
      if (!readWhole(descriptor, header)) return 0;
      const parsed = parseHeader(new TextDecoder().decode(header));
      if (parsed === null || parsed.key !== this.#key) return 0;
      const read = trainedRegions.map((name) => new Float32Array(memory.floats(name).length));
      if (!read.every((array) => readWhole(descriptor, bytesOf(array)))) return 0;
      trainedRegions.forEach((name, index) => {
        memory.floats(name).set(read[index] ?? []);
      });
      return parsed.step;
    } finally {
      closeSync(descriptor);
    }
  }

  remove(): void {
    rmSync(this.#file, { force: true });
  }
}

function parseHeader(content: string): z.output<typeof headerSchema> | null {
  try {
    return headerSchema.parse(JSON.parse(content));
  } catch {
    return null;
  }
}

function bytesOf(array: Float32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

function writeWhole(descriptor: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length; ) {
    written += writeSync(descriptor, bytes, written, Math.min(blockBytes, bytes.length - written));
  }
}

function readWhole(descriptor: number, bytes: Uint8Array): boolean {
  for (let read = 0; read < bytes.length; ) {
    const more = readSync(descriptor, bytes, read, Math.min(blockBytes, bytes.length - read), null);
    if (more === 0) return false;
    read += more;
  }
  return true;
}
