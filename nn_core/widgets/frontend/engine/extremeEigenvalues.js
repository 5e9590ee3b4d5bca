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
 * and whether the residual fell below the tolerance.
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
 * @property {number} [tolerance]  of the residual, as a part of the size of A seen
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
  const { tolerance = 1e-6, steps = 2000, rng = 0, start = null } = options;
  checkPositive(tolerance, "tolerance");
  checkCount(steps, "steps", 1);
  let v = firstVector(n, rng, start);
  for (let k = 1; ; k++) {
    const Av = checked(product(v));
    const value = dot(v, Av);
    const residual = norm(Av.map((entry, i) => entry - value * v[i]));
    const size = norm(Av);
    const converged = residual <= tolerance * size;
    if (converged || k === steps) return { value, vector: v, residual, products: k, converged };
    v = Av.map((entry) => entry / size);
  }
}

/**
 * The lowest and the highest eigenvalue, from one sequence of products: in the orthonormal basis V
 * of v, Av, A²v, … the matrix is tridiagonal, and the ends of its small spectrum approach those
 * of A. Each new vector is made orthogonal to all before it, twice, against rounding. (Python looks
 * at the spectrum every fourth product only; here looking is cheap beside a product.)
 *
 * @param {Product} product
 * @param {number} n
 * @param {IterationOptions} [options]
 * @returns {{low: Eigenpair, high: Eigenpair}}
 */
export function lanczos(product, n, options = {}) {
  const { tolerance = 1e-6, steps = 200, rng = 0, start = null } = options;
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
    const residuals = vectors.map(([end]) => beta * Math.abs(end));
    // β = 0 to rounding: the span holds whole eigenvectors, nothing is left to multiply.
    const exhausted = beta <= 8 * k * Number.EPSILON * size || k === n;
    const settled = Math.max(residuals[0], residuals[k - 1]) <= tolerance * size;
    if (exhausted || settled || k === most) {
      const identity = basis.map((_, i) => new Float64Array(k).fill(1, i, i + 1));
      const full = tridiagonal(diagonal, beside, identity);
      /** @param {number} i @returns {Eigenpair} */
      const pair = (i) => ({
        value: values[i],
        vector: v.map((_, row) => basis.reduce((s, u, j) => s + u[row] * full.vectors[i][j], 0)),
        residual: exhausted ? 0 : residuals[i],
        products: k,
        converged: exhausted || residuals[i] <= tolerance * size,
      });
      return { low: pair(0), high: pair(k - 1) };
    }
    beside.push(beta);
    basis.push(w.map((entry) => entry / beta));
  }
}

/**
 * The highest eigenvalue λmax, the one that bounds the learning rate. Power iteration finds the
 * eigenvalue of largest size; should that be a negative one, μ, it is run again on A − μI.
 *
 * @param {Product} product
 * @param {number} n
 * @param {IterationOptions & {method?: "lanczos" | "power"}} [options]
 * @returns {Eigenpair}
 */
export function largestEigenvalue(product, n, { method = "lanczos", ...options } = {}) {
  if (method === "lanczos") return lanczos(product, n, { steps: 2000, ...options }).high;
  const first = powerIteration(product, n, options);
  if (first.value >= 0) return first;
  const shifted = powerIteration(
    (v) => product(v).map((entry, i) => entry - first.value * v[i]),
    n,
    options,
  );
  return {
    ...shifted,
    value: shifted.value + first.value,
    products: first.products + shifted.products,
  };
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

/** @param {Float64Array} v */
const norm = (v) => Math.sqrt(dot(v, v));
