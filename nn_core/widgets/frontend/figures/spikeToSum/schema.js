// @ts-check
// Spike to sum's state (nn_core/widgets/spike_to_sum.py declares the same traits).

const rate = { type: /** @type {const} */ ("number"), low: 0, high: 200 };
const strength = { type: /** @type {const} */ ("number"), low: -10, high: 10 };

/** @type {import("../../view/schema.js").Schema} */
export const schema = {
  p1: { ...rate, default: 120 },
  p2: { ...rate, default: 100 },
  p3: { ...rate, default: 40 },
  w1: { ...strength, default: 4 },
  w2: { ...strength, default: 4 },
  w3: { ...strength, default: -3 },
  threshold: { type: "number", default: -55, low: -68, high: -40 },
  seed: { type: "whole", default: 0, low: 0, high: 9999 },
  time: { type: "whole", default: 500, low: 0, high: 500 },
  playing: { type: "flag", default: false, transient: true },
};

export const INPUTS = /** @type {const} */ ([1, 2, 3]);
export const DURATION = 0.5; // seconds
