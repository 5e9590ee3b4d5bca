// @ts-check
/**
 * The loss of a network on data, as an objective F(x) of all its weights and biases
 * (nn_core/network_loss.py): the mean of the loss over the samples, plus a penalty if there is one.
 */

import { asParameters } from "./arrays.js";
import { checkedData } from "./backprop.js";
import { jacobian } from "./jacobian.js";
import { kernel } from "./kernel.js";
import { hessian } from "./networkHessian.js";
import { hessianProducts } from "./rOperator.js";

/** @import { Numbers } from './arrays.js' */
/** @import { Loss } from './losses.js' */
/** @import { Network } from './networks.js' */
/** @import { Penalty } from './penalties.js' */

export class NetworkLoss {
  /**
   * @param {Network} network
   * @param {Numbers} P  inputs (R, Q)
   * @param {Numbers} T  targets (S, Q)
   * @param {string | Loss} [loss]
   * @param {Penalty | null} [penalty]
   */
  constructor(network, P, T, loss = "squared", penalty = null) {
    const data = checkedData(network, P, T, loss);
    this.network = network;
    this.P = data.P;
    this.T = data.T;
    this.Q = data.Q;
    this.loss = data.loss;
    this.penalty = penalty;
    this.n = network.nParameters;
    this.kernel = kernel(network, data.loss);
    this.order = Int32Array.from({ length: data.Q }, (_, q) => q);
  }

  /** F(x). @param {Numbers} x */
  value(x) {
    const data = this.kernel.value(asParameters(x, this.n), this.P, this.T, this.Q);
    return data + (this.penalty?.value(x) ?? 0);
  }

  /** The gradient of F, by backpropagation: n numbers. @param {Numbers} x */
  gradient(x) {
    const g = new Float64Array(this.n);
    const { P, T, Q, order } = this;
    this.kernel.gradient(asParameters(x, this.n), P, T, Q, order, 0, Q, g);
    const { penalty } = this;
    if (penalty) penalty.gradient(x).forEach((value, i) => (g[i] += value));
    return g;
  }

  /**
   * The errors t - a in Hagan's order, all outputs of sample 1 first: (Q S,).
   *
   * @param {Numbers} x
   */
  errors(x) {
    const { Q, T } = this;
    const S = T.length / Q;
    const a = new Float64Array(T.length);
    this.kernel.outputs(asParameters(x, this.n), this.P, Q, a);
    return a.map((_, k) => {
      const place = (k % S) * Q + Math.floor(k / S);
      return T[place] - a[place];
    });
  }

  /** The Jacobian of `errors`: (Q S, n). @param {Numbers} x */
  jacobian(x) {
    return jacobian(this.network, x, this.P).map((slope) => -slope);
  }

  /** The exact Hessian of F, (n, n), row by row. @param {Numbers} x */
  hessian(x) {
    const H = hessian(this.network, x, this.P, this.T, this.loss);
    const diagonal = this.penalty?.hessianVector(new Float64Array(this.n).fill(1));
    diagonal?.forEach((value, i) => (H[i * this.n + i] += value));
    return H;
  }

  /** ∇²F(x) v. @param {Numbers} x @param {Numbers} v */
  hessianVector(x, v) {
    return this.hessianProducts(x)(asParameters(v, this.n, "v"));
  }

  /**
   * The function v ↦ ∇²F(x) v: quicker than `hessianVector` for several v.
   *
   * @param {Numbers} x
   * @returns {(v: Float64Array) => Float64Array}
   */
  hessianProducts(x) {
    const { penalty } = this;
    const product = hessianProducts(this.network, x, this.P, this.T, this.loss);
    if (!penalty) return product;
    return (v) => {
      const bent = penalty.hessianVector(v);
      return product(v).map((value, i) => value + bent[i]);
    };
  }
}
