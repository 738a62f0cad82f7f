import { createHash } from "node:crypto";
import {
  dequantise,
  type EmbedderModel,
  encodeEmbedderModel,
  quantise,
} from "../../src/search/embedder-model.ts";
import { Checkpoint } from "./checkpoint.ts";
import type { Progress } from "./progress-bar.ts";
import { type Recipe, startTraining, type TrainingMaterial } from "./recipe.ts";
import type { Trainer, Vocabulary } from "./trainer.ts";

export interface TrainingRun {
  readonly material: TrainingMaterial;
  readonly recipe: Recipe;
  /** The result does not depend on it. */
  readonly threads: number;
  readonly checkpointFile: string;
  readonly onProgress: (progress: Progress) => void;
  /** Asked now and then; true ends the run early, to be taken up from its checkpoint. */
  readonly isStopped?: () => boolean;
}

const stepsPerReport = 20;
const stepsPerCheckpoint = 100;

/** @returns the bytes of a model file, or null for a run that was stopped. */
export async function trainModel(run: TrainingRun): Promise<Uint8Array | null> {
  const { material, recipe, threads, onProgress } = run;
  const { trainer, vocabulary } = startTraining(material, recipe, threads);
  try {
    const checkpoint = new Checkpoint(run.checkpointFile, runKey(material, recipe, vocabulary));
    let step = checkpoint.restore(trainer.memory);
    while (step < recipe.steps) {
      const next = Math.min(recipe.steps, step + stepsPerReport);
      const loss = await trainer.train(step, next);
      step = next;
      onProgress({ done: step, total: recipe.steps, note: `损失 ${loss.toFixed(3)}` });
      const stopped = run.isStopped?.() ?? false;
      if (stopped || (step % stepsPerCheckpoint === 0 && step < recipe.steps))
        checkpoint.save(step, trainer.memory);
      if (stopped) return null;
    }
    const bytes = modelBytes(trainer, vocabulary);
    checkpoint.remove();
    return bytes;
  } finally {
    await trainer.stop();
  }
}

export function modelBytes(trainer: Trainer, vocabulary: Vocabulary): Uint8Array {
  return encodeEmbedderModel(storedModel(trainer, vocabulary));
}

/** The learnt vectors with their units' weights in them, four bits a number. */
export function storedModel({ memory, shape }: Trainer, { units }: Vocabulary): EmbedderModel {
  const weights = memory.floats("unitWeights");
  const vectors = Float32Array.from(
    memory.floats("weights"),
    (value, index) => value * (weights[Math.floor(index / shape.dimensions)] ?? 0),
  );
  return quantise(shape.dimensions, units, vectors);
}

/** Puts what the stored model keeps in place of what was learnt: what is embedded then is what is shipped. */
export function roundToStored(trainer: Trainer, vocabulary: Vocabulary): void {
  const weights = trainer.memory.floats("weights");
  const unitWeights = trainer.memory.floats("unitWeights");
  const { dimensions } = trainer.shape;
  dequantise(storedModel(trainer, vocabulary)).forEach((value, index) => {
    weights[index] = value / (unitWeights[Math.floor(index / dimensions)] ?? 1);
  });
}

function runKey(material: TrainingMaterial, recipe: Recipe, vocabulary: Vocabulary): string {
  const hash = createHash("sha256").update(JSON.stringify(recipe)).update(vocabulary.units);
  for (const { heading, body } of material.texts) hash.update(heading).update(body);
  const { layQuestions, askings, forms } = material;
  return hash.update(JSON.stringify([layQuestions, askings, forms])).digest("hex");
}
