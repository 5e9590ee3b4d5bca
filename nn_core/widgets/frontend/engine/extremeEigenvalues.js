// @ts-check
/**
 * The largest and smallest eigenvalue of a Hessian that is never formed
 * (nn_core/extreme_eigenvalues.py; chapter C).
 *
 *     power iteration   v ← Av/‖Av‖,  λ ≈ vᵀAv                converges as |λ₂/λ₁|ᵏ
 *     Lanczos           the best λ in span{v, Av, …, Aᵏv}     far sooner, both ends at once
 *
 * Either way the residual r = ‖Av − λv‖ is reported: an eigenvalue lies within r of λ.
 */

import { checkCount, checkPositive } from "./arrays.js";
import { defaultRng } from "./random.js";
import { tridiagonalEigen } from "./symmetricEigen.js";

/** @import { Generator } from './random.js' */
/** @typedef {(v: Float64Array) => Float64Array} Product  v ↦ Av, A symmetric */

/**
 * An eigenvalue and its unit eigenvector, as far as an iteration came; how many products it took,
 * and whether the residual is at most the tolerance times |λ|, or no more than rounding.
 *
 * @typedef {object} Eigenpair
 * @property {number} value
 * @property {Float64Array} vector
 * @property {number} residual
 * @property {number} products
 * @property {boolean} converged
 */

/**
 * @typedef {object} IterationOptions
 * @property {number} [tolerance]  of the residual, as a part of |λ|
 * @property {number} [steps]  at most so many products
 * @property {number | Generator} [rng]  draws the start
 * @property {Float64Array | null} [start]  a start of one's own: the last eigenvector, say
 */

/**
 * The eigenvalue of largest size, by multiplying a vector again and again.
 *
 * @param {Product} product
 * @param {number} n
 * @param {IterationOptions} [options]
 * @returns {Eigenpair}
 */
export function powerIteration(product, n, options = {}) {
  return shiftedIteration(product, n, 0, options);
}

/**
 * Power iteration on A + shift I, which has A's eigenvectors; the eigenvalue is A's.
 *
 * @param {Product} product
 * @param {number} n
 * @param {number} shift
 * @param {IterationOptions} options
 * @returns {Eigenpair}
 */
function shiftedIteration(product, n, shift, options) {
  const { tolerance = 1e-6, steps = 2000, rng = 0, start = null } = options;
  checkPositive(tolerance, "tolerance");
  checkCount(steps, "steps", 1);
  let v = firstVector(n, rng, start);
  for (let k = 1; ; k++) {
    const w = checked(product(v)).map((entry, i) => entry + shift * v[i]);
    const size = norm(w);
    const value = dot(v, w);
    const rounding = n * Number.EPSILON * size;
    const residual = Math.max(norm(w.map((entry, i) => entry - value * v[i])), rounding);
    const converged = residual <= Math.max(tolerance * Math.abs(value - shift), rounding);
    if (converged || k === steps) {
      return { value: value - shift, vector: v, residual, products: k, converged };
    }
    v = w.map((entry) => entry / size);
  }
}

/**
 * The lowest and the highest eigenvalue, from one sequence of products: in the orthonormal basis V
 * of v, Av, A²v, … the matrix is tridiagonal, and the ends of its small spectrum approach those
 * of A. Each new vector is made orthogonal to all before it, twice, against rounding. (Python looks
 * at the spectrum less often; here looking is cheap beside a product.)
 *
 * @param {Product} product
 * @param {number} n
 * @param {IterationOptions & {highestOnly?: boolean}} [options]  whether the lowest may be rough
 * @returns {{low: Eigenpair, high: Eigenpair}}
 */
export function lanczos(product, n, options = {}) {
  const { tolerance = 1e-6, steps = 200, rng = 0, start = null, highestOnly = false } = options;
  checkPositive(tolerance, "tolerance");
  checkCount(steps, "steps", 1);
  const most = Math.min(steps, n);
  const basis = [firstVector(n, rng, start)];
  /** @type {number[]} */
  const diagonal = [];
  /** @type {number[]} */
  const beside = [];
  for (;;) {
    const v = basis[basis.length - 1];
    let w = checked(product(v));
    diagonal.push(dot(v, w));
    for (let pass = 0; pass < 2; pass++) {
      const along = basis.map((u) => dot(u, w));
      w = w.map((entry, i) => basis.reduce((left, u, j) => left - along[j] * u[i], entry));
    }
    const k = diagonal.length;
    const beta = norm(w);
    const last = new Float64Array(k).fill(1, k - 1); // the residual of a pair is β times its end
    const { values, vectors } = tridiagonal(diagonal, beside, [last]);
    const size = Math.max(Math.abs(values[0]), Math.abs(values[k - 1]));
    const rounding = n * Number.EPSILON * size;
    // β = 0 to rounding: the span holds whole eigenvectors, nothing is left to multiply.
    const exhausted = beta <= 8 * k * Number.EPSILON * size || k === n;
    const residuals = vectors.map(([end]) =>
      Math.max(exhausted ? 0 : beta * Math.abs(end), rounding),
    );
    /** @param {number} i */
    const converged = (i) =>
      residuals[i] <= Math.max(tolerance * Math.abs(values[i]), rounding);
    const settled = converged(k - 1) && (highestOnly || converged(0));
    if (exhausted || settled || k === most) {
      const identity = basis.map((_, i) => new Float64Array(k).fill(1, i, i + 1));
      const full = tridiagonal(diagonal, beside, identity);
      /** @param {number} i @returns {Eigenpair} */
      const pair = (i) => ({
        value: values[i],
        vector: v.map((_, row) => basis.reduce((s, u, j) => s + u[row] * full.vectors[i][j], 0)),
        residual: residuals[i],
        products: k,
        converged: converged(i),
      });
      return { low: pair(0), high: pair(k - 1) };
    }
    beside.push(beta);
    basis.push(w.map((entry) => entry / beta));
  }
}

/**
 * The highest eigenvalue λmax, the one that bounds the learning rate. Power iteration finds the
 * eigenvalue of largest size; should that be a negative one, or two of opposite signs that it cannot
 * tell apart, it is run again on A + |μ|I, which has none below 0.
 *
 * @param {Product} product
 * @param {number} n
 * @param {IterationOptions & {method?: "lanczos" | "power"}} [options]
 * @returns {Eigenpair}
 */
export function largestEigenvalue(product, n, { method = "lanczos", ...options } = {}) {
  if (method === "lanczos") {
    return lanczos(product, n, { steps: 2000, ...options, highestOnly: true }).high;
  }
  const first = shiftedIteration(product, n, 0, options);
  if (first.converged && first.value >= 0) return first;
  const shift = Math.hypot(first.value, first.residual); // ‖Av‖, as far as it came
  const second = shiftedIteration(product, n, shift, options);
  return { ...second, products: first.products + second.products };
}

/**
 * @param {number[]} diagonal
 * @param {number[]} beside
 * @param {Float64Array[]} rows
 */
const tridiagonal = (diagonal, beside, rows) =>
  tridiagonalEigen(Float64Array.from(diagonal), Float64Array.from(beside), rows);

/**
 * @param {number} n
 * @param {number | Generator} rng
 * @param {Float64Array | null} start
 */
function firstVector(n, rng, start) {
  checkCount(n, "n", 1);
  const random = unit(defaultRng(rng).normal(0, 1, n));
  if (!start) return random;
  // Since the last answer another eigenvalue may have overtaken: a little of everything is mixed
  // in, for an exact eigenvector would never leave itself.
  return unit(unit(start).map((entry, i) => entry + 0.1 * random[i]));
}

/** @param {Float64Array} v */
function unit(v) {
  const length = norm(v);
  if (!(length > 0)) throw new RangeError("start must not be zero");
  return v.map((entry) => entry / length);
}

/** @param {Float64Array} w */
function checked(w) {
  if (!w.every(Number.isFinite)) throw new RangeError("product must return finite numbers");
  return w;
}

/** @param {Float64Array} u @param {Float64Array} v */
function dot(u, v) {
  let sum = 0;
  for (let i = 0; i < u.length; i++) sum += u[i] * v[i];
  return sum;
}

/** ‖v‖, without squares that under- or overflow. @param {Float64Array} v */
function norm(v) {
  const size = v.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  if (size === 0) return 0;
  let sum = 0;
  for (const entry of v) sum += (entry / size) ** 2;
  return size * Math.sqrt(sum);
}
