// @ts-check
/**
 * Momentum and a rate per parameter together (nn_core/optimizers/adam.py and adam_variants.py;
 * chapter D):
 *
 *     m_k = β₁ m_{k−1} + (1 − β₁) g_k        m̂_k = m_k/(1 − β₁^k)
 *     v_k = β₂ v_{k−1} + (1 − β₂) g_k²       v̂_k = v_k/(1 − β₂^k)        k = 1, 2, …
 *     Δx_k = −α m̂_k/(√v̂_k + ε)
 *
 * AdamW decays the parameters beside the gradient, AMSGrad never lets v shrink, Nadam looks ahead
 * as NAG does.
 */

import { checkDecay, checkNotNegative, checkRate, rate, zerosLike } from "./contract.js";

/** @import { Rate } from './contract.js' */
/** @typedef {{alpha?: Rate, beta1?: number, beta2?: number, epsilon?: number}} AdamOptions */
/** @typedef {{k: number, m: Float64Array, v: Float64Array}} Moments
 *    steps taken, fading means m of gradients and v of their squares */
/** @typedef {Moments & {vMax: Float64Array}} MaxMoments  and the largest v so far */

/** The constants all of the family share, and the two means. */
class AdamConstants {
  /** @param {AdamOptions} options */
  constructor({ alpha = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }) {
    checkRate(alpha);
    checkDecay(beta1, "beta1");
    checkDecay(beta2, "beta2");
    checkNotNegative(epsilon, "epsilon");
    this.alpha = alpha;
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
  }

  /**
   * The next state: both means with g in them.
   *
   * @param {Moments} state
   * @param {Float64Array} g
   * @returns {Moments}
   */
  means({ k, m, v }, g) {
    const { beta1, beta2 } = this;
    return {
      k: k + 1,
      m: m.map((mi, i) => beta1 * mi + (1 - beta1) * g[i]),
      v: v.map((vi, i) => beta2 * vi + (1 - beta2) * (g[i] * g[i])),
    };
  }

  /**
   * −α m/(√v + ε), with α that of the step after `k`.
   *
   * @param {number} k
   * @param {Float64Array} m
   * @param {Float64Array} v
   */
  displacement(k, m, v) {
    const alpha = rate(this.alpha, k);
    return m.map((mi, i) => (-alpha * mi) / (Math.sqrt(v[i]) + this.epsilon));
  }
}

/** Δx_k = −α m̂_k/(√v̂_k + ε). */
export class Adam extends AdamConstants {
  /** @param {AdamOptions} [options] */
  constructor(options = {}) {
    super(options);
  }

  /** @param {Float64Array} x @returns {Moments} */
  init(x) {
    return { k: 0, m: zerosLike(x), v: zerosLike(x) };
  }

  /**
   * @param {Moments} state
   * @param {Float64Array} g
   * @param {Float64Array} _x
   * @returns {[Moments, Float64Array]}
   */
  step(state, g, _x) {
    const next = this.means(state, g);
    const mCorrection = 1 - this.beta1 ** next.k;
    const vCorrection = 1 - this.beta2 ** next.k;
    const mHat = next.m.map((mi) => mi / mCorrection);
    const vHat = next.v.map((vi) => vi / vCorrection);
    return [next, this.displacement(state.k, mHat, vHat)];
  }
}

/** Adam with the weight decay beside it: Δx_k = −α (m̂_k/(√v̂_k + ε) + λ x_k). */
export class AdamW extends Adam {
  /** @param {AdamOptions & {decay?: number}} [options]  decay is λ */
  constructor({ decay = 0.01, ...options } = {}) {
    super(options);
    checkNotNegative(decay, "decay");
    this.decay = decay;
  }

  /**
   * @param {Moments} state
   * @param {Float64Array} g
   * @param {Float64Array} x
   * @returns {[Moments, Float64Array]}
   */
  step(state, g, x) {
    const [next, dx] = super.step(state, g, x);
    const shrink = rate(this.alpha, state.k) * this.decay;
    return [next, dx.map((di, i) => di - shrink * x[i])];
  }
}

/** Adam whose v never shrinks: v̂_k = max(v̂_{k−1}, v_k),  Δx_k = −α m_k/(√v̂_k + ε). */
export class AMSGrad extends AdamConstants {
  /** @param {AdamOptions} [options] */
  constructor(options = {}) {
    super(options);
  }

  /** @param {Float64Array} x @returns {MaxMoments} */
  init(x) {
    return { k: 0, m: zerosLike(x), v: zerosLike(x), vMax: zerosLike(x) };
  }

  /**
   * @param {MaxMoments} state
   * @param {Float64Array} g
   * @param {Float64Array} _x
   * @returns {[MaxMoments, Float64Array]}
   */
  step(state, g, _x) {
    const next = this.means(state, g);
    const vMax = state.vMax.map((vi, i) => Math.max(vi, next.v[i]));
    return [{ ...next, vMax }, this.displacement(state.k, next.m, vMax)];
  }
}

/** Adam that looks ahead: Δx_k = −α m̄_k/(√v̂_k + ε) with
 * m̄_k = β₁ m_k/(1 − β₁^{k+1}) + (1 − β₁) g_k/(1 − β₁^k), the momentum of the next step. */
export class Nadam extends AdamConstants {
  /** @param {AdamOptions} [options] */
  constructor({ alpha = 0.002, ...options } = {}) {
    super({ alpha, ...options });
  }

  /** @param {Float64Array} x @returns {Moments} */
  init(x) {
    return { k: 0, m: zerosLike(x), v: zerosLike(x) };
  }

  /**
   * @param {Moments} state
   * @param {Float64Array} g
   * @param {Float64Array} _x
   * @returns {[Moments, Float64Array]}
   */
  step(state, g, _x) {
    const { beta1, beta2 } = this;
    const next = this.means(state, g);
    const now = 1 - beta1 ** next.k;
    const ahead = 1 - beta1 ** (next.k + 1);
    const vCorrection = 1 - beta2 ** next.k;
    const mAhead = next.m.map((mi, i) => (beta1 * mi) / ahead + ((1 - beta1) * g[i]) / now);
    const vHat = next.v.map((vi) => vi / vCorrection);
    return [next, this.displacement(state.k, mAhead, vHat)];
  }
}
