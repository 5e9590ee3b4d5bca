// @ts-check
// A training run from one start, remembered epoch by epoch: x, loss and held-out loss. It only
// ever grows forwards; stepping back, rewinding and scrubbing are looking things up.
import { initialise } from "../../engine/initialise.js";
import { kernel } from "../../engine/kernel.js";
import { MarquardtTrainer } from "../../engine/marquardtTrainer.js";
import { Network } from "../../engine/networks.js";
import { OPTIMIZERS } from "../../engine/optimizers/index.js";
import { Trainer } from "../../engine/trainer.js";
import { sampleData } from "./data.js";

/** Networks made so far: each keeps its compiled kernel. @type {Map<string, Network>} */
const networks = new Map();

/** @param {number} hidden @param {string} activation */
function networkOf(hidden, activation) {
  const name = `${hidden} ${activation}`;
  const network = networks.get(name) ?? new Network([1, hidden, 1], [activation, "purelin"]);
  networks.set(name, network);
  return network;
}

/**
 * What does the training: both kinds go on by `epochs`, and keep `x`, `loss` and `held` in step.
 * @param {import("./schema.js").Settings} settings
 * @param {Network} network
 * @param {ReturnType<typeof sampleData>} data
 * @param {Float64Array} x0
 */
function trainerOf(settings, network, { training, heldOut }, x0) {
  const { P, T } = training;
  const validation = heldOut.P.length ? heldOut : null;
  if (settings.optimizer === "LM") return new MarquardtTrainer(network, P, T, x0, { validation });
  return new Trainer(network, P, T, x0, {
    optimizer: new OPTIMIZERS[settings.optimizer]({ alpha: settings.alpha }),
    batchSize: { online: 1, mini: Math.min(settings.batch_size, P.length), full: null }[settings.batch],
    shuffle: settings.shuffle,
    rng: settings.seed,
    validation,
  });
}

export class Run {
  /** @param {import("./schema.js").Settings} settings */
  constructor(settings) {
    this.settings = settings;
    this.network = networkOf(settings.hidden, settings.activation);
    this.kernel = kernel(this.network);
    this.data = sampleData(settings);
    const { training, heldOut } = this.data;
    this.n = this.network.nParameters;
    const x0 = initialise(this.network, { rng: settings.seed });
    this.trainer = trainerOf(settings, this.network, this.data, x0);
    /** the epoch with the lowest held-out loss up to each epoch @type {number[]} */
    this.bestHeld = [0];
    /** epochs done so far */
    this.length = 0;
    this.xs = new Float64Array(64 * this.n);
    this.xs.set(x0);
    this.startLoss = this.kernel.value(x0, training.P, training.T, training.P.length);
    this.startHeld = heldOut.P.length ? this.kernel.value(x0, heldOut.P, heldOut.T, heldOut.P.length) : NaN;
  }

  /** The mean loss met during an epoch; before the first, the loss at the start. @param {number} epoch */
  loss(epoch) {
    return epoch === 0 ? this.startLoss : this.trainer.loss[epoch - 1];
  }

  /** The loss on the samples held out, after an epoch. @param {number} epoch */
  held(epoch) {
    return epoch === 0 ? this.startHeld : (this.trainer.held?.losses[epoch - 1] ?? NaN);
  }

  get holds() {
    return this.data.heldOut.P.length > 0;
  }

  /** The μ that Levenberg–Marquardt begins the next step with; NaN for the others. @param {number} epoch */
  mu(epoch) {
    return "mu" in this.trainer ? this.trainer.mu[epoch] : NaN;
  }

  /** The parameters after an epoch. @param {number} epoch */
  at(epoch) {
    return this.xs.subarray(epoch * this.n, (epoch + 1) * this.n);
  }

  /** Why there is no epoch after the last: "diverged", "converged" or "stopped"; null: it can go on. */
  get ended() {
    return this.trainer.going ? null : this.trainer.status;
  }

  /** Is the epoch done, or out of reach for good? @param {number} epoch */
  has(epoch) {
    return this.length >= epoch || this.ended !== null;
  }

  /**
   * Trains up to an epoch, or until the time is up.
   * @param {number} epoch
   * @param {number} milliseconds
   * @returns {boolean} whether there is nothing left to do
   */
  advance(epoch, milliseconds) {
    const end = performance.now() + milliseconds;
    while (!this.has(epoch)) {
      this.oneEpoch();
      if (performance.now() > end) break;
    }
    return this.has(epoch);
  }

  oneEpoch() {
    this.trainer.epochs(1);
    if (this.trainer.epoch === this.length) return; // the run has ended
    const k = ++this.length;
    const best = this.bestHeld[k - 1];
    this.bestHeld.push(this.held(k) < this.held(best) ? k : best);
    if ((k + 1) * this.n > this.xs.length) {
      const larger = new Float64Array(2 * this.xs.length);
      larger.set(this.xs);
      this.xs = larger;
    }
    this.xs.set(this.trainer.x, k * this.n);
  }
}
