// @ts-check
/** What is left of a slope after many layers (nn_core/vanishing.py; chapter 1). */

import { activation } from "./activations.js";

/**
 * The product of the slopes f'(n^m) w of the first 1, 2, …, `layers` neurons in a row.
 *
 * @param {string} name  of the activation of every neuron
 * @param {number} n  net input of the first, and of all unless `follow`
 * @param {number} layers
 * @param {number} [w]
 * @param {boolean} [follow]  the signal goes on through the row: the next n is w a
 */
export function survivingSlope(name, n, layers, w = 1, follow = false) {
  const { f, df } = activation(name);
  const products = new Float64Array(layers);
  let product = 1;
  for (let m = 0; m < layers; m++) {
    const a = f(n);
    product *= df(n, a) * w;
    products[m] = product;
    if (follow) n = w * a;
  }
  return products;
}
