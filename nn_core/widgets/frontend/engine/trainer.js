// @ts-check
/**
 * Training as something one can stop at, go back in, and go on with: sample by sample, in
 * mini-batches or in one batch (nn_core/epochs.py; chapter 7).
 *
 * A `Trainer` advances by single updates or by epochs, and its place can be kept and restored, so
 * that a figure can play, pause, step, step back and start again.
 *
 * The loss of an epoch is the article's: the mean of the losses met during the epoch, each before
 * the update its sample takes part in, penalty included. A run whose numbers are no longer finite
 * has diverged; it goes back to its last complete epoch and stays there.
 */

import { asParameters, checkCount, refuseNonFinite } from "./arrays.js";
import { checkedData } from "./backprop.js";
import { HeldOut } from "./heldOut.js";
import { kernel } from "./kernel.js";
import { SGD } from "./optimizers/index.js";
import { defaultRng } from "./random.js";

/** @import { Numbers } from './arrays.js' */
/** @import { EarlyStopping } from './earlyStopping.js' */
/** @import { Best } from './heldOut.js' */
/** @import { Loss } from './losses.js' */
/** @import { Network } from './networks.js' */
/** @import { Penalty } from './penalties.js' */
/** @import { Generator } from './random.js' */
/** @typedef {import('./optimizers/contract.js').Optimizer<any>} AnyOptimizer */
/** @typedef {"finished" | "stopped" | "diverged"} Status  "finished" as long as it can go on */

/**
 * @typedef {object} TrainingOptions
 * @property {AnyOptimizer} [optimizer]  SGD with alpha = 0.01 if left out
 * @property {number | null} [batchSize]  1 is online, null all samples at once
 * @property {boolean} [shuffle]  a new random order every epoch
 * @property {number | Generator} [rng]  for the order
 * @property {string | Loss} [loss]
 * @property {Penalty | null} [penalty]
 * @property {{P: Numbers, T: Numbers} | null} [validation]  samples never trained on
 * @property {EarlyStopping | null} [earlyStopping]  needs validation
 */

/**
 * Where a trainer stands: enough to return there.
 *
 * @typedef {object} Standing
 * @property {Float64Array} x
 * @property {any} state  of the optimizer
 * @property {number} epoch  epochs completed
 * @property {number} taken  samples taken of the epoch under way
 * @property {number} total  the sum of their losses
 * @property {Int32Array} order
 * @property {ReturnType<Generator['save']> | null} stream  where the random numbers stand
 * @property {Status} status
 * @property {Best | undefined} best  by validation loss
 */

export class Trainer {
  /**
   * @param {Network} network
   * @param {Numbers} P  inputs (R, Q)
   * @param {Numbers} T  targets (S, Q)
   * @param {Numbers} x0  the parameters to start from
   * @param {TrainingOptions} [options]
   */
  constructor(network, P, T, x0, options = {}) {
    const { optimizer = new SGD(), batchSize = null, shuffle = false, penalty = null } = options;
    const data = checkedData(network, P, T, options.loss ?? "squared");
    this.network = network;
    this.P = data.P;
    this.T = data.T;
    this.Q = data.Q;
    this.optimizer = optimizer;
    this.penalty = penalty;
    this.size = checkedSize(batchSize ?? data.Q, data.Q);
    this.rng = shuffle ? checkedRng(options.rng) : null;
    this.kernel = kernel(network, data.loss);
    if (options.earlyStopping && !options.validation) {
      throw new TypeError("earlyStopping needs validation: {P, T} to watch");
    }
    this.g = new Float64Array(network.nParameters);
    this.x = asParameters(x0, network.nParameters, "x0").slice();
    refuseNonFinite(this.x, "x0");
    this.held = options.validation
      ? new HeldOut(network, options.validation, data.loss, this.x, options.earlyStopping)
      : null;
    this.state = optimizer.init(this.x);
    /** Epochs completed. */
    this.epoch = 0;
    /** Of the epoch under way: samples taken, the sum of their losses, the order of all. */
    this.taken = 0;
    this.total = 0;
    /** @type {Int32Array} */
    this.order = Int32Array.from({ length: data.Q }, (_, q) => q);
    /** @type {Status} */
    this.status = "finished";
    /** The mean loss of every epoch. @type {number[]} */
    this.loss = [];
    this.lastWhole = { x: this.x.slice(), state: this.state };
  }

  /** Can it go on? Not after it has diverged, or early stopping has ended it. */
  get going() {
    return this.status === "finished";
  }

  /**
   * Take `count` updates, across the ends of epochs where they come.
   *
   * @param {number} [count]
   */
  updates(count = 1) {
    for (let i = 0; i < count && this.going; i++) {
      this.advance(Math.min(this.taken + this.size, this.Q));
    }
  }

  /**
   * Complete `count` epochs, the first of which may be under way.
   *
   * @param {number} [count]
   */
  epochs(count = 1) {
    for (let i = 0; i < count && this.going; i++) this.advance(this.Q);
  }

  /**
   * Train on the samples of this epoch's order up to `end`, which lies at a batch's end.
   *
   * @param {number} end
   */
  advance(end) {
    if (this.taken === 0) {
      this.lastWhole.x.set(this.x);
      this.lastWhole.state = this.state;
      if (this.rng) this.order = this.rng.permutation(this.Q);
    }
    this.total += this.descend(this.taken, end);
    this.taken = end;
    if (!Number.isFinite(this.total) || !this.x.every(Number.isFinite)) this.diverge();
    else if (end === this.Q) this.completeEpoch();
  }

  /**
   * The updates themselves; returns the sum of the losses met.
   *
   * @param {number} from
   * @param {number} to
   */
  descend(from, to) {
    const { P, T, Q, order, size, g, optimizer, penalty } = this;
    if (!penalty && optimizer instanceof SGD && typeof optimizer.alpha === "number") {
      // Plain descent needs no state: the kernel keeps the parameters at hand throughout.
      this.state = { k: this.state.k + Math.ceil((to - from) / size) };
      return this.kernel.descend(this.x, P, T, Q, order, from, to, size, optimizer.alpha);
    }
    let total = 0;
    for (let k = from; k < to; k += size) {
      const end = Math.min(k + size, to);
      total += this.kernel.gradient(this.x, P, T, Q, order, k, end, g);
      if (penalty) {
        total += (end - k) * penalty.value(this.x);
        penalty.gradient(this.x).forEach((value, i) => (g[i] += value));
      }
      const [state, dx] = optimizer.step(this.state, g, this.x);
      this.state = state;
      for (let i = 0; i < dx.length; i++) this.x[i] += dx[i];
    }
    return total;
  }

  diverge() {
    this.status = "diverged";
    this.x.set(this.lastWhole.x);
    this.state = this.lastWhole.state;
    this.taken = 0;
    this.total = 0;
  }

  completeEpoch() {
    this.loss.push(this.total / this.Q);
    this.epoch += 1;
    this.taken = 0;
    this.total = 0;
    if (this.held?.measure(this.x, this.epoch)) this.status = "stopped";
  }

  /** Where training stands, to come back to with `restore`. @returns {Standing} */
  place() {
    const { state, epoch, taken, total, order, status } = this;
    const stream = this.rng?.save() ?? null;
    const best = this.held?.best;
    return { x: this.x.slice(), state, epoch, taken, total, order, stream, status, best };
  }

  /**
   * Go back to a place of this run.
   *
   * @param {Standing} place
   */
  restore(place) {
    const { stream, x, best, ...rest } = place;
    Object.assign(this, rest);
    this.x = x.slice();
    if (stream) this.rng?.load(stream);
    this.loss.length = place.epoch;
    if (best) this.held?.goBack(best, place.epoch);
  }
}

/** @param {number} size @param {number} Q */
function checkedSize(size, Q) {
  checkCount(size, "batchSize", 1);
  if (size > Q) {
    throw new RangeError(`batchSize must be at most the number of samples, ${Q}, got ${size}`);
  }
  return size;
}

/** @param {number | Generator | undefined} rng */
function checkedRng(rng) {
  if (rng === undefined) throw new TypeError("shuffle needs rng, a Generator or a seed");
  return defaultRng(rng);
}
