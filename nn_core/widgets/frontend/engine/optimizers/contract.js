// @ts-check
/**
 * What every optimizer promises, and the checks they share (nn_core/optimizers/contract.py).
 *
 * An optimizer turns gradients into displacements. It never sees the objective: `init(x)` returns
 * what it must remember, `step(state, g, x)` returns what it must remember next and the arrow dx
 * that the pictures draw, and the caller moves, x ← x + dx. No state is ever changed, so keeping
 * one is enough to step back to it. (Chapter D.)
 */

/** A learning rate: constant, or a schedule alpha(k) of the step k = 0, 1, 2, …
 * @typedef {number | ((k: number) => number)} Rate */

/**
 * @template State
 * @typedef {object} Optimizer
 * @property {(x: Float64Array) => State} init
 * @property {(state: State, g: Float64Array, x: Float64Array) => [State, Float64Array]} step
 */

/**
 * The learning rate of step k.
 *
 * @param {Rate} alpha
 * @param {number} k
 */
export function rate(alpha, k) {
  if (typeof alpha === "number") return alpha;
  const value = alpha(k);
  if (!(value >= 0 && value < Infinity)) {
    throw new RangeError(`the schedule gave alpha(${k}) = ${value}; a rate is finite and >= 0`);
  }
  return value;
}

/**
 * Refuse a constant learning rate that is negative, NaN or infinite.
 *
 * @param {Rate} alpha
 */
export function checkRate(alpha) {
  if (typeof alpha !== "function") checkNotNegative(alpha, "alpha");
}

/**
 * Refuse a decay constant (β, ρ) outside [0, 1).
 *
 * @param {number} value
 * @param {string} name
 */
export function checkDecay(value, name) {
  if (!(value >= 0 && value < 1)) throw new RangeError(`${name} must be in [0, 1), got ${value}`);
}

/**
 * Refuse a constant such as ε or λ that is negative, NaN or infinite.
 *
 * @param {number} value
 * @param {string} name
 */
export function checkNotNegative(value, name) {
  if (!(value >= 0 && value < Infinity)) {
    throw new RangeError(`${name} must be finite and >= 0, got ${value}`);
  }
}

/**
 * As many zeros as x has parameters.
 *
 * @param {Float64Array} x
 */
export const zerosLike = (x) => new Float64Array(x.length);
