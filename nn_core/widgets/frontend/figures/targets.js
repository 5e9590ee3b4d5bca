// @ts-check
// The functions that figures fit, by name (nn_core/widgets/targets.py has the same).

/** The interval they are fitted on. */
export const INTERVAL = /** @type {const} */ ([-2, 2]);

/** @type {Record<string, (p: number) => number>} */
export const TARGETS = {
  sine: (p) => 1 + Math.sin((Math.PI * p) / 4),
  wave: (p) => 1 + Math.sin(Math.PI * p),
  bump: (p) => 2 * Math.exp(-2 * p * p),
  corner: (p) => Math.abs(p),
  step: (p) => (p >= 0 ? 2 : 0),
};

/** Each as Python, of an array p. @type {Record<string, string>} */
export const TARGETS_IN_PYTHON = {
  sine: "1 + np.sin(np.pi * p / 4)",
  wave: "1 + np.sin(np.pi * p)",
  bump: "2 * np.exp(-2 * p**2)",
  corner: "np.abs(p)",
  step: "np.where(p >= 0, 2.0, 0.0)",
};

/** What the figures call them. @type {import("../view/labels.js").Table} */
export const targetNames = {
  target: "Target",
  "target.sine": "1 + sin(πp/4)",
  "target.wave": "1 + sin(πp)",
  "target.bump": "2 exp(−2p²)",
  "target.corner": "|p|",
  "target.step": "a step",
};
