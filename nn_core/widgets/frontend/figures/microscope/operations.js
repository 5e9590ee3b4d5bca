// @ts-check
// The pass as a list of operations in the order they are done, each with its formula and numbers.

/** @typedef {import("./pass.js").Pass} Pass */
/**
 * @typedef {object} Operation
 * @property {string} key  of the quantity it gives, and of its place in the drawing
 * @property {"forward" | "backward" | "update"} phase
 * @property {string} name  the quantity
 * @property {string} symbols  its formula
 * @property {() => string} numbers  the same with numbers in place: only one of them is ever seen
 * @property {number} value
 * @property {string} words  key of the sentence that says what happens
 */

/** @param {number} i counted from 0 @returns {string} */
export const sub = (i) => "₁₂₃₄₅₆₇₈"[i];
/** Six decimals and a true minus sign, as in the chapter's example. @param {number} v */
export const fixed = (v) => (Number.isFinite(v) ? v.toFixed(6) : String(v)).replace("-", "−");
/** A factor, in brackets if it is negative. @param {number} v */
const factor = (v) => {
  const text = String(Number(v.toFixed(6))).replace("-", "−");
  return v < 0 ? `(${text})` : text;
};

/** The names of the parameters, in the order of x. @param {number} R @param {number} S */
export function parameterNames(R, S) {
  const all = (/** @type {number} */ n) => Array.from({ length: n }, (_, i) => i);
  return [
    ...all(S).flatMap((i) => all(R).map((j) => `w¹${sub(i)}${sub(j)}`)),
    ...all(S).map((i) => `b¹${sub(i)}`),
    ...all(S).map((i) => `w²₁${sub(i)}`),
    "b²",
  ];
}

/** @param {Pass} pass @returns {Operation[]} */
export function operations(pass) {
  return [...forward(pass), ...backward(pass), update(pass)];
}

/** @param {Pass} pass @returns {Operation[]} */
function forward(pass) {
  const { R, S, x, p, places } = pass;
  const sum = (/** @type {string[]} */ terms) => terms.join(" + ");
  const inputs = p.map((_, j) => j);
  const neurons = Array.from({ length: S }, (_, i) => i);
  /** @type {Operation[]} */
  const list = [];
  for (const i of neurons) {
    list.push({
      key: `n1-${i}`, phase: "forward", name: `n¹${sub(i)}`, value: pass.n1[i], words: "net",
      symbols: sum([...inputs.map((j) => `w¹${sub(i)}${sub(j)} p${R > 1 ? sub(j) : ""}`), `b¹${sub(i)}`]),
      numbers: () => sum([...inputs.map((j) => `${factor(x[places.W1(i, j)])} · ${factor(p[j])}`), factor(x[places.b1(i)])]),
    }, {
      key: `a1-${i}`, phase: "forward", name: `a¹${sub(i)}`, value: pass.a1[i], words: "activate",
      symbols: `f¹(n¹${sub(i)})`, numbers: () => `${pass.activation}(${factor(pass.n1[i])})`,
    });
  }
  list.push({
    key: "n2", phase: "forward", name: "n²", value: pass.n2, words: "net",
    symbols: sum([...neurons.map((i) => `w²₁${sub(i)} a¹${sub(i)}`), "b²"]),
    numbers: () => sum([...neurons.map((i) => `${factor(x[places.W2(i)])} · ${factor(pass.a1[i])}`), factor(x[places.b2])]),
  }, {
    key: "a2", phase: "forward", name: "a²", value: pass.a2, words: "output", symbols: "n²", numbers: () => factor(pass.n2),
  }, {
    key: "e", phase: "forward", name: "e", value: pass.e, words: "error", symbols: "t − a²",
    numbers: () => `${factor(pass.t)} − ${factor(pass.a2)}`,
  }, {
    key: "F", phase: "forward", name: "F", value: pass.F, words: "loss", symbols: "e²", numbers: () => `${factor(pass.e)}²`,
  });
  return list;
}

/** @param {Pass} pass @returns {Operation[]} */
function backward(pass) {
  const { R, S, p, places, s1, s2, slope1, a1, gradient } = pass;
  /** @type {Operation[]} */
  const list = [{
    key: "s2", phase: "backward", name: "s² = ∂F/∂n²", value: s2, words: "start", symbols: "−2 f²′(n²) (t − a²)",
    numbers: () => `−2 · 1 · ${factor(pass.e)}`,
  }];
  /** @param {number} k @param {string} name @param {string} symbols @param {() => string} numbers @param {string} words */
  const slope = (k, name, symbols, numbers, words) =>
    list.push({ key: `g-${k}`, phase: "backward", name: `∂F/∂${name}`, value: gradient[k], symbols, numbers, words });
  for (let i = 0; i < S; i++) {
    slope(places.W2(i), `w²₁${sub(i)}`, `s² a¹${sub(i)}`, () => `${factor(s2)} · ${factor(a1[i])}`, "weight");
  }
  slope(places.b2, "b²", "s²", () => factor(s2), "bias");
  for (let i = 0; i < S; i++) {
    list.push({
      key: `s1-${i}`, phase: "backward", name: `s¹${sub(i)} = ∂F/∂n¹${sub(i)}`, value: s1[i], words: "back",
      symbols: `f¹′(n¹${sub(i)}) w²₁${sub(i)} s²`,
      numbers: () => `${factor(slope1[i])} · ${factor(pass.x[places.W2(i)])} · ${factor(s2)}`,
    });
    for (let j = 0; j < R; j++) {
      slope(places.W1(i, j), `w¹${sub(i)}${sub(j)}`, `s¹${sub(i)} p${R > 1 ? sub(j) : ""}`,
        () => `${factor(s1[i])} · ${factor(p[j])}`, "weight");
    }
    slope(places.b1(i), `b¹${sub(i)}`, `s¹${sub(i)}`, () => factor(s1[i]), "bias");
  }
  return list;
}

/** @param {Pass} pass @returns {Operation} */
function update(pass) {
  const { places, alpha, gradient, x, updated } = pass;
  const k = places.b2;
  return {
    key: "update", phase: "update", name: "new b²", value: updated[k], words: "update", symbols: "b² − α ∂F/∂b²",
    numbers: () => `${factor(x[k])} − ${factor(alpha)} · ${factor(gradient[k])}`,
  };
}
