import { describe, expect, it } from "vitest";
import { createKernels } from "../../../evals/training/kernels.ts";
import { randomStream } from "../../../evals/training/random.ts";

const dimensions = 64;
const rows = 16;
const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
const kernels = createKernels(memory, 1);
const floats = new Float32Array(memory.buffer);
const integers = new Int32Array(memory.buffer);
const [out, ids, weights, vector] = [12_000, 13_000, 13_100, 14_000];
const random = randomStream(1);
const row = (start: number) => floats.slice(start, start + dimensions);

for (let index = 0; index < 10_000; index++) floats[index] = random() - 0.5;
for (let index = 0; index < dimensions; index++) floats[vector + index] = random() - 0.5;

function expectClose(actual: Float32Array, expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, index) => {
    expect(actual[index]).toBeCloseTo(value, 5);
  });
}

describe("kernels", () => {
  it("sum rows by weight", () => {
    const chosen = [3, 0, 3, 15];
    integers.set(chosen, ids);
    floats.set([0.5, -1, 2, 0.25], weights);
    kernels.weightedSum(out * 4, 0, ids * 4, weights * 4, chosen.length, dimensions);
    const expected = Array.from({ length: dimensions }, (_, index) =>
      chosen.reduce(
        (sum, id, at) => sum + (floats[weights + at] ?? 0) * (floats[id * dimensions + index] ?? 0),
        0,
      ),
    );
    expectClose(row(out), expected);
  });

  it("sum no rows to zeros", () => {
    kernels.weightedSum(out * 4, 0, ids * 4, weights * 4, 0, dimensions);
    expect([...row(out)]).toEqual(new Array(dimensions).fill(0));
  });

  it("multiply a vector with each row", () => {
    kernels.dotProducts(vector * 4, 0, rows, dimensions, out * 4);
    const expected = Array.from({ length: rows }, (_, number) =>
      row(number * dimensions).reduce((sum, value, index) => sum + value * (floats[vector + index] ?? 0), 0),
    );
    expectClose(floats.slice(out, out + rows), expected);
  });

  it("step as Adam does", () => {
    const [weight, first, second] = [0, 64, 128].map((start) => row(start));
    floats.set(row(128).map(Math.abs), 128);
    const before = row(128);
    kernels.adamStep(0, 64 * 4, 128 * 4, vector * 4, dimensions, 0.01, 0.9, 0.999, 1e-8);
    const gradient = row(vector);
    const firsts = [...gradient].map((value, index) => 0.9 * (first?.[index] ?? 0) + 0.1 * value);
    const seconds = [...gradient].map((value, index) => 0.999 * (before[index] ?? 0) + 0.001 * value ** 2);
    expect(second).toHaveLength(dimensions);
    expectClose(row(64), firsts);
    expectClose(row(128), seconds);
    expectClose(
      row(0),
      firsts.map(
        (value, index) => (weight?.[index] ?? 0) - (0.01 * value) / (Math.sqrt(seconds[index] ?? 0) + 1e-8),
      ),
    );
  });
});
