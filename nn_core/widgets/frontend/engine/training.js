// @ts-check
/**
 * Training: epoch after epoch through the samples, one update for every batch
 * (nn_core/training.py; chapter 7).
 *
 * A `Trainer` can be advanced by single updates or by epochs, and its place kept and restored, so
 * that a figure can play, pause, step, step back and start again. `train` runs one to the end.
 *
 * The loss of an epoch is the article's: the mean of the losses met during the epoch, each before
 * the update its sample takes part in.
 */

import { asParameters, checkCount, refuseNonFinite } from "./arrays.js";
import { checkedData } from "./backprop.js";
import { kernel } from "./kernel.js";
import { SGD } from "./optimizers/index.js";
import { defaultRng } from "./random.js";

/** @import { Numbers } from './arrays.js' */
/** @import { Loss } from './losses.js' */
/** @import { Network } from './networks.js' */
/** @typedef {import('./optimizers/contract.js').Optimizer<any>} AnyOptimizer */
/** @import { Generator } from './random.js' */

/**
 * @typedef {object} TrainingOptions
 * @property {AnyOptimizer} [optimizer]  SGD with alpha = 0.01 if left out
 * @property {number | null} [batchSize]  1 is online, null all samples at once
 * @property {boolean} [shuffle]  a new random order every epoch
 * @property {number | Generator} [rng]  for the order
 * @property {string | Loss} [loss]
 * @property {{P: Numbers, T: Numbers} | null} [validation]  samples never trained on
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
    const { optimizer = new SGD(), batchSize = null, shuffle = false, rng, loss } = options;
    const data = checkedData(network, P, T, loss ?? "squared");
    if (batchSize !== null) checkCount(batchSize, "batchSize", 1);
    if (shuffle && rng === undefined) {
      throw new TypeError("shuffle needs rng, a Generator or a seed for the order");
    }
    this.network = network;
    this.P = data.P;
    this.T = data.T;
    this.Q = data.Q;
    this.optimizer = optimizer;
    this.size = Math.min(batchSize ?? data.Q, data.Q);
    this.rng = shuffle && rng !== undefined ? defaultRng(rng) : null;
    this.kernel = kernel(network, data.loss);
    this.held = options.validation
      ? checkedData(network, options.validation.P, options.validation.T, data.loss)
      : null;
    this.g = new Float64Array(network.nParameters);
    this.x = asParameters(x0, network.nParameters, "x0").slice();
    refuseNonFinite(this.x, "x0");
    this.state = optimizer.init(this.x);
    this.epoch = 0;
    this.taken = 0;
    this.total = 0;
    /** The samples by number, in the order of this epoch. @type {Int32Array} */
    this.order = Int32Array.from({ length: data.Q }, (_, q) => q);
    /** Mean loss of every epoch so far. @type {number[]} */
    this.loss = [];
    /** Mean loss on the validation samples after every epoch. @type {number[]} */
    this.validation = [];
  }

  /** Has the loss stopped being a number? Then no update will mend it. */
  get diverged() {
    const last = this.loss.length ? this.loss[this.loss.length - 1] : 0;
    return !Number.isFinite(last + this.total) || !this.x.every(Number.isFinite);
  }

  /**
   * Take `count` updates, across the ends of epochs where they come.
   *
   * @param {number} [count]
   */
  updates(count = 1) {
    for (let i = 0; i < count && !this.diverged; i++) {
      this.go(Math.min(this.taken + this.size, this.Q));
    }
  }

  /**
   * Finish the epoch under way, if there is one, and `count - 1` more; `count` if there is none.
   *
   * @param {number} [count]
   */
  epochs(count = 1) {
    for (let i = 0; i < count && !this.diverged; i++) this.go(this.Q);
  }

  /**
   * Train on the samples of this epoch's order up to `end`, which lies at a batch's end.
   *
   * @param {number} end
   */
  go(end) {
    if (this.taken === 0 && this.rng) this.order = this.rng.permutation(this.Q);
    this.total += this.descend(this.taken, end);
    this.taken = end;
    if (end < this.Q) return;
    this.loss.push(this.total / this.Q);
    if (this.held) {
      this.validation.push(this.kernel.value(this.x, this.held.P, this.held.T, this.held.Q));
    }
    this.epoch += 1;
    this.taken = 0;
    this.total = 0;
  }

  /**
   * The updates themselves; returns the sum of the losses met.
   *
   * @param {number} from
   * @param {number} to
   */
  descend(from, to) {
    const { P, T, Q, order, size, g, optimizer } = this;
    if (optimizer instanceof SGD && typeof optimizer.alpha === "number") {
      // Plain descent needs no state: the kernel keeps the parameters at hand throughout.
      this.state = { k: this.state.k + Math.ceil((to - from) / size) };
      return this.kernel.descend(this.x, P, T, Q, order, from, to, size, optimizer.alpha);
    }
    let total = 0;
    for (let k = from; k < to; k += size) {
      total += this.kernel.gradient(this.x, P, T, Q, order, k, Math.min(k + size, to), g);
      const [state, dx] = optimizer.step(this.state, g, this.x);
      this.state = state;
      for (let i = 0; i < dx.length; i++) this.x[i] += dx[i];
    }
    return total;
  }

  /** Where training stands, to come back to with `restore`. @returns {Standing} */
  place() {
    const { state, epoch, taken, total, order } = this;
    return {
      x: this.x.slice(),
      state,
      epoch,
      taken,
      total,
      order,
      stream: this.rng?.save() ?? null,
    };
  }

  /**
   * Go back to a place of this run.
   *
   * @param {Standing} place
   */
  restore(place) {
    this.x = place.x.slice();
    this.state = place.state;
    this.epoch = place.epoch;
    this.taken = place.taken;
    this.total = place.total;
    this.order = place.order;
    if (place.stream) this.rng?.load(place.stream);
    this.loss.length = place.epoch;
    if (this.held) this.validation.length = place.epoch;
  }
}

/**
 * What a run leaves behind.
 *
 * @typedef {object} History
 * @property {Float64Array} x  the final parameters
 * @property {number[]} loss  of every epoch
 * @property {number[]} validation  after every epoch, if there are validation samples
 * @property {'finished' | 'diverged'} status
 */

/**
 * Train from x0 for a number of epochs, or until the loss is no longer a number.
 *
 * @param {Network} network
 * @param {Numbers} P
 * @param {Numbers} T
 * @param {Numbers} x0
 * @param {TrainingOptions & {epochs: number}} options
 * @returns {History}
 */
export function train(network, P, T, x0, { epochs, ...options }) {
  checkCount(epochs, "epochs");
  const trainer = new Trainer(network, P, T, x0, options);
  trainer.epochs(epochs);
  const { x, loss, validation } = trainer;
  return { x, loss, validation, status: trainer.diverged ? "diverged" : "finished" };
}
