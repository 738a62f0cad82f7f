/** The vector brought to length 1; zeros stay zeros. */
export function unitVector(values: ArrayLike<number>): Float32Array {
  let squares = 0;
  for (let index = 0; index < values.length; index++) squares += (values[index] ?? 0) ** 2;
  const length = Math.sqrt(squares);
  return Float32Array.from(values, (value) => (length === 0 ? 0 : value / length));
}
