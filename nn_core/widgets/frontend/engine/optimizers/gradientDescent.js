// @ts-check
/**
 * Gradient descent, plain and with a memory (nn_core/optimizers/gradient_descent.py; chapter D):
 *
 *     SGD        Δx_k = −α g_k
 *     momentum   Δx_k = β Δx_{k−1} − α g_k
 *     NAG        the same, with the gradient taken where the momentum is about to carry us
 */

import { checkDecay, checkRate, rate, zerosLike } from "./contract.js";

/** @import { Rate } from './contract.js' */
/** @typedef {{k: number}} StepCount  steps taken */
/** @typedef {{k: number, v: Float64Array}} Velocity  steps taken, and the moving sum of pushes */

/** Step against the gradient: Δx_k = −α g_k. */
export class SGD {
  /** @param {{alpha?: Rate}} [options] */
  constructor({ alpha = 0.01 } = {}) {
    checkRate(alpha);
    this.alpha = alpha;
  }

  /** @param {Float64Array} _x @returns {StepCount} */
  init(_x) {
    return { k: 0 };
  }

  /**
   * @param {StepCount} state
   * @param {Float64Array} g
   * @param {Float64Array} _x
   * @returns {[StepCount, Float64Array]}
   */
  step(state, g, _x) {
    const alpha = rate(this.alpha, state.k);
    return [{ k: state.k + 1 }, g.map((gi) => -alpha * gi)];
  }
}

/** Keep a part β of the last displacement: Δx_k = β Δx_{k−1} − α g_k. */
export class Momentum {
  /** @param {{alpha?: Rate, beta?: number}} [options] */
  constructor({ alpha = 0.01, beta = 0.9 } = {}) {
    checkRate(alpha);
    checkDecay(beta, "beta");
    this.alpha = alpha;
    this.beta = beta;
  }

  /** @param {Float64Array} x @returns {Velocity} */
  init(x) {
    return { k: 0, v: zerosLike(x) };
  }

  /**
   * @param {Velocity} state
   * @param {Float64Array} g
   * @param {Float64Array} _x
   * @returns {[Velocity, Float64Array]}
   */
  step(state, g, _x) {
    const alpha = rate(this.alpha, state.k);
    const v = state.v.map((vi, i) => this.beta * vi - alpha * g[i]);
    return [{ k: state.k + 1, v }, v];
  }
}

/**
 * Nesterov's accelerated gradient: look where momentum leads, then correct. Here x follows the
 * looked-ahead points themselves, so that one gradient, at x, is enough:
 * v_k = β v_{k−1} − α g_k,  Δx_k = β v_k − α g_k.
 */
export class NAG extends Momentum {
  /**
   * @param {Velocity} state
   * @param {Float64Array} g
   * @param {Float64Array} _x
   * @returns {[Velocity, Float64Array]}
   */
  step(state, g, _x) {
    const alpha = rate(this.alpha, state.k);
    const v = state.v.map((vi, i) => this.beta * vi - alpha * g[i]);
    return [{ k: state.k + 1, v }, v.map((vi, i) => this.beta * vi - alpha * g[i])];
  }
}
