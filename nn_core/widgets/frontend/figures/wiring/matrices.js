// @ts-check
// The layer as matrices, f(W p + b) = a, every entry of W, p and b a field.
import { h, setText } from "../../view/dom.js";
import { show } from "../../view/numbers.js";

/** @param {string} name @param {number} rows @param {number} columns @param {Element[]} cells */
function matrix(name, rows, columns, cells) {
  const grid = h("div", { class: "nn-entries" }, ...cells);
  grid.style.gridTemplateColumns = `repeat(${columns}, auto)`;
  return h("div", { class: "nn-matrix" }, grid, h("span", { class: "nn-shape" }, `${name}  ${rows} × ${columns}`));
}

export class Matrices {
  /**
   * @param {import("../../view/frame.js").Context} context
   * @param {import("./layer.js").Layer} layer whose sizes they have
   * @param {Record<"W" | "p" | "b", (k: number, value: number) => void>} set
   */
  constructor({ scope, t }, { R, S }, set) {
    /** @param {"W" | "p" | "b"} name @param {number} count */
    const fields = (name, count) => Array.from({ length: count }, (_, k) => {
      const entry = name === "W" ? `${Math.floor(k / R) + 1},${(k % R) + 1}` : `${k + 1}`;
      const field = h("input", { type: "number", class: "nn-number", step: "any", min: -10, max: 10, "aria-label": t("field", { what: `${name} ${entry}` }) });
      scope.listen(field, "change", () => {
        if (Number.isFinite(field.valueAsNumber)) set[name](k, Math.min(10, Math.max(-10, field.valueAsNumber)));
      });
      scope.listen(field, "keydown", (event) => event.stopPropagation());
      return field;
    });
    this.fields = { W: fields("W", R * S), p: fields("p", R), b: fields("b", S) };
    const words = (/** @type {number} */ count) => Array.from({ length: count }, () => h("output", {}));
    this.n = words(S);
    this.a = words(S);
    const sign = (/** @type {string} */ text) => h("span", { class: "nn-sign" }, text);
    this.element = h("div", { class: "nn-matrices", role: "group", "aria-label": t("matrices") },
      matrix("W", S, R, this.fields.W), matrix("p", R, 1, this.fields.p), sign("+"), matrix("b", S, 1, this.fields.b), sign("="),
      matrix("n", S, 1, this.n), sign("→"), matrix("a", S, 1, this.a));
  }

  /** @param {import("./layer.js").Layer} layer */
  draw(layer) {
    for (const name of /** @type {const} */ (["W", "p", "b"])) {
      this.fields[name].forEach((field, k) => {
        const shown = String(Number(layer[name][k].toFixed(4)));
        if (field.value !== shown) field.value = shown;
      });
    }
    this.n.forEach((cell, i) => setText(cell, show(layer.n[i], 4)));
    this.a.forEach((cell, i) => setText(cell, show(layer.a[i], 4)));
  }
}
