// @ts-check
/**
 * How large may a constant learning rate be, and which is best? (nn_core/learning_rate.py;
 * chapter C.) On a quadratic, descent multiplies the error along the i-th eigenvector by a factor
 * each step; at a point of any other objective the same holds locally:
 *
 *     factor 1 − αλᵢ,   stable if every |1 − αλᵢ| < 1,   α < 2/λmax
 *     best rate 2/(λmin + λmax), which leaves (κ − 1)/(κ + 1) of the error, κ = λmax/λmin
 *
 * Every function takes the eigenvalues it needs, from curvature.js.
 */

/** @import { Numbers } from './arrays.js' */

/**
 * The bound 2/λmax below which a constant rate is stable; Infinity where nothing bends up.
 *
 * @param {number} highest  λmax
 */
export const maxStableRate = (highest) => (highest > 0 ? 2 / highest : Infinity);

/**
 * The best constant rate and the factor it leaves, for a positive definite Hessian.
 *
 * @param {number} lowest  λmin
 * @param {number} highest  λmax
 */
export function bestRate(lowest, highest) {
  if (!(lowest > 0)) {
    throw new RangeError(`the smallest eigenvalue must be above 0, got ${lowest}`);
  }
  return { alpha: 2 / (lowest + highest), factor: (highest - lowest) / (highest + lowest) };
}

/**
 * The factors 1 − αλᵢ by which a step multiplies the error along each eigenvector.
 *
 * @param {Numbers} eigenvalues
 * @param {number} alpha
 */
export const errorFactors = (eigenvalues, alpha) =>
  Float64Array.from(eigenvalues, (value) => 1 - alpha * value);

/**
 * The largest |1 − αλᵢ|: below 1 descent converges, above it diverges.
 *
 * @param {Numbers} eigenvalues
 * @param {number} alpha
 */
export const spectralRadius = (eigenvalues, alpha) =>
  errorFactors(eigenvalues, alpha).reduce((most, factor) => Math.max(most, Math.abs(factor)), 0);
