// @ts-check
/**
 * The exact Hessian of a network's loss (nn_core/network_hessian.py, which has a closed form of
 * its own): here a product with every unit vector, which is quick enough for the figures.
 */

import { hessianProducts } from "./rOperator.js";

/** @import { Numbers } from './arrays.js' */
/** @import { Loss } from './losses.js' */
/** @import { Network } from './networks.js' */

/**
 * The Hessian of F, the mean loss over the samples: (n, n), row by row.
 *
 * @param {Network} network
 * @param {Numbers} x
 * @param {Numbers} P
 * @param {Numbers} T
 * @param {string | Loss} [loss]
 */
export function hessian(network, x, P, T, loss = "squared") {
  const n = network.nParameters;
  const product = hessianProducts(network, x, P, T, loss);
  const H = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const unit = new Float64Array(n);
    unit[i] = 1;
    H.set(product(unit), i * n);
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      // Rounding leaves the two halves a few last bits apart; a Hessian is symmetric.
      H[i * n + j] = H[j * n + i] = (H[i * n + j] + H[j * n + i]) / 2;
    }
  }
  return H;
}
