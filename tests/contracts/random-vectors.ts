/** Unit vectors in all directions, row-major; the same for the same seed. */
export function randomVectors(rows: number, dimensions: number, seed: number): Float32Array {
  const vectors = new Float32Array(rows * dimensions);
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  for (let row = 0; row < rows; row++) {
    const values = Float64Array.from({ length: dimensions }, next);
    const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
    vectors.set(
      values.map((value) => value / length),
      row * dimensions,
    );
  }
  return vectors;
}
