// @ts-check
// The net input n = wp + b: a straight line, with the level where the neuron makes up its mind.
import { linePath } from "../../view/curve.js";
import { s, setAttributes } from "../../view/dom.js";
import { Plot } from "../../view/plot.js";
import { INPUTS } from "./curvePlot.js";

export const NET = /** @type {const} */ ([-8, 8]);

export class NetPlot extends Plot {
  /** @param {import("../../view/frame.js").Context["t"]} t */
  constructor(t) {
    super({ x: { domain: INPUTS, label: t("axis.p"), every: 50 }, y: { domain: NET, label: t("axis.n"), every: 40 }, label: t("plot.net") });
    this.zero = s("line", { class: "nn-zero" });
    this.drop = s("line", { class: "nn-way" });
    this.line = s("path", { class: "nn-line nn-net" });
    this.dot = s("circle", { class: "nn-dot", r: 4.5 });
    this.inside.append(this.zero, this.drop, this.line, this.dot);
  }

  /** @param {import("./neuron.js").Neuron} neuron @param {number} p */
  draw(neuron, p) {
    const { x, y } = this;
    setAttributes(this.zero, { x1: 0, x2: this.width, y1: y(0), y2: y(0) });
    setAttributes(this.line, { d: linePath(2, (i) => x(INPUTS[i]), (i) => y(neuron.net(INPUTS[i]))) });
    setAttributes(this.drop, { x1: x(p), x2: x(p), y1: this.height, y2: y(neuron.net(p)) });
    setAttributes(this.dot, { cx: x(p), cy: y(neuron.net(p)) });
  }
}
