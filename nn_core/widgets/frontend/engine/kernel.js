// @ts-check
/**
 * A kernel is the innermost work on one network and one loss, done quickly and without checks:
 * `kernel(network, loss)` gives the straight-line form where it can be had and the loops elsewhere.
 * Python's fast path plays the same part there.
 *
 * In all of it x is the parameter vector, P (R, Q) and T (S, Q) the samples; `order` lists samples
 * by number, of which order[from] … order[to - 1] are meant.
 */

import { loops } from "./loops.js";
import { loss as findLoss } from "./losses.js";
import { straightLine, suitsStraightLine } from "./straightLine.js";

/** @import { Loss } from './losses.js' */
/** @import { Network } from './networks.js' */

/**
 * @typedef {object} Kernel
 * @property {(x: Float64Array, P: Float64Array, Q: number, out: Float64Array) => void} outputs
 *   The network's outputs a^M into `out`, (S, Q).
 * @property {(x: Float64Array, P: Float64Array, T: Float64Array, Q: number) => number} value
 *   The mean loss over all Q samples.
 * @property {(x: Float64Array, P: Float64Array, T: Float64Array, Q: number, order: Int32Array,
 *   from: number, to: number, g: Float64Array) => number} gradient
 *   The gradient of the mean loss into `g`; returns the sum of the losses.
 * @property {(x: Float64Array, P: Float64Array, T: Float64Array, Q: number, order: Int32Array,
 *   from: number, to: number, size: number, alpha: number) => number} descend
 *   Plain descent x ← x - α g in place, once every `size` samples; returns the sum of the losses,
 *   each taken before the update its sample takes part in.
 */

/** Kernels made so far, by loss. @type {WeakMap<Network, Map<Loss, Kernel>>} */
const made = new WeakMap();

/**
 * The quickest kernel to be had.
 *
 * @param {Network} network
 * @param {string | Loss} [loss]
 * @returns {Kernel}
 */
export function kernel(network, loss = "squared") {
  const found = findLoss(loss);
  const known = made.get(network) ?? new Map();
  made.set(network, known);
  if (!known.has(found)) known.set(found, makeKernel(network, found));
  return known.get(found);
}

/**
 * @param {Network} network
 * @param {Loss} loss
 */
function makeKernel(network, loss) {
  if (!suitsStraightLine(network, loss)) return loops(network, loss);
  try {
    return straightLine(network, loss);
  } catch (error) {
    // A content security policy without 'unsafe-eval' makes `new Function` throw this.
    if (error instanceof EvalError) return loops(network, loss);
    throw error;
  }
}
