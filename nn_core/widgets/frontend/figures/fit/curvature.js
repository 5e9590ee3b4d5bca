// @ts-check
// λmax of the loss's Hessian along a run: computed at a few dozen epochs, a little in each frame.
import { largestEigenvalue } from "../../engine/extremeEigenvalues.js";
import { hessianProducts } from "../../engine/rOperator.js";

const POINTS = 40; // wanted along a run

export class Curvature {
  /** @param {import("./run.js").Run} run */
  constructor(run) {
    this.run = run;
    /** λmax by epoch, as far as it is known. @type {Map<number, number>} */
    this.known = new Map();
  }

  /** The epochs wanted: every 2ᵏ-th, so that a run that grows keeps what it has. */
  epochs() {
    const every = 2 ** Math.max(0, Math.ceil(Math.log2(this.run.length / POINTS)));
    return Array.from({ length: Math.floor(this.run.length / every) + 1 }, (_, i) => i * every);
  }

  /** @param {number} epoch */
  at(epoch) {
    let value = this.known.get(epoch);
    if (value === undefined) {
      const { network, data, n } = this.run;
      const { P, T } = data.training;
      const product = hessianProducts(network, this.run.at(epoch), P, T, "squared");
      value = largestEigenvalue(product, n, { tolerance: 1e-4 }).value;
      this.known.set(epoch, value);
    }
    return value;
  }

  /**
   * Computes what is missing, the whole run coarsely before it is finely.
   * @param {number} milliseconds
   * @returns {boolean} whether something is missing still
   */
  work(milliseconds) {
    const end = performance.now() + milliseconds;
    const missing = this.epochs().filter((epoch) => !this.known.has(epoch));
    for (const epoch of missing.sort((a, b) => coarseness(b) - coarseness(a))) {
      if (performance.now() > end) return true;
      this.at(epoch);
    }
    return false;
  }
}

/** The power of two in a number. @param {number} n */
const coarseness = (n) => (n === 0 ? Infinity : n & -n);
