import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTraining } from "../../../evals/training/recipe.ts";
import { modelBytes, roundToStored, trainModel } from "../../../evals/training/train-model.ts";
import { createTrainedEmbedder } from "../../../src/search/trained-embedder.ts";
import { tinyMaterial, tinyRecipe } from "./tiny-material.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "training-"));
});
afterAll(() => rm(folder, { recursive: true }));

const material = tinyMaterial();
let runs = 0;

function train(changes: Partial<Parameters<typeof trainModel>[0]> = {}) {
  runs += 1;
  return trainModel({
    material,
    recipe: tinyRecipe,
    threads: 1,
    checkpointFile: join(folder, `${runs}.checkpoint`),
    onProgress: () => undefined,
    ...changes,
  });
}

describe("training", () => {
  it("learns which text a question asks for", async () => {
    const model = await train({ recipe: { ...tinyRecipe, steps: 300 } });
    if (model === null) throw new Error("the run was stopped");
    const embedder = createTrainedEmbedder(model);
    const subjects = ["公交车", "电梯", "民宿"];
    const asked = await embedder.embed(
      subjects.map((subject) => `${subject}能拿多少钱`),
      "question",
    );
    const passages = await embedder.embed(
      subjects.map((subject) => `某某市促进条例\n对${subject}给予补贴。补贴按年度发放,由主管部门负责。`),
      "passage",
    );
    const best = asked.map((question) => {
      const similarities = passages.map((passage) =>
        passage.reduce((sum, v, i) => sum + v * (question[i] ?? 0), 0),
      );
      return similarities.indexOf(Math.max(...similarities));
    });
    expect(best).toEqual([0, 1, 2]);
  });

  it("gives the same bytes for the same seed, whatever the number of threads, and others for another", async () => {
    const [one, two, three, other] = await Promise.all([
      train(),
      train({ threads: 2 }),
      train({ threads: 3 }),
      train({ recipe: { ...tinyRecipe, seed: 8 } }),
    ]);
    expect(two).toEqual(one);
    expect(three).toEqual(one);
    expect(other).not.toEqual(one);
  });

  it("goes on from where it was interrupted as if it had not been", async () => {
    const whole = await train();
    const checkpointFile = join(folder, "interrupted.checkpoint");
    const stopped = await train({ checkpointFile, isStopped: () => true });
    expect(stopped).toBeNull();
    expect(existsSync(checkpointFile)).toBe(true);
    const steps: number[] = [];
    const resumed = await train({
      checkpointFile,
      threads: 2,
      onProgress: ({ done }) => steps.push(done),
    });
    expect(steps).toEqual([40, 60]);
    expect(resumed).toEqual(whole);
    expect(existsSync(checkpointFile)).toBe(false);
  });

  it("does not take up a checkpoint of another run or a damaged one", async () => {
    const checkpointFile = join(folder, "other.checkpoint");
    await train({ checkpointFile, isStopped: () => true, recipe: { ...tinyRecipe, seed: 9 } });
    const steps: number[] = [];
    await train({ checkpointFile, onProgress: ({ done }) => steps.push(done) });
    expect(steps[0]).toBe(20);
    await writeFile(checkpointFile, "{}");
    expect(await train({ checkpointFile })).toEqual(await train());
  });

  it("embeds between steps as the stored model does, but for what four bits lose", async () => {
    const { trainer, vocabulary } = startTraining(material, tinyRecipe, 2, [], material.texts.length);
    await trainer.train(0, 30);
    await trainer.embed(0, material.texts.length, "passage", 0);
    const exact = trainer.memory.floats("vectors").slice(0, 32);
    const bytes = modelBytes(trainer, vocabulary);
    roundToStored(trainer, vocabulary);
    await trainer.embed(0, 1, "passage", 0);
    const rounded = trainer.memory.floats("vectors").slice(0, 32);
    const embedder = createTrainedEmbedder(bytes);
    await trainer.stop();
    const [stored] = await embedder.embed(
      ["某某市促进条例\n对公交车给予补贴。补贴按年度发放,由主管部门负责。"],
      "passage",
    );
    const cosine = exact.reduce((sum, value, index) => sum + value * (stored?.[index] ?? 0), 0);
    expect(cosine).toBeGreaterThan(0.98);
    rounded.forEach((value, index) => {
      expect(value).toBeCloseTo(stored?.[index] ?? 0, 5);
    });
  });
});
