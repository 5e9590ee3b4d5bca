// @ts-check
// The layer as matrices, f(W p + b) = a, every entry of W, p and b a field.
import { h, setText } from "../../view/dom.js";
import { exactField } from "../../view/field.js";
import { show } from "../../view/numbers.js";

const BOUNDS = /** @type {const} */ ({ type: "number", low: -10, high: 10 });

/** @param {string} name @param {number} rows @param {number} columns @param {Element[]} cells */
function matrix(name, rows, columns, cells) {
  const grid = h("div", { class: "nn-entries" }, ...cells);
  grid.style.gridTemplateColumns = `repeat(${columns}, auto)`;
  return h("div", { class: "nn-matrix" }, grid, h("span", { class: "nn-shape" }, `${name}  ${rows} × ${columns}`));
}

export class Matrices {
  /**
   * @param {import("../../view/frame.js").Context} context
   * @param {() => import("./layer.js").Layer} now  the layer as it is, always of the size it has at first
   * @param {Record<"W" | "p" | "b", (k: number, value: number) => void>} set
   */
  constructor({ scope, t }, now, set) {
    const { R, S } = now();
    /** @param {"W" | "p" | "b"} name @param {number} count */
    const fields = (name, count) => Array.from({ length: count }, (_, k) => {
      const entry = name === "W" ? `${Math.floor(k / R) + 1},${(k % R) + 1}` : `${k + 1}`;
      return exactField(scope, { label: t("field", { what: `${name} ${entry}` }), bounds: BOUNDS, room: 6,
        get: () => now()[name][k], set: (value) => set[name](k, value) });
    });
    this.fields = { W: fields("W", R * S), p: fields("p", R), b: fields("b", S) };
    const words = (/** @type {number} */ count) => Array.from({ length: count }, () => h("output", {}));
    this.n = words(S);
    this.a = words(S);
    const boxes = (/** @type {"W" | "p" | "b"} */ name) => this.fields[name].map(({ element }) => element);
    const sign = (/** @type {string} */ text) => h("span", { class: "nn-sign" }, text);
    this.element = h("div", { class: "nn-matrices", role: "group", "aria-label": t("matrices") },
      matrix("W", S, R, boxes("W")), matrix("p", R, 1, boxes("p")), sign("+"), matrix("b", S, 1, boxes("b")), sign("="),
      matrix("n", S, 1, this.n), sign("→"), matrix("a", S, 1, this.a));
  }

  /** @param {import("./layer.js").Layer} layer */
  draw(layer) {
    for (const fields of Object.values(this.fields)) for (const field of fields) field.update();
    this.n.forEach((cell, i) => setText(cell, show(layer.n[i], 4)));
    this.a.forEach((cell, i) => setText(cell, show(layer.a[i], 4)));
  }
}
