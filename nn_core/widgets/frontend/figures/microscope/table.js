// @ts-check
// Every parameter with its value, its slope two ways, and what the update makes of it.
import { h, setAttributes, setText } from "../../view/dom.js";
import { exactField } from "../../view/field.js";
import { decimal } from "../../view/numbers.js";
import { parameterNames } from "./operations.js";

const BOUNDS = /** @type {const} */ ({ type: "number", low: -20, high: 20 });
const ROOM = { field: 8, cell: 9 }; // characters, on a phone

export class Table {
  /**
   * @param {import("../../view/frame.js").Context} context
   * @param {{now: () => import("./pass.js").Pass, parameter: (k: number, value: number) => void}} hand
   */
  constructor({ scope, t }, hand) {
    const { R, S } = hand.now();
    const heads = ["table.parameter", "table.value", "table.slope", "table.difference", "table.new"];
    this.rows = parameterNames(R, S).map((name, k) => {
      const field = exactField(scope, { label: t("table.field", { what: name }), bounds: BOUNDS, room: ROOM.field,
        get: () => hand.now().x[k], set: (value) => hand.parameter(k, value) });
      const cells = [h("td"), h("td", { class: "nn-check" }), h("td")];
      return { field, cells, row: h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, field.element), ...cells) };
    });
    this.element = h("div", { class: "nn-sideways" }, h("table", { class: "nn-table" }, h("caption", { class: "nn-unseen" }, t("table.caption")),
      h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, t(head))))),
      h("tbody", {}, ...this.rows.map(({ row }) => row))));
    /** what the fields show @type {Float64Array | null} */
    this.x = null;
  }

  /** @param {import("./pass.js").Pass} pass @param {Map<string, number>} known @param {string} now */
  draw(pass, known, now) {
    const given = pass.x !== this.x;
    this.x = pass.x;
    this.rows.forEach(({ field, cells: [slope, check, next], row }, k) => {
      if (given) field.update();
      const found = known.has(`g-${k}`);
      setText(slope, found ? decimal(pass.gradient[k], 6, ROOM.cell) : "…");
      setText(check, found ? decimal(pass.difference(k), 6, ROOM.cell) : "…");
      setText(next, known.has("update") ? decimal(pass.updated[k], 6, ROOM.cell) : "…");
      setAttributes(row, { class: now === `g-${k}` || now === "update" ? "nn-now" : null });
    });
  }
}
