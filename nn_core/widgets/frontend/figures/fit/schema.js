// @ts-check
// Fit's state (nn_core/widgets/fit.py declares the same traits; a test compares the two).

/** @type {import("../../view/schema.js").Schema} */
export const schema = {
  target: { type: "choice", default: "sine", options: ["sine", "wave", "bump", "corner", "step", "drawn"] },
  drawn: { type: "numbers", default: [], length: [0, 201], low: -10, high: 10 },
  samples: { type: "whole", default: 100, low: 2, high: 200 },
  noise: { type: "number", default: 0, low: 0, high: 0.5 },
  held_out: { type: "number", default: 0, low: 0, high: 0.5 },
  data_seed: { type: "whole", default: 0, low: 0, high: 9999 },
  hidden: { type: "whole", default: 2, low: 1, high: 20 },
  activation: {
    type: "choice",
    default: "logsig",
    options: ["logsig", "tanh", "relu", "leaky_relu", "elu", "softplus", "silu", "gelu", "satlin", "purelin"],
  },
  seed: { type: "whole", default: 0, low: 0, high: 9999 },
  optimizer: {
    type: "choice",
    default: "SGD",
    options: ["SGD", "Momentum", "NAG", "AdaGrad", "RMSprop", "Adam", "AdamW", "AdaDelta", "AMSGrad", "Nadam", "LM"],
  },
  alpha: { type: "number", default: 0.01, low: 1e-4, high: 10, scale: "log" },
  batch: { type: "choice", default: "online", options: ["online", "mini", "full"] },
  batch_size: { type: "whole", default: 10, low: 1, high: 200 },
  shuffle: { type: "flag", default: false },
  epochs: { type: "whole", default: 5000, low: 10, high: 20000, scale: "log" },
  epoch: { type: "whole", default: 0, low: 0, high: 20000 },
  detail: { type: "choice", default: "units", options: ["units", "curvature"] },
  pace: { type: "choice", default: "10", options: ["1", "10", "100"] },
  outside: { type: "flag", default: false },
  playing: { type: "flag", default: false, transient: true },
};

/**
 * @typedef {object} Settings
 * @property {string} target
 * @property {number[]} drawn
 * @property {number} samples
 * @property {number} noise
 * @property {number} held_out
 * @property {number} data_seed
 * @property {number} hidden
 * @property {string} activation
 * @property {number} seed
 * @property {import("../../engine/optimizers/index.js").OptimizerName | "LM"} optimizer
 * @property {number} alpha
 * @property {"online" | "mini" | "full"} batch
 * @property {number} batch_size
 * @property {boolean} shuffle
 */

/** The traits that decide what training does; a change of any of them is another run. */
export const RUN = /** @type {const} */ (["target", "drawn", "samples", "noise", "held_out", "data_seed",
  "hidden", "activation", "seed", "optimizer", "alpha", "batch", "batch_size", "shuffle"]);
