// @ts-check
// Input spikes, the membrane potential they cause, and the firing rate against the total input.
import { linePath } from "../../view/curve.js";
import { s, setAttributes } from "../../view/dom.js";
import { Plot, key } from "../../view/plot.js";
import { DURATION, INPUTS } from "./schema.js";

const DRIVES = /** @type {const} */ ([-20, 60]); // millivolts shown, more if the inputs push harder
const LOWEST = -85;
const POINTS = 241;

/** @typedef {import("./cell.js").Cell} Cell */

export class RasterPlot extends Plot {
  /** @param {import("../../view/frame.js").Context["t"]} t */
  constructor(t) {
    super({ x: { domain: [0, 1000 * DURATION], label: "", at: [] }, y: { domain: [3.6, 0.4], label: t("axis.inputs"), at: INPUTS },
      label: t("plot.raster"), margin: { bottom: 6 } });
    this.rows = INPUTS.map(() => s("path", { class: "nn-line nn-arrivals" }));
    /** what each row shows: its spikes, up to when, at what size @type {unknown[][]} */
    this.shown = INPUTS.map(() => []);
    this.inside.append(...this.rows);
  }

  /** @param {Cell} cell @param {number} until */
  draw(cell, until) {
    this.rows.forEach((row, i) => {
      setAttributes(row, { class: `nn-line ${cell.w[i] < 0 ? "nn-inhibiting" : "nn-exciting"}` });
      const wanted = [cell.trains[i], until, this.width];
      if (wanted.every((part, k) => part === this.shown[i][k])) return;
      this.shown[i] = wanted;
      let d = "";
      for (const t of cell.trains[i]) if (1000 * t <= until) d += `M${this.x(1000 * t).toFixed(1)} ${this.y(i + 0.7).toFixed(1)}V${this.y(i + 1.3).toFixed(1)}`;
      setAttributes(row, { d });
    });
  }
}

export class PotentialPlot extends Plot {
  /** @param {import("../../view/frame.js").Context["t"]} t */
  constructor(t) {
    super({ x: { domain: [0, 1000 * DURATION], label: t("axis.time") }, y: { domain: [LOWEST, 35], label: t("axis.V"), at: [-70, -40, -10, 20] }, label: t("plot.potential") });
    this.level = s("line", { class: "nn-line nn-level" });
    this.line = s("path", { class: "nn-line nn-potential" });
    this.inside.append(this.level, this.line);
    key(this, [["nn-level", "--", t("key.threshold")]]);
  }

  /** @param {Cell} cell @param {number} until */
  draw(cell, until) {
    this.setDomain("y", [Math.min(LOWEST, cell.lowest - 5), 35]);
    const y = this.y(cell.neuron.threshold);
    setAttributes(this.level, { x1: 0, x2: this.width, y1: y, y2: y });
    const trace = cell.trace(until);
    setAttributes(this.line, { d: linePath(trace.length, (k) => this.x(trace[k][0]), (k) => this.y(trace[k][1])) });
  }
}

export class RatePlot extends Plot {
  /** @param {import("../../view/frame.js").Context["t"]} t */
  constructor(t) {
    super({ x: { domain: DRIVES, label: t("axis.drive"), every: 50 }, y: { domain: [0, 160], label: t("axis.rate") }, label: t("plot.rate") });
    this.now = s("line", { class: "nn-way" });
    this.artificial = s("path", { class: "nn-line nn-artificial" });
    this.cell = s("path", { class: "nn-line nn-cell" });
    this.dot = s("circle", { class: "nn-dot", r: 6 });
    this.inside.append(this.now, this.artificial, this.cell, this.dot);
    key(this, [["nn-cell", "—", t("key.cell")], ["nn-artificial", "--", t("key.artificial")]]);
  }

  /** @param {Cell} cell */
  draw(cell) {
    const least = Math.min(DRIVES[0], Math.floor(cell.drive / 20) * 20);
    const most = Math.max(DRIVES[1], Math.ceil(cell.drive / 20) * 20);
    const drive = (/** @type {number} */ i) => least + ((most - least) * i) / (POINTS - 1);
    this.setDomain("x", [least, most]);
    this.setDomain("y", [0, Math.max(60, Math.ceil((Math.max(cell.neuron.rate(most), cell.measured) * 1.1) / 20) * 20)]);
    const curve = (/** @type {(d: number) => number} */ f) => ({ d: linePath(POINTS, (i) => this.x(drive(i)), (i) => this.y(f(drive(i)))) });
    setAttributes(this.cell, curve((d) => cell.neuron.rate(d)));
    setAttributes(this.artificial, curve((d) => cell.artificial(d, most)));
    const x = this.x(cell.drive);
    setAttributes(this.now, { x1: x, x2: x, y1: this.height, y2: 0 });
    setAttributes(this.dot, { cx: x, cy: this.y(cell.measured) });
  }
}
