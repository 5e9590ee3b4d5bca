// @ts-check
/**
 * A rate for every parameter of its own (nn_core/optimizers/scaled.py; chapter D). Each divides
 * the gradient, component by component, by a running size of the gradients seen so far:
 *
 *     AdaGrad    the sum of all squares               steps only ever shrink
 *     RMSprop    a fading mean of the squares         steps recover
 *     AdaDelta   that, and the size of its own steps  no learning rate to choose
 */

import { checkDecay, checkNotNegative, checkRate, rate, zerosLike } from "./contract.js";

/** @import { Rate } from './contract.js' */
/** @typedef {{k: number, s: Float64Array}} Squares  steps taken, sum or mean of squares */
/** @typedef {{k: number, s: Float64Array, u: Float64Array}} DeltaSquares
 *    steps taken, mean squares s of gradients and u of displacements */

/** s_k = s_{k−1} + g_k²,  Δx_k = −α g_k/(√s_k + ε). */
export class AdaGrad {
  /** @param {{alpha?: Rate, epsilon?: number}} [options] */
  constructor({ alpha = 0.01, epsilon = 1e-10 } = {}) {
    checkRate(alpha);
    checkNotNegative(epsilon, "epsilon");
    this.alpha = alpha;
    this.epsilon = epsilon;
  }

  /** @param {Float64Array} x @returns {Squares} */
  init(x) {
    return { k: 0, s: zerosLike(x) };
  }

  /**
   * @param {Squares} state
   * @param {Float64Array} g
   * @param {Float64Array} _x
   * @returns {[Squares, Float64Array]}
   */
  step(state, g, _x) {
    const alpha = rate(this.alpha, state.k);
    const s = state.s.map((si, i) => si + g[i] * g[i]);
    return [
      { k: state.k + 1, s },
      g.map((gi, i) => (-alpha * gi) / (Math.sqrt(s[i]) + this.epsilon)),
    ];
  }
}

/** AdaGrad that forgets: s_k = ρ s_{k−1} + (1 − ρ) g_k²,  Δx_k = −α g_k/(√s_k + ε). */
export class RMSprop {
  /** @param {{alpha?: Rate, rho?: number, epsilon?: number}} [options] */
  constructor({ alpha = 0.001, rho = 0.9, epsilon = 1e-8 } = {}) {
    checkRate(alpha);
    checkDecay(rho, "rho");
    checkNotNegative(epsilon, "epsilon");
    this.alpha = alpha;
    this.rho = rho;
    this.epsilon = epsilon;
  }

  /** @param {Float64Array} x @returns {Squares} */
  init(x) {
    return { k: 0, s: zerosLike(x) };
  }

  /**
   * @param {Squares} state
   * @param {Float64Array} g
   * @param {Float64Array} _x
   * @returns {[Squares, Float64Array]}
   */
  step(state, g, _x) {
    const alpha = rate(this.alpha, state.k);
    const s = state.s.map((si, i) => this.rho * si + (1 - this.rho) * (g[i] * g[i]));
    return [
      { k: state.k + 1, s },
      g.map((gi, i) => (-alpha * gi) / (Math.sqrt(s[i]) + this.epsilon)),
    ];
  }
}

/**
 * Let past steps set the scale: Δx_k = −α √(u_{k−1} + ε)/√(s_k + ε) g_k, where s_k is RMSprop's
 * mean square gradient and u_k the same mean of (Δx/α)². Zeiler's rule has no α: it is 1.
 */
export class AdaDelta {
  /** @param {{alpha?: Rate, rho?: number, epsilon?: number}} [options] */
  constructor({ alpha = 1, rho = 0.95, epsilon = 1e-6 } = {}) {
    checkRate(alpha);
    checkDecay(rho, "rho");
    checkNotNegative(epsilon, "epsilon");
    this.alpha = alpha;
    this.rho = rho;
    this.epsilon = epsilon;
  }

  /** @param {Float64Array} x @returns {DeltaSquares} */
  init(x) {
    return { k: 0, s: zerosLike(x), u: zerosLike(x) };
  }

  /**
   * @param {DeltaSquares} state
   * @param {Float64Array} g
   * @param {Float64Array} _x
   * @returns {[DeltaSquares, Float64Array]}
   */
  step(state, g, _x) {
    const { rho, epsilon } = this;
    const alpha = rate(this.alpha, state.k);
    const s = state.s.map((si, i) => rho * si + (1 - rho) * (g[i] * g[i]));
    const delta = g.map(
      (gi, i) => (Math.sqrt(state.u[i] + epsilon) / Math.sqrt(s[i] + epsilon)) * gi,
    );
    const u = state.u.map((ui, i) => rho * ui + (1 - rho) * (delta[i] * delta[i]));
    return [{ k: state.k + 1, s, u }, delta.map((di) => -alpha * di)];
  }
}
