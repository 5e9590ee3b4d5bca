// @ts-check
// The cell on the page: its inputs' spikes, its potential, and the rate its inputs should give it.
import { activation } from "../../engine/activations.js";
import { LeakyNeuron, spikeTrain } from "../../engine/spiking.js";
import { DURATION, INPUTS } from "./schema.js";

const SOFTNESS = 7; // mV: how gently the artificial neuron's log-sigmoid turns on
const logsig = activation("logsig").f;

export class Cell {
  /** @param {Record<string, any>} state @param {Cell} [before]  its input spikes are kept where they are the same */
  constructor(state, before) {
    this.neuron = new LeakyNeuron({ threshold: state.threshold });
    this.p = INPUTS.map((i) => state[`p${i}`]);
    this.w = INPUTS.map((i) => state[`w${i}`]);
    this.seed = state.seed;
    /** @type {Float64Array[]} */
    this.trains = this.p.map((p, i) => {
      if (before && before.seed === state.seed && before.p[i] === p) return before.trains[i];
      return spikeTrain(p, DURATION, { rng: 3 * state.seed + i });
    });
    const { spikes, times, potentials } = this.neuron.respond(this.trains, this.w);
    this.spikes = spikes;
    this.times = times;
    this.potentials = potentials;
    /** the deepest the cell is pulled, in millivolts */
    this.lowest = potentials.reduce((least, V) => Math.min(least, V), 0);
    /** τ Σ wᵢpᵢ, the mean push in millivolts */
    this.drive = this.neuron.tau * this.p.reduce((sum, p, i) => sum + this.w[i] * p, 0);
    /** the drive that just reaches the threshold */
    this.needed = this.neuron.threshold - this.neuron.rest;
  }

  get measured() {
    return this.spikes.length / DURATION;
  }

  /** The artificial neuron's answer to a drive, on the scale of the cell's rate. @param {number} drive @param {number} most */
  artificial(drive, most) {
    return this.neuron.rate(most) * logsig((drive - this.needed) / SOFTNESS - 2);
  }

  /** The potential as a line: [milliseconds, millivolts], with a stroke upwards for every spike. @param {number} until milliseconds */
  trace(until) {
    /** @type {[number, number][]} */
    const line = [[0, this.neuron.rest]];
    let [V, from] = [this.neuron.rest, 0];
    let next = 0;
    const leak = (/** @type {number} */ to) => {
      for (let k = 1; k <= 4; k++) line.push([1000 * (from + ((to - from) * k) / 4), this.neuron.decayed(V, ((to - from) * k) / 4)]);
    };
    for (let k = 0; k < this.times.length; k++) {
      const t = this.times[k];
      if (1000 * t > until) break;
      leak(t);
      if (this.spikes[next] === t) {
        line.push([1000 * t, this.neuron.threshold], [1000 * t, SPIKE], [1000 * t, this.neuron.reset]);
        next++;
      }
      [V, from] = [this.potentials[k], t];
      line.push([1000 * t, V]);
    }
    leak(until / 1000);
    return line;
  }
}

/** How high spikes are drawn, in millivolts: all alike. */
export const SPIKE = 30;
