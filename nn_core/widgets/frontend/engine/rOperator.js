// @ts-check
/**
 * The Hessian times a vector, exactly, by Pearlmutter's R-operator (nn_core/r_operator.py;
 * chapter 6): differentiate every line of backpropagation along a direction v, and ∇²F v costs
 * about as much as two gradients.
 *
 *     R{n^m} = V^m a^(m-1) + W^m R{a^(m-1)} + v_b^m,     R{a^m} = Ḟ^m R{n^m},
 *     R{s^m} = Ḟ^m (Wᵀ R{s} + Vᵀ s) + R{Ḟ^m} Wᵀ s,       R{g} = R{s} aᵀ + s R{a}ᵀ,
 *
 * where V and v_b are the parts of v that belong to W and b.
 *
 * Source: B. A. Pearlmutter, Fast exact multiplication by the Hessian (1994).
 */

import { times, timesSecond } from "./activations.js";
import { asParameters } from "./arrays.js";
import { checkedProblem, gather, outputSensitivity, throughWeights } from "./backprop.js";
import { lossCurvature, lossGradient } from "./losses.js";
import { netInput } from "./networks.js";

/** @import { Activation } from './activations.js' */
/** @import { Numbers } from './arrays.js' */
/** @import { Loss } from './losses.js' */
/** @import { Network } from './networks.js' */

/**
 * ∇²F(x) v, exactly, without forming the Hessian: n numbers.
 *
 * @param {Network} network
 * @param {Numbers} x
 * @param {Numbers} P
 * @param {Numbers} T
 * @param {Numbers} v  the direction, n numbers
 * @param {string | Loss} [loss]
 */
export function hessianVector(network, x, P, T, v, loss = "squared") {
  const direction = asParameters(v, network.nParameters, "v");
  return hessianProducts(network, x, P, T, loss)(direction);
}

/**
 * The function v ↦ ∇²F(x) v, with all that does not depend on v computed once.
 *
 * @param {Network} network
 * @param {Numbers} x
 * @param {Numbers} P
 * @param {Numbers} T
 * @param {string | Loss} loss
 * @returns {(v: Float64Array) => Float64Array}
 */
export function hessianProducts(network, x, P, T, loss) {
  const problem = checkedProblem(network, x, P, T, loss);
  const { places, activations, nLayers: M } = network;
  const trace = network.forward(problem.x, problem.P);
  const { n, a, Q } = trace;
  const withActivation = problem.loss.outputActivation !== null;
  /** Wᵀ s of every layer but the last, where ∂ℓ/∂a stands in its place. @type {Float64Array[]} */
  const back = new Array(M);
  /** @type {Float64Array[]} */
  const s = new Array(M);
  if (!withActivation) back[M - 1] = lossGradient(problem.loss, a[M], problem.T, Q);
  s[M - 1] = outputSensitivity(network, trace, problem.T, problem.loss);
  for (let m = M - 1; m > 0; m--) {
    back[m - 1] = throughWeights(problem.x, places[m], s[m], Q);
    s[m - 1] = times(activations[m - 1], n[m - 1], a[m], back[m - 1], Q);
  }
  const slopes = activations.map((f, m) => slope(f, n[m], a[m + 1], Q));
  const bends = activations.map((f, m) =>
    back[m] ? bend(f, n[m], a[m + 1], back[m], Q) : slopes[m],
  );

  return (v) => {
    /** @type {Float64Array[]} */
    const Rn = [];
    /** @type {Float64Array[]} */
    const Ra = [new Float64Array(a[0].length)]; // the inputs do not depend on x
    for (let m = 0; m < M; m++) {
      const moved = netInput(v, places[m], a[m], Q);
      Rn.push(m ? add(moved, netInput(problem.x, { ...places[m], b: -1 }, Ra[m], Q)) : moved);
      Ra.push(slopes[m](Rn[m]));
    }
    /** @type {Float64Array[]} */
    const Rs = new Array(M);
    if (withActivation) {
      Rs[M - 1] = lossCurvature(problem.loss, n[M - 1], problem.T, Rn[M - 1], Q);
    } else {
      const Rback = lossCurvature(problem.loss, a[M], problem.T, Ra[M], Q);
      Rs[M - 1] = add(slopes[M - 1](Rback), bends[M - 1](Rn[M - 1]));
    }
    for (let m = M - 1; m > 0; m--) {
      const Rback = throughWeights(problem.x, places[m], Rs[m], Q);
      add(Rback, throughWeights(v, places[m], s[m], Q));
      Rs[m - 1] = add(slopes[m - 1](Rback), bends[m - 1](Rn[m - 1]));
    }
    return add(gather(network, Rs, a, Q), gather(network, s, Ra, Q, false));
  };
}

/**
 * The product u ↦ Ḟ(n) u, its diagonal computed once where there is one.
 *
 * @param {Activation} f
 * @param {Float64Array} n
 * @param {Float64Array} a
 * @param {number} Q
 * @returns {(u: Float64Array) => Float64Array}
 */
function slope(f, n, a, Q) {
  if (!f.elementwise) return (u) => times(f, n, a, u, Q);
  const diagonal = n.map((ni, i) => f.df(ni, a[i]));
  return (u) => multiply(diagonal, u);
}

/**
 * The product u ↦ R{Ḟ} v, the change of Ḟ(n) v as n moves along u.
 *
 * @param {Activation} f
 * @param {Float64Array} n
 * @param {Float64Array} a
 * @param {Float64Array} v
 * @param {number} Q
 * @returns {(u: Float64Array) => Float64Array}
 */
function bend(f, n, a, v, Q) {
  if (!f.elementwise) return (u) => timesSecond(f, n, a, v, u, Q);
  const diagonal = n.map((ni, i) => f.d2f(ni, a[i]) * v[i]);
  return (u) => multiply(diagonal, u);
}

/** u ← u + v. @param {Float64Array} u @param {Float64Array} v */
function add(u, v) {
  for (let i = 0; i < u.length; i++) u[i] += v[i];
  return u;
}

/** @param {Float64Array} u @param {Float64Array} v */
function multiply(u, v) {
  const product = new Float64Array(u.length);
  for (let i = 0; i < u.length; i++) product[i] = u[i] * v[i];
  return product;
}
