// @ts-check
/**
 * Networks of any number of layers, a^m = f^m(W^m a^(m-1) + b^m), with a^0 = p
 * (nn_core/networks.py; chapter 2).
 *
 * A `Network` knows sizes and activations and nothing else. All weights and biases are one vector
 * x, laid end to end as W¹ row by row, b¹, W², b², …; `split` gives them back as views.
 */

import { activation, outputs } from "./activations.js";
import { asParameters, asSamples, checkCount, refuseNonFinite } from "./arrays.js";

/** @import { Activation } from './activations.js' */
/** @import { Numbers } from './arrays.js' */

/**
 * Where one layer's weights and biases are in x: W from `W`, (rows, columns), then b from `b`.
 *
 * @typedef {{rows: number, columns: number, W: number, b: number}} Place
 */

/**
 * What a forward pass leaves behind: n[m - 1] is the net input of layer m, (S, Q); a[m] its
 * output, and a[0] = p; Q the number of samples.
 *
 * @typedef {{n: Float64Array[], a: Float64Array[], Q: number}} Trace
 */

/** A multilayer network: sizes (R, S¹, …, S^M) and one activation a layer. */
export class Network {
  /**
   * @param {readonly number[]} [sizes]  the number of inputs, then of neurons of each layer
   * @param {readonly (string | Activation)[]} [activations]  one for each layer
   */
  constructor(sizes = [1, 2, 1], activations = ["logsig", "purelin"]) {
    sizes.forEach((size) => checkCount(size, "a size", 1));
    if (sizes.length < 2) {
      throw new RangeError(`sizes must name the inputs and at least one layer, got [${sizes}]`);
    }
    if (activations.length !== sizes.length - 1) {
      throw new RangeError(
        `activations must be one a layer: sizes [${sizes}] make ${sizes.length - 1} layers, ` +
          `got ${activations.length} activations`,
      );
    }
    this.sizes = Object.freeze([...sizes]);
    this.activations = Object.freeze(activations.map(activation));
    /** @type {Place[]} */
    const places = [];
    let start = 0;
    for (let m = 0; m + 1 < sizes.length; m++) {
      const [columns, rows] = [sizes[m], sizes[m + 1]];
      places.push({ rows, columns, W: start, b: start + rows * columns });
      start += rows * columns + rows;
    }
    this.places = Object.freeze(places);
    this.nParameters = start;
  }

  /** The number of layers M. */
  get nLayers() {
    return this.activations.length;
  }

  /** Which parameters are weights: n booleans, false for the biases. */
  get weightMask() {
    const mask = new Array(this.nParameters).fill(false);
    for (const place of this.places) mask.fill(true, place.W, place.b);
    return mask;
  }

  /**
   * The weights and biases in x, as views: [{W, b}, …].
   *
   * @param {Numbers} x
   */
  split(x) {
    const vector = asParameters(x, this.nParameters);
    return this.places.map(({ rows, W, b }) => ({
      W: vector.subarray(W, b),
      b: vector.subarray(b, b + rows),
    }));
  }

  /**
   * The parameter vector x that `split` takes apart.
   *
   * @param {readonly {W: Numbers, b: Numbers}[]} layers
   */
  join(layers) {
    if (layers.length !== this.nLayers) {
      throw new RangeError(`layers must be ${this.nLayers} of {W, b}, got ${layers.length}`);
    }
    const x = new Float64Array(this.nParameters);
    this.places.forEach(({ rows, columns, W, b }, m) => {
      x.set(asParameters(layers[m].W, rows * columns, `W${m + 1}`), W);
      x.set(asParameters(layers[m].b, rows, `b${m + 1}`), b);
    });
    return x;
  }

  /**
   * The forward pass, layer by layer: net inputs and outputs of every layer.
   *
   * @param {Numbers} x  n parameters
   * @param {Numbers} p  inputs (R, Q), samples as columns
   * @returns {Trace}
   */
  forward(x, p) {
    const vector = asParameters(x, this.nParameters);
    refuseNonFinite(vector, "x");
    const samples = asSamples(p, this.sizes[0], "p");
    const Q = samples.length / this.sizes[0];
    /** @type {Float64Array[]} */
    const n = [];
    const a = [samples];
    this.places.forEach((place, m) => {
      n.push(netInput(vector, place, a[m], Q));
      a.push(outputs(this.activations[m], n[m], Q));
    });
    return { n, a, Q };
  }

  /**
   * The network's output a^M, (S, Q). (Python: `net(x, p)`. For many samples at the display's
   * pace, `kernel(network).outputs` does the same faster.)
   *
   * @param {Numbers} x
   * @param {Numbers} p
   */
  output(x, p) {
    return this.forward(x, p).a[this.nLayers];
  }
}

/**
 * n = W a + b for every sample, (S, Q); W a alone where the place has no b (-1).
 *
 * @param {Float64Array} x
 * @param {Place} place
 * @param {Float64Array} a  (R, Q)
 * @param {number} Q
 */
export function netInput(x, { rows, columns, W, b }, a, Q) {
  const n = new Float64Array(rows * Q);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const weight = x[W + i * columns + j];
      for (let q = 0; q < Q; q++) n[i * Q + q] += weight * a[j * Q + q];
    }
    if (b < 0) continue;
    for (let q = 0; q < Q; q++) n[i * Q + q] += x[b + i];
  }
  return n;
}
