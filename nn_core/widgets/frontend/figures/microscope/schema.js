// @ts-check
// The microscope's state (nn_core/widgets/microscope.py declares the same traits).

/** @type {import("../../view/schema.js").Schema} */
export const schema = {
  inputs: { type: "choice", default: "1", options: ["1", "2"] },
  hidden: { type: "whole", default: 2, low: 1, high: 8 },
  activation: {
    type: "choice",
    default: "logsig",
    options: ["logsig", "tanh", "relu", "leaky_relu", "elu", "softplus", "silu", "gelu", "satlin", "purelin"],
  },
  x: { type: "numbers", default: [], length: [0, 33], low: -20, high: 20 },
  seed: { type: "whole", default: 0, low: 0, high: 9999 },
  p1: { type: "number", default: 1, low: -10, high: 10 },
  p2: { type: "number", default: 0.5, low: -10, high: 10 },
  t: { type: "number", default: 1.7071067811865475, low: -10, high: 10 },
  alpha: { type: "number", default: 0.1, low: 1e-4, high: 10, scale: "log" },
  step: { type: "whole", default: 0, low: 0, high: 63 },
  playing: { type: "flag", default: false, transient: true },
};
