// @ts-check
/**
 * The statements of which straightLine.js composes its functions: what the formulas of a network,
 * its loss and its sensitivities read with the numbers of layers and neurons put in.
 */

/** @import { Activation } from './activations.js' */
/** @import { Loss } from './losses.js' */
/** @import { Network } from './networks.js' */

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

/** 1, 2, …, count, as the formulas number neurons. @param {number} count */
export const range = (count) => Array.from({ length: count }, (_, i) => i + 1);

/** @param {Network} network */
export const outputRange = (network) => range(network.sizes[network.nLayers]);

/** Where row i of sample q is in an array (rows, Q). @param {number} i */
export const row = (i) => (i === 1 ? "q" : i === 2 ? "Q + q" : `${i - 1} * Q + q`);

/** Output j of layer m; layer 0 is the input. @param {number} m @param {number} j */
const output = (m, j) => (m === 0 ? `p${j}` : `a${m}_${j}`);

/**
 * One name for each parameter, in the order of x.
 *
 * @param {Network} network
 */
export const parameterNames = (network) =>
  network.places.flatMap(({ rows, columns }, m) => [
    ...range(rows).flatMap((i) => range(columns).map((j) => `W${m + 1}_${i}_${j}`)),
    ...range(rows).map((i) => `b${m + 1}_${i}`),
  ]);

/**
 * The gradient of one sample's loss, s^m (a^(m-1))ᵀ and s^m: an expression for each parameter.
 *
 * @param {Network} network
 */
export const gradientTerms = (network) =>
  network.places.flatMap(({ rows, columns }, m) => [
    ...range(rows).flatMap((i) => range(columns).map((j) => `s${m + 1}_${i} * ${output(m, j)}`)),
    ...range(rows).map((i) => `s${m + 1}_${i}`),
  ]);

/**
 * f or f' of neuron i of layer m: its formula, or the call of the function that has none here.
 *
 * @param {Activation} f
 * @param {"f" | "df"} which
 * @param {number} m
 * @param {number} i
 */
function formula(f, which, m, i) {
  const known = FORMULAS[f.name]?.[which];
  if (known) return known.replace(/\b[na]\b/g, (letter) => `${letter}${m}_${i}`);
  return which === "f" ? `f${m}(n${m}_${i})` : `df${m}(n${m}_${i}, a${m}_${i})`;
}

/**
 * n^m = W^m a^(m-1) + b^m and a^m = f^m(n^m), two statements for each neuron.
 *
 * @param {Network} network
 */
export const forward = (network) =>
  network.places.flatMap(({ rows, columns }, below) =>
    range(rows).flatMap((i) => {
      const m = below + 1;
      const products = range(columns).map((j) => `W${m}_${i}_${j} * ${output(below, j)}`);
      return [
        `const n${m}_${i} = ${products.join(" + ")} + b${m}_${i};`,
        `const a${m}_${i} = ${formula(network.activations[below], "f", m, i)};`,
      ];
    }),
  );

/**
 * The loss of the sample, an expression for each output.
 *
 * @param {Network} network
 * @param {Loss} loss
 */
export const lossTerms = (network, loss) =>
  outputRange(network).map((i) => {
    const z = lossArgument(network, loss, i);
    return loss.name === "squared" ? `(t${i} - ${z}) * (t${i} - ${z})` : `lossValue(${z}, t${i})`;
  });

/**
 * What the loss is a function of: the last output, or the last net input.
 *
 * @param {Network} network
 * @param {Loss} loss
 * @param {number} i
 */
const lossArgument = (network, loss, i) =>
  `${loss.outputActivation ? "n" : "a"}${network.nLayers}_${i}`;

/**
 * The sensitivities s^M, …, s^1, a statement for each neuron.
 *
 * @param {Network} network
 * @param {Loss} loss
 */
export function backward(network, loss) {
  const M = network.nLayers;
  /** @type {(m: number, i: number, u: string) => string} */
  const sensitivity = (m, i, u) =>
    `const s${m}_${i} = (${formula(network.activations[m - 1], "df", m, i)}) * (${u});`;
  const statements = outputRange(network).map((i) => {
    const z = lossArgument(network, loss, i);
    const slope = loss.name === "squared" ? `-2 * (t${i} - ${z})` : `lossGradient(${z}, t${i})`;
    return loss.outputActivation ? `const s${M}_${i} = ${slope};` : sensitivity(M, i, slope);
  });
  for (let m = M - 1; m > 0; m--) {
    for (const j of range(network.sizes[m])) {
      const back = range(network.sizes[m + 1]).map((i) => `W${m + 1}_${i}_${j} * s${m + 1}_${i}`);
      statements.push(sensitivity(m, j, back.join(" + ")));
    }
  }
  return statements;
}
