// @ts-check
// Wiring's state (nn_core/widgets/wiring.py declares the same traits).

/** @type {import("../../view/schema.js").Schema} */
export const schema = {
  inputs: { type: "whole", default: 2, low: 1, high: 4 },
  neurons: { type: "whole", default: 1, low: 1, high: 4 },
  activation: {
    type: "choice",
    default: "hardlim",
    options: ["hardlim", "hardlims", "satlin", "logsig", "tanh", "purelin", "relu"],
  },
  W: { type: "numbers", default: [], length: [0, 16], low: -10, high: 10 },
  b: { type: "numbers", default: [], length: [0, 4], low: -10, high: 10 },
  p: { type: "numbers", default: [1, 0], length: [0, 4], low: -10, high: 10 },
  points: { type: "numbers", default: [0, 0, 0, 0, 1, 0, 1, 0, 0, 1, 1, 1], length: [0, 60], low: -10, high: 10 },
};
