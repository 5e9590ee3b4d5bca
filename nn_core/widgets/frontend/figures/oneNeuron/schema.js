// @ts-check
// One neuron's state (nn_core/widgets/one_neuron.py declares the same traits; a test compares them).

/** @type {import("../../view/schema.js").Schema} */
export const schema = {
  w: { type: "number", default: 1, low: -10, high: 10 },
  b: { type: "number", default: 0, low: -40, high: 40 },
  activation: {
    type: "choice",
    default: "logsig",
    options: ["purelin", "hardlim", "hardlims", "satlin", "logsig", "tanh", "relu", "leaky_relu", "elu", "softplus", "silu", "gelu"],
  },
  p: { type: "number", default: 1, low: -4, high: 4 },
};
