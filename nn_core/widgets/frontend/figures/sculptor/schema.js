// @ts-check
// The sculptor's state (nn_core/widgets/sculptor.py declares the same traits).

const weight = { type: /** @type {const} */ ("number"), low: -20, high: 20 };
const bias = { type: /** @type {const} */ ("number"), low: -80, high: 80 };

/** @type {import("../../view/schema.js").Schema} */
export const schema = {
  w1_1: { ...weight, default: 3 },
  w1_2: { ...weight, default: 3 },
  b1_1: { ...bias, default: 4.5 },
  b1_2: { ...bias, default: -3 },
  w2_1: { ...weight, default: 1 },
  w2_2: { ...weight, default: -1 },
  b2: { ...weight, default: 0.5 },
  target: { type: "choice", default: "sine", options: ["sine", "wave", "bump", "corner", "step"] },
};

/** The seven parameters, in the order of the vector x. */
export const PARAMETERS = /** @type {const} */ (["w1_1", "w1_2", "b1_1", "b1_2", "w2_1", "w2_2", "b2"]);
