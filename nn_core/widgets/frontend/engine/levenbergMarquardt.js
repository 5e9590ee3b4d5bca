// @ts-check
/**
 * Levenberg–Marquardt: Newton's method for sums of squares, without second derivatives
 * (nn_core/levenberg_marquardt.py; chapter D).
 *
 *     Δx = −[JᵀJ + μI]⁻¹ Jᵀe        J the Jacobian of the errors e, F = eᵀe/Q
 *
 * A large μ makes the step short and steepest, a small one makes it Gauss–Newton's; μ falls after
 * every step that goes down and rises until one does.
 *
 * Sources: Levenberg (1944); Marquardt (1963); Hagan & Menhaj (1994).
 */

import { asParameters, checkCount, checkPositive } from "./arrays.js";
import { solve } from "./linearEquations.js";

/** @import { Numbers } from './arrays.js' */
/** @import { NetworkLoss } from './networkLoss.js' */

/**
 * The first μ, by what it is divided and multiplied (Hagan's ϑ), and where to give up.
 *
 * @typedef {{mu?: number, factor?: number, muMax?: number}} MarquardtOptions
 */

/** The point a step led to, the loss there, and the μ to begin the next step with.
 * @typedef {{x: Float64Array, value: number, mu: number}} MarquardtPoint */

/** The smallest number that float64 holds in full, as NumPy's finfo(float).tiny. */
const TINY = 2 ** -1022;

/**
 * One accepted step, or null if none goes down with μ up to `muMax`: a minimum to rounding.
 *
 * @param {NetworkLoss} F  with the squared loss and no penalty
 * @param {MarquardtPoint} from
 * @param {MarquardtOptions} [options]
 * @returns {MarquardtPoint | null}
 */
export function marquardtStep(F, from, { factor = 10, muMax = 1e10 } = {}) {
  const { n } = F;
  const e = F.errors(from.x);
  const J = F.jacobian(from.x);
  const normal = new Float64Array(n * n);
  const downhill = new Float64Array(n);
  for (let row = 0; row < e.length; row++) {
    const Jrow = J.subarray(row * n, (row + 1) * n);
    for (let i = 0; i < n; i++) {
      downhill[i] -= Jrow[i] * e[row];
      for (let j = 0; j < n; j++) normal[i * n + j] += Jrow[i] * Jrow[j];
    }
  }
  for (let mu = from.mu; mu <= muMax; mu *= factor) {
    const damped = normal.slice();
    for (let i = 0; i < n; i++) damped[i * n + i] += mu;
    const step = solve(damped, downhill); // null where μ is too small to invert
    if (!step) continue;
    const x = from.x.map((value, i) => value + step[i]);
    const value = F.value(x);
    if (value < from.value) return { x, value, mu: Math.max(mu / factor, TINY) };
  }
  return null;
}

/**
 * Where a run has been, and how it ended.
 *
 * @typedef {object} MarquardtPath
 * @property {Float64Array[]} x
 * @property {number[]} value
 * @property {"converged" | "stopped" | "finished"} status
 * @property {number} mu
 */

/**
 * Fit by Levenberg–Marquardt: at most `steps` accepted steps, fewer if ‖∇F‖ falls to `tolerance`.
 *
 * @param {NetworkLoss} F
 * @param {Numbers} x0
 * @param {number} [steps]
 * @param {MarquardtOptions & {tolerance?: number}} [options]
 * @returns {MarquardtPath}
 */
export function levenbergMarquardt(F, x0, steps = 100, options = {}) {
  const { mu = 0.01, factor = 10, tolerance = 1e-10 } = options;
  refuseOtherLosses(F);
  checkCount(steps, "steps");
  checkPositive(mu, "mu");
  checkPositive(tolerance, "tolerance");
  if (!(factor > 1)) throw new RangeError(`factor must be above 1, got ${factor}`);
  const start = asParameters(x0, F.n, "x0").slice();
  /** @type {MarquardtPoint} */
  let at = { x: start, value: F.value(start), mu };
  const path = { x: [at.x], value: [at.value] };
  for (let k = 0; ; k++) {
    if (Math.hypot(...F.gradient(at.x)) <= tolerance) {
      return { ...path, status: "converged", mu: at.mu };
    }
    if (k === steps) return { ...path, status: "finished", mu: at.mu };
    const next = marquardtStep(F, at, options);
    if (!next) return { ...path, status: "stopped", mu: at.mu };
    at = next;
    path.x.push(at.x);
    path.value.push(at.value);
  }
}

/** @param {NetworkLoss} F */
function refuseOtherLosses(F) {
  if (F.loss.name !== "squared") {
    throw new RangeError(`loss must be squared, got '${F.loss.name}'`);
  }
  if (F.penalty) throw new RangeError("a penalised loss is no sum of squares");
}
