// @ts-check
// The layer on the page: its numbers, its decision lines, and the points it should tell apart.
import { Network } from "../../engine/networks.js";

/** What weights, biases and inputs start as, as far as a layer needs them (nn_core/widgets/wiring.py). */
const START = {
  W: [1, 1, -1, 1, 1, -0.5, 0.5, 1, -1, 0.5, 1, -1, 0.5, -1, 1, 1],
  b: [-0.5, 0.5, -1, 0],
  p: [1, 0, 1, 0],
};

/** The first `count` of the numbers given, filled up with those a layer starts with. @param {readonly number[]} given @param {readonly number[]} start @param {number} count */
const filled = (given, start, count) => Array.from({ length: count }, (_, k) => given[k] ?? start[k]);

/** @typedef {{x: number, y: number, wanted: 0 | 1}} Point */

export class Layer {
  /** @param {Record<string, any>} state */
  constructor(state) {
    this.R = state.inputs;
    this.S = state.neurons;
    this.W = filled(state.W.length === this.R * this.S ? state.W : [], START.W, this.R * this.S);
    this.b = filled(state.b, START.b, this.S);
    this.p = filled(state.p, START.p, this.R);
    this.network = new Network([this.R, this.S], [state.activation]);
    this.x = Float64Array.from([...this.W, ...this.b]);
    const trace = this.network.forward(this.x, this.p);
    this.n = Array.from(trace.n[0]);
    this.a = Array.from(trace.a[1]);
    /** @type {Point[]} */
    this.points = [];
    for (let k = 0; k + 2 < state.points.length; k += 3) {
      const [x, y, wanted] = state.points.slice(k, k + 3);
      this.points.push({ x, y, wanted: wanted > 0.5 ? 1 : 0 });
    }
  }

  /** @param {number} i @returns {[number, number]} the weights of neuron i, when there are two inputs */
  weights(i) {
    return [this.W[2 * i], this.W[2 * i + 1]];
  }

  /** The net input of neuron i at a point of the plane. @param {number} i @param {number} x @param {number} y */
  net(i, x, y) {
    const [w1, w2] = this.weights(i);
    return w1 * x + w2 * y + this.b[i];
  }

  /** Is the first neuron right about the point? Yes means n ≥ 0. @param {Point} point */
  right({ x, y, wanted }) {
    return (this.net(0, x, y) >= 0 ? 1 : 0) === wanted;
  }

  get correct() {
    return this.points.filter((point) => this.right(point)).length;
  }

  /**
   * The point of line i nearest to the middle of a square window; null if no part of the line is in it.
   * @param {number} i
   * @param {readonly [number, number]} window
   * @returns {[number, number] | null}
   */
  anchor(i, [low, high]) {
    const w = this.weights(i);
    const size = w[0] * w[0] + w[1] * w[1];
    if (size < 1e-9) return null; // a deaf neuron has no line
    const middle = (low + high) / 2;
    const away = this.net(i, middle, middle) / size;
    const foot = w.map((v) => middle - away * v);
    // from the foot the line goes along (−w₂, w₁): how far may it, and still be inside?
    const along = [-w[1], w[0]];
    let [from, to] = [-Infinity, Infinity];
    for (const k of [0, 1]) {
      if (along[k] === 0) {
        if (foot[k] < low || foot[k] > high) return null;
        continue;
      }
      const ends = [low, high].map((edge) => (edge - foot[k]) / along[k]);
      [from, to] = [Math.max(from, Math.min(...ends)), Math.min(to, Math.max(...ends))];
    }
    if (from > to) return null;
    const s = Math.min(to, Math.max(from, 0));
    return [foot[0] + s * along[0], foot[1] + s * along[1]];
  }
}
