// @ts-check
/**
 * Derivatives sample by sample (nn_core/jacobian.py; chapter 6): the gradient of each sample's
 * loss, and the Jacobian of the outputs, which Levenberg-Marquardt needs.
 *
 * Both stop the chapter's recursion before the mean over the batch. The Jacobian starts it from
 * each output in turn, s̃^M = Ḟ^M(n^M), which Hagan calls Marquardt sensitivities.
 */

import { times } from "./activations.js";
import { asParameters } from "./arrays.js";
import { backward, checkedProblem, propagate } from "./backprop.js";

/** @import { Numbers } from './arrays.js' */
/** @import { Loss } from './losses.js' */
/** @import { Network, Trace } from './networks.js' */

/**
 * The gradient of every sample's loss, (Q, n); their mean is the gradient of F.
 *
 * @param {Network} network
 * @param {Numbers} x
 * @param {Numbers} P
 * @param {Numbers} T
 * @param {string | Loss} [loss]
 */
export function perSampleGradients(network, x, P, T, loss = "squared") {
  const problem = checkedProblem(network, x, P, T, loss);
  const trace = network.forward(problem.x, problem.P);
  const s = backward(network, problem.x, trace, problem.T, problem.loss);
  const g = new Float64Array(trace.Q * network.nParameters);
  outerProducts(network, s, trace, g, 0, 1);
  return g;
}

/**
 * The derivative of every output with respect to every parameter: (Q, S, n). Taken as (Q S, n) its
 * rows are in Hagan's order: the outputs of sample 1, then of sample 2. The Jacobian of the errors
 * e = t - a is its negative.
 *
 * @param {Network} network
 * @param {Numbers} x
 * @param {Numbers} P
 */
export function jacobian(network, x, P) {
  const vector = asParameters(x, network.nParameters);
  const trace = network.forward(vector, P);
  const M = network.nLayers;
  const S = network.sizes[M];
  const J = new Float64Array(trace.Q * S * network.nParameters);
  for (let i = 0; i < S; i++) {
    const output = new Float64Array(S * trace.Q).fill(1, i * trace.Q, (i + 1) * trace.Q);
    const s = times(network.activations[M - 1], trace.n[M - 1], trace.a[M], output, trace.Q);
    outerProducts(network, propagate(network, vector, trace, s), trace, J, i, S);
  }
  return J;
}

/**
 * s^m (a^(m-1))ᵀ and s^m of every sample, laid out as in x, into rows first, first + every, ….
 *
 * @param {Network} network
 * @param {Float64Array[]} s
 * @param {Trace} trace
 * @param {Float64Array} to
 * @param {number} first
 * @param {number} every
 */
function outerProducts(network, s, { a, Q }, to, first, every) {
  network.places.forEach(({ rows, columns, W, b }, m) => {
    for (let q = 0; q < Q; q++) {
      const row = (first + every * q) * network.nParameters;
      for (let i = 0; i < rows; i++) {
        const si = s[m][i * Q + q];
        for (let j = 0; j < columns; j++) to[row + W + i * columns + j] = si * a[m][j * Q + q];
        to[row + b + i] = si;
      }
    }
  });
}
