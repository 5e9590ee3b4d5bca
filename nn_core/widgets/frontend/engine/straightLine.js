// @ts-check
/**
 * The quick form of a small network: its forward pass, backpropagation and descent written out as
 * straight lines of JavaScript, every weight and every neuron a local variable, then compiled
 * (nn_core/straight_line.py does it for Python). For the article's 1-2-1 online descent reads
 *
 *     const n1_1 = W1_1_1 * p1 + b1_1;                       forward:  n = W a + b,  a = f(n)
 *     const a1_1 = 1 / (1 + exp(-n1_1));            …
 *     const s2_1 = -2 * (t1 - a2_1);                         backward: s^m = Ḟ^m (W^(m+1))ᵀ s^(m+1)
 *     const s1_1 = (a1_1 * (1 - a1_1)) * (W2_1_1 * s2_1);  …
 *     W1_1_1 -= alpha * (s1_1 * p1);                …        update:   x ← x - α s aᵀ
 *
 * No loop over layers, no array between them, nothing to look up: the processor keeps the numbers
 * at hand, and the compiler sees all there is. loops.js is the plain version, with the same
 * functions; it is this file's test, and takes its place where a page's security policy forbids
 * compiling (`new Function`) or the network is too large for code this long to pay.
 */

import {
  backward, forward, gradientTerms, lossTerms, outputRange, parameterNames, range, row,
} from "./straightLineStatements.js";

/** @import { Loss } from './losses.js' */
/** @import { Network } from './networks.js' */
/** @import { Kernel } from './kernel.js' */

/**
 * The most parameters. Code much longer than this (about 300, in V8) is never compiled to machine
 * code at all, and is then twenty times slower than the loops.
 */
export const LARGEST = 200;

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
 * The code itself, as `straightLine` compiles it: the body of a function that returns a kernel.
 *
 * @param {Network} network
 * @param {Loss} loss
 */
export function source(network, loss) {
  const parameters = parameterNames(network);
  const terms = gradientTerms(network);
  const load = parameters.map((name, i) => `let ${name} = x[${i}];`);
  const clear = parameters.map((name) => `let g${name} = 0;`);
  const sum = parameters.map((name, i) => `g${name} += ${terms[i]};`);
  const inputs = range(network.sizes[0]).map((j) => `const p${j} = P[${row(j)}];`);
  const targets = outputRange(network).map((i) => `const t${i} = T[${row(i)}];`);
  const outputs = outputRange(network).map((i) => `out[${row(i)}] = a${network.nLayers}_${i};`);
  const sample = [...inputs, ...forward(network)];
  const loseSample = [...sample, ...targets, `total += ${lossTerms(network, loss).join(" + ")};`];
  const learnSample = ["const q = order[k];", ...loseSample, ...backward(network, loss)];
  return `"use strict";
const { exp, tanh } = Math;
return {
outputs(x, P, Q, out) {
  ${lines(load)}
  for (let q = 0; q < Q; q++) {
    ${lines([...sample, ...outputs])}
  }
},
value(x, P, T, Q) {
  ${lines(load)}
  let total = 0;
  for (let q = 0; q < Q; q++) {
    ${lines(loseSample)}
  }
  return total / Q;
},
gradient(x, P, T, Q, order, from, to, g) {
  ${lines(load)}
  let total = 0;
  const scale = 1 / (to - from);
  ${lines(clear)}
  for (let k = from; k < to; k++) {
    ${lines([...learnSample, ...sum])}
  }
  ${lines(parameters.map((name, i) => `g[${i}] = scale * g${name};`))}
  return total;
},
descend(x, P, T, Q, order, from, to, size, alpha) {
  ${lines(load)}
  let total = 0;
  if (size === 1) {
    for (let k = from; k < to; k++) {
      ${lines([...learnSample, ...parameters.map((name, i) => `${name} -= alpha * (${terms[i]});`)])}
    }
  } else {
    for (let k = from; k < to; ) {
      const end = k + size < to ? k + size : to;
      const scale = alpha / (end - k);
      ${lines(clear)}
      for (; k < end; k++) {
        ${lines([...learnSample, ...sum])}
      }
      ${lines(parameters.map((name) => `${name} -= scale * g${name};`))}
    }
  }
  ${lines(parameters.map((name, i) => `x[${i}] = ${name};`))}
  return total;
},
};`;
}

/** @param {string[]} statements */
const lines = (statements) => statements.join("\n");
