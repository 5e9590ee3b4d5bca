// @ts-check
/**
 * The spectrum of a Hessian: the curvatures along its eigenvectors (nn_core/curvature.py).
 *
 *     ∇²F(x) vᵢ = λᵢ vᵢ,      λmin ≤ pᵀ∇²F(x) p / ‖p‖² ≤ λmax
 *
 * Chapter 5 reads minima and saddles from them, chapter C learning rates.
 */

import { lanczos } from "./extremeEigenvalues.js";
import { symmetricEigen } from "./symmetricEigen.js";

/** @import { IterationOptions } from './extremeEigenvalues.js' */

/**
 * What this file asks of an objective: products with its Hessian, or the Hessian itself.
 *
 * @typedef {object} CurvedObjective
 * @property {number} n
 * @property {(x: Float64Array) => Float64Array} hessian
 * @property {(x: Float64Array) => (v: Float64Array) => Float64Array} hessianProducts
 */

/**
 * The smallest and the largest eigenvalue of the Hessian at x, from products with it.
 *
 * @param {CurvedObjective} F
 * @param {Float64Array} x
 * @param {IterationOptions} [options]
 */
export function curvatureRange(F, x, options = {}) {
  const { low, high } = lanczos(F.hessianProducts(x), F.n, options);
  return { lowest: low.value, highest: high.value };
}

/**
 * All eigenvalues of the Hessian at x, ascending; (n,).
 *
 * @param {CurvedObjective} F
 * @param {Float64Array} x
 */
export function spectrum(F, x) {
  return symmetricEigen(F.hessian(x)).values;
}
