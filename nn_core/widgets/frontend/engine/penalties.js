// @ts-check
/**
 * Penalties: a term added to the loss that makes large parameters expensive
 * (nn_core/penalties.py; appendix A).
 *
 *     L2:       (rho / 2) ‖x‖²        shrinks every parameter
 *     L1:       rho ‖x‖₁              sets the unimportant ones to exactly 0
 *     elastic:  the two mixed
 *
 * Biases are usually spared, by `mask: network.weightMask`.
 */

import { asParameters } from "./arrays.js";
import { checkNotNegative } from "./optimizers/contract.js";

/** @import { Numbers } from './arrays.js' */

/** The penalty l1 ‖x‖₁ + (l2 / 2) ‖x‖², over the parameters that `mask` marks. */
export class Penalty {
  /** @param {{l1?: number, l2?: number, mask?: readonly boolean[] | null}} [options] */
  constructor({ l1 = 0, l2 = 0, mask = null } = {}) {
    checkNotNegative(l1, "l1");
    checkNotNegative(l2, "l2");
    this.l1 = l1;
    this.l2 = l2;
    this.mask = mask;
  }

  /** The penalty of x. @param {Numbers} x */
  value(x) {
    let size = 0;
    let squares = 0;
    for (const value of this.penalised(x)) {
      size += Math.abs(value);
      squares += value * value;
    }
    return this.l1 * size + (this.l2 / 2) * squares;
  }

  /** l1 sign(x) + l2 x; 0 for l1 at x = 0, where it has a corner. @param {Numbers} x */
  gradient(x) {
    return this.penalised(x).map((value) => this.l1 * Math.sign(value) + this.l2 * value);
  }

  /** The Hessian, l2 on the diagonal, times v. @param {Numbers} v */
  hessianVector(v) {
    return this.penalised(v).map((value) => this.l2 * value);
  }

  /**
   * The z that minimises ‖z - x‖² / (2 alpha) + penalty(z): shrink, and cut to zero.
   *
   * @param {Numbers} x
   * @param {number} alpha
   */
  proximal(x, alpha) {
    const vector = asParameters(x, x.length);
    return vector.map((value, i) => {
      if (this.mask && !this.mask[i]) return value;
      const shrunk = Math.sign(value) * Math.max(Math.abs(value) - alpha * this.l1, 0);
      return shrunk / (1 + alpha * this.l2);
    });
  }

  /** x with 0 in place of the spared parameters. @param {Numbers} x */
  penalised(x) {
    const { mask } = this;
    const vector = asParameters(x, mask ? mask.length : x.length);
    return mask ? vector.map((value, i) => (mask[i] ? value : 0)) : vector;
  }
}

/** @param {number} rho @param {readonly boolean[] | null} [mask] */
export const L1 = (rho, mask = null) => new Penalty({ l1: rho, mask });

/** @param {number} rho @param {readonly boolean[] | null} [mask] */
export const L2 = (rho, mask = null) => new Penalty({ l2: rho, mask });

/**
 * The elastic net: L1 of strength rho ratio and L2 of strength rho (1 - ratio).
 *
 * @param {number} rho
 * @param {number} [ratio]
 * @param {readonly boolean[] | null} [mask]
 */
export function elastic(rho, ratio = 0.5, mask = null) {
  if (!(ratio >= 0 && ratio <= 1)) {
    throw new RangeError(`ratio must lie between 0 and 1, got ${ratio}`);
  }
  return new Penalty({ l1: rho * ratio, l2: rho * (1 - ratio), mask });
}
