// @ts-check
// The neuron on the page: its curve and what the handles need to know of it.
import { activation } from "../../engine/activations.js";

const BESIDE = 1e-9; // slopes at a corner are taken just beside it

export class Neuron {
  /** @param {{w: number, b: number, activation: string}} settings */
  constructor({ w, b, activation: name }) {
    this.w = w;
    this.b = b;
    this.f = activation(name);
    this.range = this.f.range;
    const beside = (/** @type {number} */ n) => this.f.df(n, this.f.f(n));
    /** f′(0), from the side of positive n */
    this.unitSlope = beside(BESIDE);
    /** f′(0) from the other side, if the curve has a corner there and so no slope; else NaN */
    this.otherUnitSlope = Math.abs(beside(-BESIDE) - this.unitSlope) > 1e-6 ? beside(-BESIDE) : NaN;
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

  /** Of the curve at its middle; at a corner, on the side where n is positive. */
  get slope() {
    return this.unitSlope * this.w;
  }

  get corner() {
    return !Number.isNaN(this.otherUnitSlope);
  }

  /** At a corner, where n is negative. */
  get otherSlope() {
    return this.otherUnitSlope * this.w + 0; // never −0
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
