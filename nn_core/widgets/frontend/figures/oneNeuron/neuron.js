// @ts-check
// The neuron on the page: its curve and what the handles need to know of it.
import { activation } from "../../engine/activations.js";

const RIGHT_OF = 1e-9; // slopes at a corner are taken just to its right

export class Neuron {
  /** @param {{w: number, b: number, activation: string}} settings */
  constructor({ w, b, activation: name }) {
    this.w = w;
    this.b = b;
    this.f = activation(name);
    this.range = this.f.range;
    /** f′(0), from the right */
    this.unitSlope = this.f.df(RIGHT_OF, this.f.f(RIGHT_OF));
    /** f(0), where the curve has its middle */
    this.atMiddle = name.startsWith("hardlim") ? (this.range[0] + this.range[1]) / 2 : this.f.f(0);
  }

  get hears() {
    return this.w !== 0;
  }

  /** Where the net input is 0. */
  get middle() {
    return -this.b / this.w + 0; // never −0
  }

  /** Whether the curve has a slope at its middle that a hand could turn. */
  get turns() {
    return this.hears && this.unitSlope > 0;
  }

  get slope() {
    return this.unitSlope * this.w;
  }

  /** @param {number} p */
  net(p) {
    return this.w * p + this.b;
  }

  /** @param {number} p */
  output(p) {
    return this.f.f(this.net(p));
  }
}
