export interface Example {
  readonly features: readonly number[];
  readonly isPositive: boolean;
  /** Relative to other examples. */
  readonly weight: number;
}

export interface LogisticModel {
  readonly intercept: number;
  readonly weights: readonly number[];
}

/**
 * Weighted logistic regression with an L2 penalty on the weights, by Newton's method (iteratively reweighted least
 * squares; Bishop 2006, section 4.3.3), which needs no learning rate and ends in a dozen rounds.
 * @param penalty relative to the sum of the examples' weights; 0 for none
 */
export function fitLogisticRegression(examples: readonly Example[], penalty: number): LogisticModel {
  const size = (examples[0]?.features.length ?? 0) + 1;
  const ridge = penalty * examples.reduce((sum, { weight }) => sum + weight, 0);
  let parameters = new Float64Array(size);
  for (let round = 0; round < 50; round++) {
    const gradient = new Float64Array(size);
    const hessian = Array.from({ length: size }, () => new Float64Array(size));
    for (const { features, isPositive, weight } of examples) {
      const inputs = [1, ...features];
      const probability = sigmoid(dot(parameters, inputs));
      const slope = weight * (probability - (isPositive ? 1 : 0));
      const curvature = weight * probability * (1 - probability);
      inputs.forEach((input, row) => {
        gradient[row] = (gradient[row] ?? 0) + slope * input;
        const hessianRow = hessian[row];
        if (hessianRow === undefined) return;
        inputs.forEach((other, column) => {
          hessianRow[column] = (hessianRow[column] ?? 0) + curvature * input * other;
        });
      });
    }
    for (let row = 0; row < size; row++) {
      const share = row === 0 ? 1e-9 : ridge;
      gradient[row] = (gradient[row] ?? 0) + share * (parameters[row] ?? 0);
      const hessianRow = hessian[row];
      if (hessianRow !== undefined) hessianRow[row] = (hessianRow[row] ?? 0) + share + 1e-9;
    }
    const step = solve(hessian, gradient);
    parameters = parameters.map((parameter, index) => parameter - (step[index] ?? 0));
    if (step.every((change) => Math.abs(change) < 1e-8)) break;
  }
  return { intercept: parameters[0] ?? 0, weights: [...parameters.subarray(1)] };
}

export function probabilityOf({ intercept, weights }: LogisticModel, features: readonly number[]): number {
  return sigmoid(intercept + dot(weights, features));
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

function dot(left: ArrayLike<number>, right: readonly number[]): number {
  return right.reduce((sum, value, index) => sum + value * (left[index] ?? 0), 0);
}

/** Gaussian elimination with partial pivoting; the matrix is overwritten. */
function solve(matrix: readonly Float64Array[], vector: Float64Array): Float64Array {
  const rows = matrix.map((row, index) => ({ row, value: vector[index] ?? 0 }));
  for (let column = 0; column < rows.length; column++) {
    const below = rows.slice(column);
    const pivot = below.reduce((best, entry) =>
      Math.abs(entry.row[column] ?? 0) > Math.abs(best.row[column] ?? 0) ? entry : best,
    );
    rows.splice(rows.indexOf(pivot), 1);
    rows.splice(column, 0, pivot);
    for (const entry of rows.slice(column + 1)) {
      const factor = (entry.row[column] ?? 0) / (pivot.row[column] ?? 1);
      for (let at = column; at < rows.length; at++)
        entry.row[at] = (entry.row[at] ?? 0) - factor * (pivot.row[at] ?? 0);
      entry.value -= factor * pivot.value;
    }
  }
  const solution = new Float64Array(rows.length);
  for (let index = rows.length - 1; index >= 0; index--) {
    const entry = rows[index];
    if (entry === undefined) continue;
    let value = entry.value;
    for (let at = index + 1; at < rows.length; at++) value -= (entry.row[at] ?? 0) * (solution[at] ?? 0);
    solution[index] = value / (entry.row[index] ?? 1);
  }
  return solution;
}
