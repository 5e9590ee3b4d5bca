// @ts-check
// What the figures call the activations, for their tables of words.

/** @type {import("../view/labels.js").Table} */
export const activationNames = {
  activation: "Activation",
  "activation.purelin": "linear",
  "activation.hardlim": "hard limit",
  "activation.hardlims": "symmetric hard limit",
  "activation.satlin": "saturating linear",
  "activation.logsig": "log-sigmoid",
  "activation.tanh": "tanh",
  "activation.relu": "ReLU",
  "activation.leaky_relu": "leaky ReLU",
  "activation.elu": "ELU",
  "activation.softplus": "softplus",
  "activation.silu": "SiLU",
  "activation.gelu": "GELU",
};
