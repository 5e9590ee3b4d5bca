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
  const { normal, downhill } = normalEquations(F, from.x);
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
 * JᵀJ, (n, n), and −Jᵀe.
 *
 * @param {NetworkLoss} F
 * @param {Float64Array} x
 */
function normalEquations(F, x) {
  const { n } = F;
  const e = F.errors(x);
  const J = F.jacobian(x);
  const normal = new Float64Array(n * n);
  const downhill = new Float64Array(n);
  for (let row = 0; row < J.length; row += n) {
    const error = e[row / n];
    for (let i = 0; i < n; i++) {
      const Ji = J[row + i];
      downhill[i] -= Ji * error;
      for (let j = i; j < n; j++) normal[i * n + j] += Ji * J[row + j];
    }
  }
  for (let i = 1; i < n; i++) for (let j = 0; j < i; j++) normal[i * n + j] = normal[j * n + i];
  return { normal, downhill };
}

/** "finished" as long as it can go on. @typedef {"converged" | "stopped" | "finished"} MarquardtStatus */

/** A descent that takes one step at a time, until there is none to take. */
export class MarquardtDescent {
  /**
   * @param {NetworkLoss} F
   * @param {Numbers} x0
   * @param {MarquardtOptions & {tolerance?: number}} [options]
   */
  constructor(F, x0, options = {}) {
    const { mu = 0.01, factor = 10, tolerance = 1e-10 } = options;
    refuseOtherLosses(F);
    checkPositive(mu, "mu");
    checkPositive(tolerance, "tolerance");
    if (!(factor > 1)) throw new RangeError(`factor must be above 1, got ${factor}`);
    const start = asParameters(x0, F.n, "x0").slice();
    this.F = F;
    this.options = options;
    this.tolerance = tolerance;
    /** @type {MarquardtPoint} */
    this.at = { x: start, value: F.value(start), mu };
    /** @type {MarquardtStatus} */
    this.status = "finished";
    this.look();
  }

  get going() {
    return this.status === "finished";
  }

  /** Goes one step down, or says in `status` why there is none. */
  step() {
    const next = this.going ? marquardtStep(this.F, this.at, this.options) : null;
    if (next) {
      this.at = next;
      this.look();
    } else if (this.going) this.status = "stopped";
    return next !== null;
  }

  /** Is it there? */
  look() {
    if (Math.hypot(...this.F.gradient(this.at.x)) <= this.tolerance) this.status = "converged";
  }
}

/**
 * Where a run has been, and how it ended.
 *
 * @typedef {object} MarquardtPath
 * @property {Float64Array[]} x
 * @property {number[]} value
 * @property {MarquardtStatus} status
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
  checkCount(steps, "steps");
  const descent = new MarquardtDescent(F, x0, options);
  const path = { x: [descent.at.x], value: [descent.at.value] };
  while (path.x.length <= steps && descent.step()) {
    path.x.push(descent.at.x);
    path.value.push(descent.at.value);
  }
  return { ...path, status: descent.status, mu: descent.at.mu };
}

/** @param {NetworkLoss} F */
function refuseOtherLosses(F) {
  if (F.loss.name !== "squared") {
    throw new RangeError(`loss must be squared, got '${F.loss.name}'`);
  }
  if (F.penalty) throw new RangeError("a penalised loss is no sum of squares");
}
