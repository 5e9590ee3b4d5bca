// @ts-check
/**
 * The plain form of a kernel: forward pass, backpropagation and descent as loops over layers,
 * neurons and weights, one sample at a time, for networks of any size.
 *
 * It computes what straightLine.js writes out, in the same order, and serves where that cannot:
 * large networks, softmax, and pages that forbid compiling.
 */

import { outputs, times } from "./activations.js";
import { lossGradient, lossValues } from "./losses.js";

/** @import { Loss } from './losses.js' */
/** @import { Network } from './networks.js' */
/** @import { Kernel } from './kernel.js' */

/**
 * @param {Network} network
 * @param {Loss} loss
 * @returns {Kernel}
 */
export function loops(network, loss) {
  const M = network.nLayers;
  const { sizes, places, activations } = network;
  /** The numbers of the sample in hand: a[0] … a[M], n[1] … n[M] and s[1] … s[M], and its t. */
  const a = sizes.map((size) => new Float64Array(size));
  const n = a.map((layer) => layer.slice());
  const s = a.map((layer) => layer.slice());
  const t = new Float64Array(sizes[M]);
  const z = loss.outputActivation ? n[M] : a[M];
  const sum = new Float64Array(network.nParameters);

  /** @type {(to: Float64Array, from: Float64Array, Q: number, q: number) => void} */
  const take = (to, from, Q, q) => {
    for (let i = 0; i < to.length; i++) to[i] = from[i * Q + q];
  };

  /** @param {Float64Array} x */
  const forward = (x) => {
    for (let m = 1; m <= M; m++) {
      const { rows, columns, W, b } = places[m - 1];
      const f = activations[m - 1];
      const [from, net, to] = [a[m - 1], n[m], a[m]];
      for (let i = 0; i < rows; i++) {
        let total = 0;
        for (let j = 0; j < columns; j++) total += x[W + i * columns + j] * from[j];
        net[i] = total + x[b + i];
        if (f.elementwise) to[i] = f.f(net[i]);
      }
      if (!f.elementwise) to.set(outputs(f, net, 1));
    }
  };

  /** The loss of the sample in hand. */
  const sampleLoss = () => {
    if (!loss.elementwise) return lossValues(loss, z, t, 1)[0];
    let total = 0;
    for (let i = 0; i < t.length; i++) total += loss.value(z[i], t[i]);
    return total;
  };

  /** @param {Float64Array} x */
  const backward = (x) => {
    if (loss.elementwise) for (let i = 0; i < t.length; i++) s[M][i] = loss.gradient(z[i], t[i]);
    else s[M].set(lossGradient(loss, z, t, 1));
    if (!loss.outputActivation) throughActivation(M);
    for (let m = M; m > 1; m--) {
      const { rows, columns, W } = places[m - 1];
      const [from, to] = [s[m], s[m - 1]];
      for (let j = 0; j < columns; j++) {
        let total = 0;
        for (let i = 0; i < rows; i++) total += x[W + i * columns + j] * from[i];
        to[j] = total;
      }
      throughActivation(m - 1);
    }
  };

  /** s^m ← Ḟ^m(n^m) s^m. @param {number} m */
  const throughActivation = (m) => {
    const f = activations[m - 1];
    if (!f.elementwise) s[m].set(times(f, n[m], a[m], s[m], 1));
    else for (let i = 0; i < s[m].length; i++) s[m][i] = f.df(n[m][i], a[m][i]) * s[m][i];
  };

  /** g ← g + scale s aᵀ, over all layers. @type {(g: Float64Array, scale: number) => void} */
  const addGradient = (g, scale) => {
    for (let m = 1; m <= M; m++) {
      const { rows, columns, W, b } = places[m - 1];
      for (let i = 0; i < rows; i++) {
        const si = s[m][i];
        for (let j = 0; j < columns; j++) g[W + i * columns + j] += scale * (si * a[m - 1][j]);
        g[b + i] += scale * si;
      }
    }
  };

  /**
   * Go through samples order[from … to - 1]: scale times their gradients is added to g, their
   * losses to `total`, which is returned.
   *
   * @type {(x: Float64Array, P: Float64Array, T: Float64Array, Q: number, order: Int32Array,
   *   from: number, to: number, g: Float64Array, scale: number, total: number) => number}
   */
  const accumulate = (x, P, T, Q, order, from, to, g, scale, total) => {
    for (let k = from; k < to; k++) {
      take(a[0], P, Q, order[k]);
      take(t, T, Q, order[k]);
      forward(x);
      total += sampleLoss();
      backward(x);
      addGradient(g, scale);
    }
    return total;
  };

  return {
    outputs(x, P, Q, out) {
      for (let q = 0; q < Q; q++) {
        take(a[0], P, Q, q);
        forward(x);
        for (let i = 0; i < sizes[M]; i++) out[i * Q + q] = a[M][i];
      }
    },

    value(x, P, T, Q) {
      let total = 0;
      for (let q = 0; q < Q; q++) {
        take(a[0], P, Q, q);
        take(t, T, Q, q);
        forward(x);
        total += sampleLoss();
      }
      return total / Q;
    },

    gradient(x, P, T, Q, order, from, to, g) {
      g.fill(0);
      const total = accumulate(x, P, T, Q, order, from, to, g, 1, 0);
      const scale = 1 / (to - from);
      for (let i = 0; i < g.length; i++) g[i] *= scale;
      return total;
    },

    descend(x, P, T, Q, order, from, to, size, alpha) {
      let total = 0;
      for (let k = from; k < to; k += size) {
        const end = Math.min(k + size, to);
        if (size === 1) {
          // Nothing to sum up: the one sample's gradient goes straight into x.
          total = accumulate(x, P, T, Q, order, k, end, x, -alpha, total);
          continue;
        }
        sum.fill(0);
        total = accumulate(x, P, T, Q, order, k, end, sum, 1, total);
        const scale = alpha / (end - k);
        for (let i = 0; i < x.length; i++) x[i] -= scale * sum[i];
      }
      return total;
    },
  };
}
