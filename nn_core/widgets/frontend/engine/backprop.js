// @ts-check
/**
 * Backpropagation: the gradient of the loss, from the last layer to the first
 * (nn_core/backprop.py; chapter 6).
 *
 *     s^M = -2 Ḟ^M(n^M)(t - a)               for the squared loss,
 *     s^m = Ḟ^m(n^m)(W^(m+1))ᵀ s^(m+1)       for m = M-1, …, 1,
 *     ∂ℓ/∂W^m = s^m (a^(m-1))ᵀ,   ∂ℓ/∂b^m = s^m.
 *
 * This is the readable form, a batch at a time, its samples columns. Training takes the quick form
 * of the same equations from kernel.js.
 */

import { times } from "./activations.js";
import { asParameters, asSamples, refuseNonFinite } from "./arrays.js";
import { loss as findLoss, lossGradient } from "./losses.js";

/** @import { Numbers } from './arrays.js' */
/** @import { Loss } from './losses.js' */
/** @import { Network, Place, Trace } from './networks.js' */

/**
 * The sensitivities s^1, …, s^M of every sample, each (S^m, Q).
 *
 * @param {Network} network
 * @param {Numbers} x
 * @param {Numbers} P  inputs (R, Q)
 * @param {Numbers} T  targets (S, Q)
 * @param {string | Loss} [loss]
 */
export function sensitivities(network, x, P, T, loss = "squared") {
  const problem = checkedProblem(network, x, P, T, loss);
  const trace = network.forward(problem.x, problem.P);
  return backward(network, problem.x, trace, problem.T, problem.loss);
}

/**
 * The gradient of F, the mean loss over the samples: n numbers.
 *
 * @param {Network} network
 * @param {Numbers} x
 * @param {Numbers} P
 * @param {Numbers} T
 * @param {string | Loss} [loss]
 */
export function gradient(network, x, P, T, loss = "squared") {
  const problem = checkedProblem(network, x, P, T, loss);
  const trace = network.forward(problem.x, problem.P);
  const s = backward(network, problem.x, trace, problem.T, problem.loss);
  return gather(network, s, trace.a, trace.Q);
}

/**
 * s^M = Ḟ^M(n^M) ∂ℓ/∂a, which for the squared loss is -2 Ḟ^M(n^M)(t - a).
 *
 * @param {Network} network
 * @param {Trace} trace
 * @param {Float64Array} T
 * @param {Loss} loss
 */
export function outputSensitivity(network, trace, T, loss) {
  const M = network.nLayers;
  const [n, a] = [trace.n[M - 1], trace.a[M]];
  // A loss with the activation built in is a function of n^M and gives ∂ℓ/∂n^M itself.
  if (loss.outputActivation) return lossGradient(loss, n, T, trace.Q);
  return times(network.activations[M - 1], n, a, lossGradient(loss, a, T, trace.Q), trace.Q);
}

/**
 * The backward pass, s^M first, returned in the order of the layers.
 *
 * @param {Network} network
 * @param {Float64Array} x
 * @param {Trace} trace
 * @param {Float64Array} T
 * @param {Loss} loss
 */
export function backward(network, x, trace, T, loss) {
  return propagate(network, x, trace, outputSensitivity(network, trace, T, loss));
}

/**
 * From s = s^M to [s^1, …, s^M] by s^m = Ḟ^m(n^m)(W^(m+1))ᵀ s^(m+1).
 *
 * @param {Network} network
 * @param {Float64Array} x
 * @param {Trace} trace
 * @param {Float64Array} s
 */
export function propagate(network, x, trace, s) {
  const found = [s];
  for (let m = network.nLayers - 1; m > 0; m--) {
    const back = throughWeights(x, network.places[m], found[0], trace.Q);
    const f = network.activations[m - 1];
    found.unshift(times(f, trace.n[m - 1], trace.a[m], back, trace.Q));
  }
  return found;
}

/**
 * Wᵀ s for every sample, (R, Q).
 *
 * @param {Float64Array} x
 * @param {Place} place
 * @param {Float64Array} s  (S, Q)
 * @param {number} Q
 */
export function throughWeights(x, { rows, columns, W }, s, Q) {
  const back = new Float64Array(columns * Q);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const weight = x[W + i * columns + j];
      for (let q = 0; q < Q; q++) back[j * Q + q] += weight * s[i * Q + q];
    }
  }
  return back;
}

/**
 * The mean over the samples of s^m (a^(m-1))ᵀ and, if `biases`, of s^m, laid out as x is.
 *
 * @param {Network} network
 * @param {Float64Array[]} s
 * @param {Float64Array[]} a
 * @param {number} Q
 * @param {boolean} [biases]
 */
export function gather(network, s, a, Q, biases = true) {
  const g = new Float64Array(network.nParameters);
  network.places.forEach(({ rows, columns, W, b }, m) => {
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        let sum = 0;
        for (let q = 0; q < Q; q++) sum += s[m][i * Q + q] * a[m][j * Q + q];
        g[W + i * columns + j] = sum / Q;
      }
      if (!biases) continue;
      let sum = 0;
      for (let q = 0; q < Q; q++) sum += s[m][i * Q + q];
      g[b + i] = sum / Q;
    }
  });
  return g;
}

/**
 * The arguments as arrays, after every check that all functions of backpropagation share.
 *
 * @param {Network} network
 * @param {Numbers} x
 * @param {Numbers} P
 * @param {Numbers} T
 * @param {string | Loss} loss
 */
export function checkedProblem(network, x, P, T, loss) {
  const vector = asParameters(x, network.nParameters);
  refuseNonFinite(vector, "x");
  return { x: vector, ...checkedData(network, P, T, loss) };
}

/**
 * Inputs, targets and loss, if they suit each other and the network.
 *
 * @param {Network} network
 * @param {Numbers} P
 * @param {Numbers} T
 * @param {string | Loss} loss
 */
export function checkedData(network, P, T, loss) {
  const [R, S] = [network.sizes[0], network.sizes[network.nLayers]];
  const inputs = asSamples(P, R, "P");
  const targets = asSamples(T, S, "T");
  const Q = inputs.length / R;
  if (targets.length / S !== Q) {
    throw new RangeError(
      `P and T must hold equally many samples, got ${Q} and ${targets.length / S}`,
    );
  }
  const found = findLoss(loss);
  const last = network.activations[network.nLayers - 1].name;
  if (found.outputActivation && found.outputActivation !== last) {
    throw new RangeError(
      `loss '${found.name}' needs a last layer with activation '${found.outputActivation}', ` +
        `which is built into it; this network's is '${last}'`,
    );
  }
  return { P: inputs, T: targets, Q, loss: found };
}
