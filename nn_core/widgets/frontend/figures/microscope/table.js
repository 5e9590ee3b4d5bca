// @ts-check
// Every parameter with its value, its slope two ways, and what the update makes of it.
import { h, setAttributes, setText } from "../../view/dom.js";
import { fixed, parameterNames } from "./operations.js";

export class Table {
  /**
   * @param {import("../../view/frame.js").Context} context
   * @param {import("./pass.js").Pass} pass
   * @param {(k: number, value: number) => void} setParameter
   */
  constructor({ scope, t }, { R, S }, setParameter) {
    const heads = ["table.parameter", "table.value", "table.slope", "table.difference", "table.new"];
    this.rows = parameterNames(R, S).map((name, k) => {
      const field = h("input", { type: "number", class: "nn-number", step: "any", min: -20, max: 20, "aria-label": t("table.field", { what: name }) });
      scope.listen(field, "change", () => {
        const typed = field.valueAsNumber;
        if (Number.isFinite(typed)) setParameter(k, Math.min(20, Math.max(-20, typed)));
        else this.refresh?.();
      });
      scope.listen(field, "keydown", (event) => event.stopPropagation());
      const cells = [h("td"), h("td", { class: "nn-check" }), h("td")];
      return { field, cells, row: h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, field), ...cells) };
    });
    this.element = h("div", { class: "nn-sideways" }, h("table", { class: "nn-table" }, h("caption", { class: "nn-unseen" }, t("table.caption")),
      h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, t(head))))),
      h("tbody", {}, ...this.rows.map(({ row }) => row))));
    /** @type {(() => void) | null} */
    this.refresh = null;
  }

  /** @param {import("./pass.js").Pass} pass @param {Map<string, number>} known @param {string} now */
  draw(pass, known, now) {
    this.refresh = () => this.draw(pass, known, now);
    this.rows.forEach(({ field, cells: [slope, check, next], row }, k) => {
      const shown = String(Number(pass.x[k].toFixed(6)));
      if (field.value !== shown) field.value = shown;
      const found = known.has(`g-${k}`);
      setText(slope, found ? fixed(pass.gradient[k]) : "…");
      setText(check, found ? fixed(pass.difference(k)) : "…");
      setText(next, known.has("update") ? fixed(pass.updated[k]) : "…");
      setAttributes(row, { class: now === `g-${k}` || now === "update" ? "nn-now" : null });
    });
  }
}
