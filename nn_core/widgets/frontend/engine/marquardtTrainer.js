// @ts-check
/**
 * Training by Levenberg–Marquardt, an epoch at a time, for whoever can use a `Trainer`: an epoch is
 * one accepted step on all samples (nn_core/widgets/marquardt.py; chapters 7 and D).
 *
 * The loss of an epoch is F after its step, since a step is accepted only once that is known.
 */

import { HeldOut } from "./heldOut.js";
import { MarquardtDescent } from "./levenbergMarquardt.js";
import { NetworkLoss } from "./networkLoss.js";

/** @import { Numbers } from './arrays.js' */
/** @import { MarquardtOptions } from './levenbergMarquardt.js' */
/** @import { Network } from './networks.js' */

export class MarquardtTrainer {
  /**
   * @param {Network} network
   * @param {Numbers} P  inputs (R, Q)
   * @param {Numbers} T  targets (S, Q)
   * @param {Numbers} x0  the parameters to start from
   * @param {MarquardtOptions & {validation?: {P: Numbers, T: Numbers} | null}} [options]
   */
  constructor(network, P, T, x0, { validation = null, ...options } = {}) {
    this.descent = new MarquardtDescent(new NetworkLoss(network, P, T), x0, options);
    this.held = validation ? new HeldOut(network, validation, "squared", this.x) : null;
    /** Epochs completed. */
    this.epoch = 0;
    /** F after every epoch. @type {number[]} */
    this.loss = [];
    /** μ to begin the next step with, after every epoch; the first is the start's. */
    this.mu = [this.descent.at.mu];
  }

  get x() {
    return this.descent.at.x;
  }

  /** "finished" as long as it can go on. */
  get status() {
    return this.descent.status;
  }

  get going() {
    return this.descent.going;
  }

  /** @param {number} [count] */
  epochs(count = 1) {
    for (let i = 0; i < count && this.descent.step(); i++) {
      this.epoch += 1;
      this.loss.push(this.descent.at.value);
      this.mu.push(this.descent.at.mu);
      this.held?.measure(this.x, this.epoch);
    }
  }
}
