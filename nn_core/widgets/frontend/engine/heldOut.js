// @ts-check
/**
 * Samples never trained on: their loss after every epoch, where it was lowest, and when to give up
 * waiting for a lower one (nn_core/record.py; chapter 7).
 */

import { checkedData } from "./backprop.js";
import { kernel } from "./kernel.js";

/** @import { Numbers } from './arrays.js' */
/** @import { EarlyStopping } from './earlyStopping.js' */
/** @import { Loss } from './losses.js' */
/** @import { Network } from './networks.js' */
/** @typedef {{loss: number, x: Float64Array, epoch: number}} Best */

export class HeldOut {
  /**
   * @param {Network} network
   * @param {{P: Numbers, T: Numbers}} data
   * @param {string | Loss} loss
   * @param {Float64Array} x0
   * @param {EarlyStopping | null} [earlyStopping]
   */
  constructor(network, data, loss, x0, earlyStopping = null) {
    this.data = checkedData(network, data.P, data.T, loss);
    this.kernel = kernel(network, this.data.loss);
    this.earlyStopping = earlyStopping;
    /** After every epoch. @type {number[]} */
    this.losses = [];
    /** The parameters with the lowest loss. @type {Best} */
    this.best = { loss: Infinity, x: x0.slice(), epoch: 0 };
  }

  /**
   * Takes in one more epoch.
   *
   * @param {Float64Array} x
   * @param {number} epoch
   * @returns {boolean} whether patience is at its end
   */
  measure(x, epoch) {
    const { P, T, Q } = this.data;
    const found = this.kernel.value(x, P, T, Q);
    const loss = Number.isNaN(found) ? Infinity : found;
    this.losses.push(loss);
    const { tolerance = 0, patience = Infinity } = this.earlyStopping ?? {};
    if (loss < this.best.loss - tolerance) this.best = { loss, x: x.slice(), epoch };
    return epoch - this.best.epoch >= patience;
  }

  /** @param {Best} best @param {number} epoch */
  goBack(best, epoch) {
    this.best = best;
    this.losses.length = epoch;
  }
}
