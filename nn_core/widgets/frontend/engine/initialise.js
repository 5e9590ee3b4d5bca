// @ts-check
/**
 * Starting points for training (nn_core/initialise.py; chapter 7). Each method draws one number
 * for every parameter it does not set to zero, in the order of the parameter vector.
 */

import { defaultRng } from "./random.js";

/** @import { Network } from './networks.js' */
/** @import { Generator } from './random.js' */

/**
 * Random parameters for a network.
 *
 * @param {Network} network
 * @param {{rng: number | Generator, method?: 'normal', scale?: number}} options
 */
export function initialise(network, { rng, method = "normal", scale = 1 }) {
  if (method !== "normal") throw new RangeError(`unknown method '${method}'; known: normal`);
  return defaultRng(rng).normal(0, scale, network.nParameters);
}
