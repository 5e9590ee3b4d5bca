// @ts-check
/**
 * The activations a = f(n), each with its two derivatives beside it (nn_core/activations.py and
 * activation_formulas.py; chapter 1).
 *
 * df and d2f take the output a = f(n) as well, already computed by the forward pass: f' of the
 * log-sigmoid is then just a(1 - a). No formula overflows or gives NaN, however large |n|. At a
 * corner or a jump the value of one side is used, as its comment says. Softmax is not elementwise:
 * its neurons depend on each other, so products with its Jacobian have functions of their own.
 */

import { FAR, normalCdf, normalDensity } from "./normal.js";

/**
 * @typedef {object} Activation
 * @property {string} name  the name in code
 * @property {string} title  the name in prose
 * @property {(n: number) => number} f
 * @property {(n: number, a: number) => number} df  f'(n)
 * @property {(n: number, a: number) => number} d2f  f''(n)
 * @property {readonly [number, number]} range  the interval of possible outputs
 * @property {readonly [number, number]} active  where the slope is worth having (Nguyen-Widrow)
 * @property {boolean} elementwise  false for softmax alone
 */

const zero = () => 0;
const one = () => 1;
const LEAK = 0.01;

/** @param {number} n */
const logsig = (n) => 1 / (1 + Math.exp(-n));

/**
 * One row of the table.
 *
 * @param {string} name
 * @param {string} title
 * @param {Activation['f']} f
 * @param {Activation['df']} df
 * @param {Activation['d2f']} d2f
 * @param {readonly [number, number]} range
 * @param {readonly [number, number]} [active]
 * @returns {Activation}
 */
const row = (name, title, f, df, d2f, range, active = [-1, 1]) =>
  Object.freeze({ name, title, f, df, d2f, range, active, elementwise: name !== "softmax" });

const TABLE = [
  row("purelin", "Linear", (n) => n, one, zero, [-Infinity, Infinity]),
  row("hardlim", "Hard limit", (n) => (n >= 0 ? 1 : 0), zero, zero, [0, 1]),
  row("hardlims", "Symmetric hard limit", (n) => (n >= 0 ? 1 : -1), zero, zero, [-1, 1]),
  row(
    "satlin",
    "Saturating linear",
    (n) => Math.min(Math.max(n, 0), 1),
    (n) => (n > 0 && n < 1 ? 1 : 0), // 0 at both corners
    zero,
    [0, 1],
    [0, 1],
  ),
  row(
    "logsig",
    "Log-sigmoid",
    logsig,
    (_n, a) => a * (1 - a),
    (_n, a) => a * (1 - a) * (1 - 2 * a),
    [0, 1],
    [-4, 4],
  ),
  row(
    "tanh",
    "Hyperbolic tangent",
    (n) => Math.tanh(n),
    (_n, a) => 1 - a * a,
    (_n, a) => -2 * a * (1 - a * a),
    [-1, 1],
    [-2, 2],
  ),
  row(
    "relu",
    "Rectified linear (ReLU)",
    (n) => (n > 0 ? n : 0),
    (n) => (n > 0 ? 1 : 0), // 0 at the corner
    zero,
    [0, Infinity],
  ),
  row(
    "leaky_relu",
    "Leaky ReLU",
    (n) => (n > 0 ? n : LEAK * n),
    (n) => (n > 0 ? 1 : LEAK), // the leak at the corner
    zero,
    [-Infinity, Infinity],
  ),
  row(
    "elu",
    "Exponential linear (ELU)",
    (n) => (n > 0 ? n : Math.expm1(n)),
    (n) => (n > 0 ? 1 : Math.exp(n)),
    (n) => (n > 0 ? 0 : Math.exp(n)), // f' has a corner at 0: the left side
    [-1, Infinity],
  ),
  row(
    "softplus",
    "Softplus",
    (n) => Math.max(n, 0) + Math.log1p(Math.exp(-Math.abs(n))),
    (n) => logsig(n),
    (n) => logsig(n) * (1 - logsig(n)),
    [0, Infinity],
  ),
  row(
    "silu",
    "SiLU (Swish)",
    (n) => n * logsig(n),
    (n, a) => logsig(n) + a * (1 - logsig(n)),
    (n) => logsig(n) * (1 - logsig(n)) * (2 + n * (1 - 2 * logsig(n))),
    [-0.2784645427610738, Infinity],
  ),
  row(
    "gelu",
    "Gaussian error linear (GELU)",
    (n) => n * normalCdf(n),
    (n) => normalCdf(n) + n * normalDensity(n),
    (n) => (2 - Math.min(n * n, FAR * FAR)) * normalDensity(n), // 0 far out, where n² overflows
    [-0.16997120747990369, Infinity],
  ),
  row(
    "softmax", // f is that of a layer of one neuron; df and d2f give the diagonal alone
    "Softmax",
    one,
    (_n, a) => a * (1 - a),
    (_n, a) => a * (1 - a) * (1 - 2 * a),
    [0, 1],
    [-4, 4],
  ),
];

/** @type {Readonly<Record<string, Activation>>} */
export const ACTIVATIONS = Object.freeze(Object.fromEntries(TABLE.map((f) => [f.name, f])));

/** @type {Readonly<Record<string, string>>} */
const ALIASES = { linear: "purelin", identity: "purelin", sigmoid: "logsig", tansig: "tanh", swish: "silu" };

/**
 * The activation of that name (an activation is returned as it is).
 *
 * @param {string | Activation} name
 * @returns {Activation}
 */
export function activation(name) {
  if (typeof name !== "string") return name;
  const key = Object.hasOwn(ALIASES, name) ? ALIASES[name] : name;
  if (!Object.hasOwn(ACTIVATIONS, key)) {
    const known = Object.keys(ACTIVATIONS).join(", ");
    throw new RangeError(`unknown activation '${name}'; known: ${known}`);
  }
  return ACTIVATIONS[key];
}

/**
 * A layer's outputs a = f(n) for net inputs n, both (S, Q).
 *
 * @param {Activation} f
 * @param {Float64Array} n
 * @param {number} Q
 */
export function outputs(f, n, Q) {
  if (f.elementwise) return n.map(f.f);
  const a = new Float64Array(n.length);
  for (let q = 0; q < Q; q++) {
    let largest = -Infinity; // taken off first: the quotient is the same and nothing overflows
    for (let i = q; i < n.length; i += Q) largest = Math.max(largest, n[i]);
    let sum = 0;
    for (let i = q; i < n.length; i += Q) sum += a[i] = Math.exp(n[i] - largest);
    for (let i = q; i < n.length; i += Q) a[i] /= sum;
  }
  return a;
}

/**
 * Ḟ(n) v, a column at a time. Ḟ is symmetric, so this is Ḟ(n)ᵀ v as well.
 *
 * @param {Activation} f
 * @param {Float64Array} n  net inputs (S, Q)
 * @param {Float64Array} a  outputs f(n)
 * @param {Float64Array} v  any (S, Q)
 * @param {number} Q
 */
export function times(f, n, a, v, Q) {
  if (f.elementwise) return v.map((vi, i) => f.df(n[i], a[i]) * vi);
  const dot = columnDots(a, v, Q); // (diag(a) - a aᵀ) v = a (v - aᵀv)
  return v.map((vi, i) => a[i] * (vi - dot[i % Q]));
}

/**
 * The change of Ḟ(n) v as n moves along u: what the R-operator needs.
 *
 * @param {Activation} f
 * @param {Float64Array} n
 * @param {Float64Array} a
 * @param {Float64Array} v
 * @param {Float64Array} u
 * @param {number} Q
 */
export function timesSecond(f, n, a, v, u, Q) {
  if (f.elementwise) return v.map((vi, i) => f.d2f(n[i], a[i]) * vi * u[i]);
  const da = times(f, n, a, u, Q);
  const dot = columnDots(a, v, Q);
  const change = columnDots(da, v, Q);
  return v.map((vi, i) => da[i] * (vi - dot[i % Q]) - a[i] * change[i % Q]);
}

/**
 * The inner products of the columns of two (S, Q) matrices.
 *
 * @param {Float64Array} u
 * @param {Float64Array} v
 * @param {number} Q
 */
function columnDots(u, v, Q) {
  const dots = new Float64Array(Q);
  for (let i = 0; i < u.length; i++) dots[i % Q] += u[i] * v[i];
  return dots;
}
