// @ts-check
/**
 * Losses: how wrong a network's output is, one number a sample (nn_core/losses.py; chapter 3).
 *
 * Each loss has its value, gradient and curvature (the Hessian times a vector) with respect to the
 * last layer: its output a, or, for the two cross-entropies, its net input n, with the log-sigmoid
 * or the softmax built in, so that nothing overflows and the gradient is simply a - t.
 * All but the softmax's are sums over the outputs, and are written here for one of them.
 */

import { ACTIVATIONS, outputs, times } from "./activations.js";

/**
 * @typedef {object} Loss
 * @property {string} name  the name in code
 * @property {string} title  the name in prose
 * @property {(z: number, t: number) => number} value
 * @property {(z: number, t: number) => number} gradient
 * @property {(z: number, t: number) => number} curvature
 * @property {string | null} outputActivation  the last layer's activation, if built into the loss
 * @property {boolean} elementwise  false for the softmax's
 */

/** @param {number} n */
const logsig = (n) => 1 / (1 + Math.exp(-n));

/**
 * One row of the table.
 *
 * @param {string} name
 * @param {string} title
 * @param {Loss['value']} value
 * @param {Loss['gradient']} gradient
 * @param {Loss['curvature']} curvature
 * @param {string | null} [outputActivation]
 * @returns {Loss}
 */
const row = (name, title, value, gradient, curvature, outputActivation = null) =>
  Object.freeze({
    name,
    title,
    value,
    gradient,
    curvature,
    outputActivation,
    elementwise: outputActivation !== "softmax",
  });

/**
 * Huber's loss: e²/2 for errors within delta, delta (|e| - delta/2) beyond.
 *
 * @param {number} [delta]
 */
export function huber(delta = 1) {
  if (!(delta > 0 && delta < Infinity)) {
    throw new RangeError(`delta must be a positive number, got ${delta}`);
  }
  return row(
    delta === 1 ? "huber" : `huber(${delta})`,
    "Huber",
    (a, t) => {
      const near = Math.min(Math.abs(t - a), delta);
      return (near * near) / 2 + delta * (Math.abs(t - a) - near);
    },
    (a, t) => -Math.min(Math.max(t - a, -delta), delta),
    (a, t) => (Math.abs(t - a) < delta ? 1 : 0),
  );
}

const TABLE = [
  row(
    "squared",
    "Squared error",
    (a, t) => (t - a) * (t - a),
    (a, t) => -2 * (t - a), // the factor 2 is kept, as in the chapter
    () => 2,
  ),
  row(
    "absolute",
    "Absolute error",
    (a, t) => Math.abs(t - a),
    (a, t) => -Math.sign(t - a), // 0 at e = 0, where there is no derivative
    () => 0,
  ),
  huber(),
  row(
    "binary_cross_entropy", // ln(1 + e^n) - t n, without large numbers to take off
    "Binary cross-entropy",
    (n, t) => Math.log1p(Math.exp(-Math.abs(n))) + (n > 0 ? 1 - t : -t) * n,
    (n, t) => logsig(n) - t,
    (n) => logsig(n) * (1 - logsig(n)),
    "logsig",
  ),
  row(
    "softmax_cross_entropy", // of one class alone; columns of several are treated below
    "Softmax cross-entropy",
    () => 0,
    (_n, t) => 1 - t,
    () => 0,
    "softmax",
  ),
];

/** @type {Readonly<Record<string, Loss>>} */
export const LOSSES = Object.freeze(Object.fromEntries(TABLE.map((entry) => [entry.name, entry])));

/**
 * The loss of that name (a loss is returned as it is).
 *
 * @param {string | Loss} name
 * @returns {Loss}
 */
export function loss(name) {
  if (typeof name !== "string") return name;
  if (!Object.hasOwn(LOSSES, name)) {
    throw new RangeError(`unknown loss '${name}'; known: ${Object.keys(LOSSES).join(", ")}`);
  }
  return LOSSES[name];
}

/**
 * The loss of every sample, (Q,).
 *
 * @param {Loss} entry
 * @param {Float64Array} z  last output a, or last net input n, (S, Q)
 * @param {Float64Array} t  targets (S, Q)
 * @param {number} Q
 */
export function lossValues(entry, z, t, Q) {
  const values = new Float64Array(Q);
  if (entry.elementwise) {
    for (let i = 0; i < z.length; i++) values[i % Q] += entry.value(z[i], t[i]);
    return values;
  }
  for (let q = 0; q < Q; q++) {
    // -sum of t_i ln a_i = ln(sum of e^(n_i)) - tᵀn; the largest n, taken off first, gives a 1
    let top = q;
    for (let i = q; i < z.length; i += Q) if (z[i] > z[top]) top = i;
    let others = 0;
    let dot = 0;
    for (let i = q; i < z.length; i += Q) {
      if (i !== top) others += Math.exp(z[i] - z[top]);
      dot += t[i] * (z[i] - z[top]);
    }
    values[q] = Math.log1p(others) - dot;
  }
  return values;
}

/**
 * The gradient of every sample's loss, (S, Q).
 *
 * @param {Loss} entry
 * @param {Float64Array} z
 * @param {Float64Array} t
 * @param {number} Q
 */
export function lossGradient(entry, z, t, Q) {
  if (entry.elementwise) return z.map((zi, i) => entry.gradient(zi, t[i]));
  return outputs(ACTIVATIONS.softmax, z, Q).map((a, i) => a - t[i]);
}

/**
 * The Hessian of every sample's loss times v, (S, Q).
 *
 * @param {Loss} entry
 * @param {Float64Array} z
 * @param {Float64Array} t
 * @param {Float64Array} v
 * @param {number} Q
 */
export function lossCurvature(entry, z, t, v, Q) {
  if (entry.elementwise) return v.map((vi, i) => entry.curvature(z[i], t[i]) * vi);
  return times(ACTIVATIONS.softmax, z, outputs(ACTIVATIONS.softmax, z, Q), v, Q);
}
