// @ts-check
/**
 * The quick form of a small network: its forward pass, backpropagation and descent written out as
 * straight lines of JavaScript, every weight and every neuron a local variable, then compiled.
 *
 * For the article's 1-2-1 the heart of `descend` reads
 *
 *     const n1_0 = x0 * p0 + x2;            …      forward:  n = W a + b,  a = f(n)
 *     const a1_0 = 1 / (1 + exp(-n1_0));
 *     const s2_0 = -2 * (t0 - a2_0);        …      backward: s^m = Ḟ^m (W^(m+1))ᵀ s^(m+1)
 *     const s1_0 = (x4 * s2_0) * (a1_0 * (1 - a1_0));
 *     x0 -= alpha * (s1_0 * p0);            …      update:   x ← x - α s aᵀ
 *
 * No loop over layers, no array between them, nothing to look up: the processor keeps the numbers
 * at hand, and the compiler sees all there is. loops.js is the plain version, with the same
 * functions; it is this file's test, and takes its place where a page's security policy forbids
 * compiling (`new Function`) or the network is too large for code this long to pay.
 */

/** @import { Activation } from './activations.js' */
/** @import { Loss } from './losses.js' */
/** @import { Network } from './networks.js' */
/** @import { Kernel } from './kernel.js' */

/** Above this many parameters the code is so long that compiling it costs more than it saves. */
export const LARGEST = 600;

/** Formulas put into the code; other activations are called. A test compares them with the table.
 * @type {Record<string, {f: string, df: string}>} */
export const FORMULAS = {
  purelin: { f: "n", df: "1" },
  logsig: { f: "1 / (1 + exp(-n))", df: "a * (1 - a)" },
  tanh: { f: "tanh(n)", df: "1 - a * a" },
  relu: { f: "n > 0 ? n : 0", df: "n > 0 ? 1 : 0" },
  leaky_relu: { f: "n > 0 ? n : 0.01 * n", df: "n > 0 ? 1 : 0.01" },
  satlin: { f: "n > 0 ? (n < 1 ? n : 1) : 0", df: "n > 0 && n < 1 ? 1 : 0" },
};

/**
 * Can this network and loss be written out? Only where every output depends on its own net input.
 *
 * @param {Network} network
 * @param {Loss} loss
 */
export function suitsStraightLine(network, loss) {
  return (
    network.nParameters <= LARGEST &&
    loss.elementwise &&
    network.activations.every((f) => f.elementwise)
  );
}

/**
 * The compiled functions of a network and a loss. Throws EvalError where compiling is forbidden.
 *
 * @param {Network} network
 * @param {Loss} loss
 * @returns {Kernel}
 */
export function straightLine(network, loss) {
  const functions = network.activations.flatMap((f) => [f.f, f.df]);
  const names = network.activations.flatMap((_, m) => [`f${m + 1}`, `df${m + 1}`]);
  const compile = new Function("lossValue", "lossGradient", ...names, source(network, loss));
  return compile(loss.value, loss.gradient, ...functions);
}

/**
 * The code itself, as `straightLine` compiles it.
 *
 * @param {Network} network
 * @param {Loss} loss
 */
export function source(network, loss) {
  const R = network.sizes[0];
  const S = network.sizes[network.nLayers];
  const parameters = range(network.nParameters);
  const load = `let ${parameters.map((i) => `x${i} = x[${i}]`).join(", ")};`;
  const inputs = range(R).map((j) => `const a0_${j} = P[${column(j)}];`);
  const targets = range(S).map((i) => `const t${i} = T[${column(i)}];`);
  const pass = [...inputs, ...targets, ...forward(network), ...backward(network, loss)];
  const terms = gradientTerms(network);
  return [
    '"use strict";',
    "const { exp, tanh } = Math;",
    "return {",
    " outputs(x, P, Q, out) {",
    load,
    " for (let q = 0; q < Q; q++) {",
    ...inputs,
    ...forward(network),
    ...range(S).map((i) => `out[${column(i)}] = a${network.nLayers}_${i};`),
    " } },",
    " value(x, P, T, Q) {",
    load,
    " let total = 0;",
    " for (let q = 0; q < Q; q++) {",
    ...inputs,
    ...targets,
    ...forward(network),
    `total += ${lossTerms(network, loss).join(" + ")};`,
    " }",
    " return total / Q; },",
    " gradient(x, P, T, Q, order, from, to, g) {",
    load,
    " let total = 0;",
    " const scale = 1 / (to - from);",
    `let ${parameters.map((i) => `g${i} = 0`).join(", ")};`,
    " for (let k = from; k < to; k++) {",
    " const q = order[k];",
    ...pass,
    ...terms.map((term, i) => `g${i} += ${term};`),
    " }",
    ...parameters.map((i) => `g[${i}] = scale * g${i};`),
    " return total; },",
    " descend(x, P, T, Q, order, from, to, size, alpha) {",
    load,
    " let total = 0;",
    " if (size === 1) {",
    " for (let k = from; k < to; k++) {",
    " const q = order[k];",
    ...pass,
    ...terms.map((term, i) => `x${i} -= alpha * (${term});`),
    " }",
    " } else {",
    " for (let k = from; k < to; ) {",
    " const end = k + size < to ? k + size : to;",
    " const scale = alpha / (end - k);",
    `let ${parameters.map((i) => `g${i} = 0`).join(", ")};`,
    " for (; k < end; k++) {",
    " const q = order[k];",
    ...pass,
    ...terms.map((term, i) => `g${i} += ${term};`),
    " }",
    ...parameters.map((i) => `x${i} -= scale * g${i};`),
    " }",
    " }",
    ...parameters.map((i) => `x[${i}] = x${i};`),
    " return total; },",
    "};",
  ].join("\n");
}

/** @param {number} count */
const range = (count) => Array.from({ length: count }, (_, i) => i);

/** Where row i of sample q is. @param {number} i */
const column = (i) => (i === 0 ? "q" : i === 1 ? "Q + q" : `${i} * Q + q`);

/**
 * A formula with n and a named for one neuron, or the call of a function that has none.
 *
 * @param {Activation} f
 * @param {'f' | 'df'} which
 * @param {string} neuron  such as "1_0", of layer 1
 */
function formula(f, which, neuron) {
  const known = FORMULAS[f.name]?.[which];
  const layer = neuron.split("_")[0];
  if (!known) return which === "f" ? `f${layer}(n${neuron})` : `df${layer}(n${neuron}, a${neuron})`;
  return known.replace(/\b[na]\b/g, (letter) => letter + neuron);
}

/**
 * n^m = W^m a^(m-1) + b^m and a^m = f^m(n^m), a line for each neuron.
 *
 * @param {Network} network
 */
function forward(network) {
  return network.places.flatMap(({ rows, columns, W, b }, m) =>
    range(rows).flatMap((i) => {
      const products = range(columns).map((j) => `x${W + i * columns + j} * a${m}_${j}`);
      const neuron = `${m + 1}_${i}`;
      return [
        `const n${neuron} = ${products.join(" + ")} + x${b + i};`,
        `const a${neuron} = ${formula(network.activations[m], "f", neuron)};`,
      ];
    }),
  );
}

/**
 * What the loss is a function of: the last net input or the last output.
 *
 * @param {Network} network
 * @param {Loss} loss
 * @param {number} i
 */
const last = (network, loss, i) => `${loss.outputActivation ? "n" : "a"}${network.nLayers}_${i}`;

/**
 * The loss of the sample, an expression for each output.
 *
 * @param {Network} network
 * @param {Loss} loss
 */
function lossTerms(network, loss) {
  return range(network.sizes[network.nLayers]).map((i) => {
    const z = last(network, loss, i);
    return loss.name === "squared" ? `(t${i} - ${z}) * (t${i} - ${z})` : `lossValue(${z}, t${i})`;
  });
}

/**
 * The loss added to the total, and the sensitivities s^M, …, s^1, a line for each neuron.
 *
 * @param {Network} network
 * @param {Loss} loss
 */
function backward(network, loss) {
  const M = network.nLayers;
  const lines = [`total += ${lossTerms(network, loss).join(" + ")};`];
  for (let i = 0; i < network.sizes[M]; i++) {
    const z = last(network, loss, i);
    const slope = loss.name === "squared" ? `-2 * (t${i} - ${z})` : `lossGradient(${z}, t${i})`;
    const df = formula(network.activations[M - 1], "df", `${M}_${i}`);
    lines.push(
      `const s${M}_${i} = ${loss.outputActivation || df === "1" ? slope : `(${df}) * (${slope})`};`,
    );
  }
  for (let m = M - 1; m > 0; m--) {
    const { rows, columns, W } = network.places[m];
    for (let j = 0; j < columns; j++) {
      const back = range(rows).map((i) => `x${W + i * columns + j} * s${m + 1}_${i}`);
      const df = formula(network.activations[m - 1], "df", `${m}_${j}`);
      lines.push(`const s${m}_${j} = (${df}) * (${back.join(" + ")});`);
    }
  }
  return lines;
}

/**
 * The gradient of the sample's loss, s^m (a^(m-1))ᵀ and s^m: an expression for each parameter.
 *
 * @param {Network} network
 */
function gradientTerms(network) {
  return network.places.flatMap(({ rows, columns }, m) => [
    ...range(rows * columns).map(
      (k) => `s${m + 1}_${Math.floor(k / columns)} * a${m}_${k % columns}`,
    ),
    ...range(rows).map((i) => `s${m + 1}_${i}`),
  ]);
}
