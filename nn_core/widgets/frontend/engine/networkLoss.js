// @ts-check
/**
 * The loss of a network on data, as an objective F(x) of all its weights and biases
 * (nn_core/network_loss.py): the mean of the loss over the samples.
 */

import { asParameters } from "./arrays.js";
import { checkedData } from "./backprop.js";
import { kernel } from "./kernel.js";

/** @import { Numbers } from './arrays.js' */
/** @import { Loss } from './losses.js' */
/** @import { Network } from './networks.js' */

export class NetworkLoss {
  /**
   * @param {Network} network
   * @param {Numbers} P  inputs (R, Q)
   * @param {Numbers} T  targets (S, Q)
   * @param {string | Loss} [loss]
   */
  constructor(network, P, T, loss = "squared") {
    const data = checkedData(network, P, T, loss);
    this.network = network;
    this.P = data.P;
    this.T = data.T;
    this.Q = data.Q;
    this.loss = data.loss;
    this.n = network.nParameters;
    this.kernel = kernel(network, data.loss);
    this.order = Int32Array.from({ length: data.Q }, (_, q) => q);
  }

  /** F(x). @param {Numbers} x */
  value(x) {
    return this.kernel.value(asParameters(x, this.n), this.P, this.T, this.Q);
  }

  /** The gradient of F, by backpropagation: n numbers. @param {Numbers} x */
  gradient(x) {
    const g = new Float64Array(this.n);
    const { P, T, Q, order } = this;
    this.kernel.gradient(asParameters(x, this.n), P, T, Q, order, 0, Q, g);
    return g;
  }
}
