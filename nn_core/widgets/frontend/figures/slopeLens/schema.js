// @ts-check
// The slope lens's state (nn_core/widgets/slope_lens.py declares the same traits).

/** @type {import("../../view/schema.js").Schema} */
export const schema = {
  activation: {
    type: "choice",
    default: "logsig",
    options: ["purelin", "hardlim", "hardlims", "satlin", "logsig", "tanh", "relu", "leaky_relu", "elu", "softplus", "silu", "gelu"],
  },
  n: { type: "number", default: 1.5, low: -6, high: 6 },
  layers: { type: "whole", default: 10, low: 1, high: 30 },
  w: { type: "number", default: 1, low: 0, high: 6 },
  follow: { type: "flag", default: false },
};
