// @ts-check
/**
 * A leaky integrate-and-fire neuron (nn_core/spiking.py; chapter 1).
 *
 *     dV/dt = -(V - V_rest)/τ,    V ← V + w at an input spike,    V ≥ θ: fire, V ← V_reset.
 *
 * Times are in seconds, potentials in millivolts; between events the equation is solved exactly.
 */

import { checkPositive } from "./arrays.js";
import { checkNotNegative } from "./optimizers/contract.js";
import { defaultRng } from "./random.js";

/** @import { Generator } from './random.js' */

/**
 * Spike times of a Poisson process of `rate` spikes a second.
 *
 * @param {number} rate
 * @param {number} duration  seconds
 * @param {{rng: number | Generator}} options
 */
export function spikeTrain(rate, duration, { rng }) {
  checkNotNegative(rate, "rate");
  checkPositive(duration, "duration");
  const generator = defaultRng(rng);
  /** @type {number[]} */
  const times = [];
  let t = 0;
  while (rate > 0) {
    t -= Math.log(1 - generator.random()) / rate; // the waiting times are exponential
    if (t >= duration) break;
    times.push(t);
  }
  return Float64Array.from(times);
}

/** Where the neuron fires, leaks to and starts again (mV), how fast it leaks, how long it is deaf.
 * @typedef {{threshold?: number, rest?: number, reset?: number, tau?: number,
 *   refractory?: number}} NeuronOptions */

export class LeakyNeuron {
  /** @param {NeuronOptions} [options] */
  constructor({ threshold = -55, rest = -70, reset = -70, tau = 0.02, refractory = 0.003 } = {}) {
    checkPositive(tau, "tau");
    checkNotNegative(refractory, "refractory");
    if (!(threshold > Math.max(rest, reset))) {
      throw new RangeError(`threshold must lie above rest and reset, got ${threshold}`);
    }
    this.threshold = threshold;
    this.rest = rest;
    this.reset = reset;
    this.tau = tau;
    this.refractory = refractory;
  }

  /**
   * The cell's answer to spike trains: when it fires, and the potential after each arrival.
   *
   * @param {readonly ArrayLike<number>[]} trains  for each input its spike times
   * @param {ArrayLike<number>} strengths  of the synapses, in millivolts; negative ones inhibit
   */
  respond(trains, strengths) {
    if (strengths.length !== trains.length) {
      throw new RangeError(
        `strengths must be one for each of ${trains.length} trains, got ${strengths.length}`,
      );
    }
    const arrivals = trains.flatMap((train, i) =>
      Array.from(train, (t) => ({ t, push: strengths[i] })),
    );
    arrivals.sort((a, b) => a.t - b.t); // stable: what arrives together keeps the inputs' order
    /** @type {number[]} */
    const spikes = [];
    const potentials = new Float64Array(arrivals.length);
    let V = this.rest;
    let since = 0; // V was reached, and can move, since then
    arrivals.forEach(({ t, push }, k) => {
      if (t >= since) {
        V = this.decayed(V, t - since) + push;
        since = t;
        if (V >= this.threshold) {
          spikes.push(t);
          V = this.reset;
          since = t + this.refractory;
        }
      }
      potentials[k] = V;
    });
    const times = Float64Array.from(arrivals, ({ t }) => t);
    return { spikes: Float64Array.from(spikes), times, potentials };
  }

  /** The potential `after` seconds without input. @param {number} V @param {number} after */
  decayed(V, after) {
    return this.rest + (V - this.rest) * Math.exp(-after / this.tau);
  }

  /**
   * Firing rate under a steady input that alone would take V to `drive` mV above rest.
   *
   * @param {number} drive
   */
  rate(drive) {
    const needed = this.threshold - this.rest;
    const start = this.reset - this.rest;
    if (!(drive > needed)) return 0;
    return 1 / (this.refractory + this.tau * Math.log((drive - start) / (drive - needed)));
  }
}
