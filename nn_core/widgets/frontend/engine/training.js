// @ts-check
/** `train`: fit a network to data, from the first epoch to the last (nn_core/training.py; chapter 7). */

import { checkCount } from "./arrays.js";
import { Trainer } from "./trainer.js";

/** @import { Numbers } from './arrays.js' */
/** @import { Network } from './networks.js' */
/** @import { Status, TrainingOptions } from './trainer.js' */

/**
 * What a run leaves behind: parameters after the last complete epoch, the losses of every epoch,
 * the parameters with the lowest validation loss (x, if there is no validation) and their epoch.
 *
 * @typedef {object} History
 * @property {Float64Array} x
 * @property {number[]} loss
 * @property {number[]} validation
 * @property {Float64Array} bestX
 * @property {number} bestEpoch
 * @property {Status} status
 */

/**
 * Train from x0 for a number of epochs, if nothing ends it before.
 *
 * @param {Network} network
 * @param {Numbers} P
 * @param {Numbers} T
 * @param {Numbers} x0
 * @param {TrainingOptions & {epochs: number}} options
 * @returns {History}
 */
export function train(network, P, T, x0, { epochs, ...options }) {
  checkCount(epochs, "epochs", 1);
  const trainer = new Trainer(network, P, T, x0, options);
  trainer.epochs(epochs);
  const { x, loss, status, held } = trainer;
  const best = held?.best ?? { x, epoch: trainer.epoch };
  return { x, loss, validation: held?.losses ?? [], bestX: best.x, bestEpoch: best.epoch, status };
}
