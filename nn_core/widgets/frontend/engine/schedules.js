// @ts-check
/**
 * Schedules: a learning rate that depends on the step, α(k) for k = 0, 1, 2, …
 * (nn_core/schedules.py; chapter C). Each is made once and then called with k; every optimizer
 * takes one where it takes a number.
 */

import { checkCount, checkPositive } from "./arrays.js";

/** @typedef {(k: number) => number} Schedule */

/** α(k) = α. @param {number} alpha @returns {Schedule} */
export function constantRate(alpha) {
  checkPositive(alpha, "alpha");
  return () => alpha;
}

/** α(k) = α γᵏ, 0 < γ ≤ 1. @param {number} alpha @param {number} gamma @returns {Schedule} */
export function exponentialDecay(alpha, gamma) {
  checkPositive(alpha, "alpha");
  checkFraction(gamma);
  return (k) => alpha * gamma ** k;
}

/**
 * α(k) = α γ^⌊k / every⌋: held for `every` steps, then multiplied by γ.
 *
 * @param {number} alpha
 * @param {number} gamma
 * @param {number} every
 * @returns {Schedule}
 */
export function stepDecay(alpha, gamma, every) {
  checkPositive(alpha, "alpha");
  checkFraction(gamma);
  checkCount(every, "every", 1);
  return (k) => alpha * gamma ** Math.floor(k / every);
}

/**
 * α(k) = α / (1 + k/τ): the 1/k law, halved after τ steps.
 *
 * @param {number} alpha
 * @param {number} tau
 * @returns {Schedule}
 */
export function inverseDecay(alpha, tau) {
  checkPositive(alpha, "alpha");
  checkPositive(tau, "tau");
  return (k) => alpha / (1 + k / tau);
}

/**
 * α(k) = α_end + (α − α_end)(1 − k/K)^power up to k = K = `steps`, then α_end.
 *
 * @param {number} alpha
 * @param {number} steps
 * @param {number} [power]
 * @param {number} [end]
 * @returns {Schedule}
 */
export function polynomialDecay(alpha, steps, power = 1, end = 0) {
  checkDecayTo(alpha, end);
  checkCount(steps, "steps", 1);
  checkPositive(power, "power");
  return (k) => end + (alpha - end) * (1 - Math.min(k, steps) / steps) ** power;
}

/**
 * α(k) = α_end + ½(α − α_end)(1 + cos πk/K) up to k = K = `steps`, then α_end.
 *
 * @param {number} alpha
 * @param {number} steps
 * @param {number} [end]
 * @returns {Schedule}
 */
export function cosineDecay(alpha, steps, end = 0) {
  checkDecayTo(alpha, end);
  checkCount(steps, "steps", 1);
  return (k) => end + 0.5 * (alpha - end) * (1 + Math.cos((Math.PI * Math.min(k, steps)) / steps));
}

/**
 * Cosine decay begun again after `period` steps, each run `growth` times as long as the last.
 *
 * @param {number} alpha
 * @param {number} period
 * @param {number} [growth]
 * @param {number} [end]
 * @returns {Schedule}
 */
export function warmRestarts(alpha, period, growth = 1, end = 0) {
  checkDecayTo(alpha, end);
  checkCount(period, "period", 1);
  checkCount(growth, "growth", 1);
  return (k) => {
    let run = period;
    let left = growth === 1 ? k % run : k;
    while (left >= run) {
      left -= run;
      run *= growth;
    }
    return end + 0.5 * (alpha - end) * (1 + Math.cos((Math.PI * left) / run));
  };
}

/**
 * Climb in `steps` equal steps to the schedule's first rate, then follow the schedule:
 * α(k) = (k + 1)/(steps + 1) · schedule(0) for k < steps, then schedule(k − steps).
 *
 * @param {Schedule} schedule
 * @param {number} steps
 * @returns {Schedule}
 */
export function warmUp(schedule, steps) {
  checkCount(steps, "steps", 1);
  return (k) => (k < steps ? schedule(0) * ((k + 1) / (steps + 1)) : schedule(k - steps));
}

/**
 * The first `steps` rates of a schedule, to look at.
 *
 * @param {Schedule} schedule
 * @param {number} steps
 */
export const rates = (schedule, steps) =>
  Float64Array.from({ length: steps }, (_, k) => schedule(k));

/** @param {number} gamma */
function checkFraction(gamma) {
  checkPositive(gamma, "gamma");
  if (gamma > 1)
    throw new RangeError(`gamma must be at most 1 for the rate to decay, got ${gamma}`);
}

/** @param {number} alpha @param {number} end */
function checkDecayTo(alpha, end) {
  checkPositive(alpha, "alpha");
  if (!(end >= 0 && end <= alpha)) {
    throw new RangeError(`end must lie between 0 and alpha = ${alpha}, got ${end}`);
  }
}
