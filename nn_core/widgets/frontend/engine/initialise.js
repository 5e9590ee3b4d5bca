// @ts-check
/**
 * Where training starts: the initial parameters of a network (nn_core/initialise.py; chapters 6
 * and 7). The same seed gives the same parameters as in Python.
 *
 *     normal         every parameter from N(0, 1), as in the article
 *     uniform        every parameter uniform in [-1, 1]
 *     xavier         weights uniform within ±√(6/(R + S)), biases 0 (Glorot & Bengio, 2010)
 *     glorot         the same
 *     he             weights from N(0, 2/R), biases 0 (He et al., 2015)
 *     nguyen_widrow  hidden slopes that cover the inputs (Nguyen & Widrow, 1990)
 */

import { asSamples, checkPositive } from "./arrays.js";
import { defaultRng } from "./random.js";

/** @import { Numbers } from './arrays.js' */
/** @import { Network } from './networks.js' */
/** @import { Generator } from './random.js' */

/** @typedef {"normal" | "uniform" | "xavier" | "glorot" | "he" | "nguyen_widrow"} Method */

/** @param {Network} network @param {Generator} rng */
const xavier = (network, rng) =>
  weightsOnly(network, (count, R, S) => {
    const limit = Math.sqrt(6 / (R + S));
    return rng.uniform(-limit, limit, count);
  });

/** @type {Record<Method, (network: Network, rng: Generator, inputs?: Numbers) => Float64Array>} */
const METHODS = {
  normal: (network, rng) => rng.normal(0, 1, network.nParameters),
  uniform: (network, rng) => rng.uniform(-1, 1, network.nParameters),
  xavier,
  glorot: xavier,
  he: (network, rng) => weightsOnly(network, (count, R) => rng.normal(0, Math.sqrt(2 / R), count)),
  nguyen_widrow: nguyenWidrow,
};

/**
 * Initial parameters x for a network.
 *
 * @param {Network} network
 * @param {object} options
 * @param {number | Generator} options.rng
 * @param {Method} [options.method]
 * @param {number} [options.scale]  every draw is multiplied by it
 * @param {Numbers} [options.inputs]  whose range Nguyen-Widrow covers; [-1, 1] if not given
 */
export function initialise(network, { rng, method = "normal", scale = 1, inputs }) {
  if (!Object.hasOwn(METHODS, method)) {
    throw new RangeError(`method must be one of ${Object.keys(METHODS).join(", ")}, got ${method}`);
  }
  checkPositive(scale, "scale");
  const x = METHODS[method](network, defaultRng(rng), inputs);
  return scale === 1 ? x : x.map((value) => scale * value);
}

/**
 * Parameters whose biases are 0, weights drawn a layer at a time.
 *
 * @param {Network} network
 * @param {(count: number, R: number, S: number) => Float64Array} draw
 */
function weightsOnly(network, draw) {
  const x = new Float64Array(network.nParameters);
  for (const { rows, columns, W } of network.places) {
    x.set(draw(rows * columns, columns, rows), W);
  }
  return x;
}

/**
 * @param {Network} network
 * @param {Generator} rng
 * @param {Numbers} [inputs]
 */
function nguyenWidrow(network, rng, inputs) {
  let [low, high] = inputs ? rowRanges(inputs, network.sizes[0]) : edges(network.sizes[0], [-1, 1]);
  const layers = network.places.slice(0, -1).map(({ rows: S, columns: R }, m) => {
    const length = 0.7 * S ** (1 / R);
    const W = rng.uniform(-1, 1, S * R);
    const b = rng.uniform(-length, length, S);
    // So far for inputs in [-1, 1] and a slope that ends at ±1: stretch to the activation's active
    // region, then to the range of this layer's inputs.
    const { active, range } = network.activations[m];
    const stretch = (active[1] - active[0]) / 2;
    for (let i = 0; i < S; i++) {
      const row = W.subarray(i * R, i * R + R);
      const norm = Math.sqrt(row.reduce((sum, weight) => sum + weight * weight, 0));
      b[i] = stretch * b[i] + (active[1] + active[0]) / 2;
      for (let j = 0; j < R; j++) {
        row[j] = (stretch * ((length * row[j]) / norm)) / ((high[j] - low[j]) / 2);
        b[i] -= row[j] * ((high[j] + low[j]) / 2);
      }
    }
    // The range a layer hands on, [-1, 1] standing in for an unbounded side.
    [low, high] = edges(S, [Math.max(range[0], -1), Math.min(range[1], 1)]);
    return { W, b };
  });
  const { rows: S, columns: R } = network.places[network.nLayers - 1];
  return network.join([
    ...layers,
    { W: rng.uniform(-0.5, 0.5, S * R), b: rng.uniform(-0.5, 0.5, S) },
  ]);
}

/**
 * The same range for every one of `count` inputs.
 *
 * @param {number} count
 * @param {readonly [number, number]} range
 */
const edges = (count, [low, high]) => [Array(count).fill(low), Array(count).fill(high)];

/**
 * The least and the greatest number of each row of inputs (R, Q).
 *
 * @param {Numbers} inputs
 * @param {number} R
 */
function rowRanges(inputs, R) {
  const P = asSamples(inputs, R, "inputs");
  const Q = P.length / R;
  const rows = Array.from({ length: R }, (_, j) => P.subarray(j * Q, (j + 1) * Q));
  const low = rows.map((row) => row.reduce((a, b) => Math.min(a, b)));
  const high = rows.map((row) => row.reduce((a, b) => Math.max(a, b)));
  if (low.some((least, j) => least >= high[j])) {
    throw new RangeError("inputs must take at least two different values in every row");
  }
  return [low, high];
}
