// @ts-check
// The 1-2-1 network as two bends and a lift: the same seven numbers, in a sculptor's terms.
import { activation } from "../../engine/activations.js";
import { INTERVAL, TARGETS } from "../targets.js";
import { PARAMETERS } from "./schema.js";

const SAMPLES = 100;
const logsig = activation("logsig").f;

export class Sculpture {
  /** @param {Record<string, any>} state */
  constructor(state) {
    this.x = Float64Array.from(PARAMETERS, (name) => state[name]);
    this.target = TARGETS[state.target];
  }

  /** What neuron i (0 or 1) adds at input p. @param {number} i @param {number} p */
  part(i, p) {
    return this.x[4 + i] * logsig(this.x[i] * p + this.x[2 + i]);
  }

  /** @param {number} p */
  output(p) {
    return this.part(0, p) + this.part(1, p) + this.x[6];
  }

  /** Where bend i is; not finite for a neuron that is deaf to its input. @param {number} i */
  place(i) {
    return -this.x[2 + i] / this.x[i] + 0;
  }

  /** The slope of part i at its bend. @param {number} i */
  slope(i) {
    return (this.x[i] * this.x[4 + i]) / 4;
  }

  /** Mean squared error on the samples, and where the curve is worst. */
  errors() {
    let sum = 0;
    let worst = 0;
    let at = 0;
    for (let q = 0; q < SAMPLES; q++) {
      const p = INTERVAL[0] + ((INTERVAL[1] - INTERVAL[0]) * q) / (SAMPLES - 1);
      const error = this.target(p) - this.output(p);
      sum += error * error;
      if (Math.abs(error) > worst) [worst, at] = [Math.abs(error), p];
    }
    return { loss: sum / SAMPLES, worst, at };
  }
}
