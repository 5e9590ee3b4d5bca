// @ts-check
// The network's curve over its target, and the two bends that it is made of.
import { linePath } from "../../view/curve.js";
import { s, setAttributes } from "../../view/dom.js";
import { Plot, key } from "../../view/plot.js";
import { INTERVAL } from "../targets.js";

export const INPUTS = /** @type {const} */ ([-3, 3]);
const POINTS = 181;

/** @param {number} i */
const input = (i) => INPUTS[0] + ((INPUTS[1] - INPUTS[0]) * i) / (POINTS - 1);

/** @param {Plot} plot @param {(p: number) => number} f */
const curve = (plot, f) => ({ d: linePath(POINTS, (i) => plot.x(input(i)), (i) => plot.y(f(input(i)))) });

/** @typedef {import("./sculpture.js").Sculpture} Sculpture */

export class CurvePlot extends Plot {
  /** @param {import("../../view/frame.js").Context["t"]} t */
  constructor(t) {
    super({ x: { domain: INPUTS, label: t("axis.p") }, y: { domain: [-1, 3], label: t("axis.a") }, label: t("plot.curve") });
    this.shade = s("rect", { class: "nn-shade" });
    this.lift = s("line", { class: "nn-line nn-lift" });
    this.goal = s("path", { class: "nn-line nn-goal" });
    this.network = s("path", { class: "nn-line nn-network" });
    this.inside.append(this.shade, this.lift, this.goal, this.network);
    key(this, [["nn-goal", "—", t("key.target")], ["nn-network", "—", t("key.network")], ["nn-lift", "···", t("key.b2")]]);
  }

  /** @param {Sculpture} sculpture */
  draw(sculpture) {
    const [left, right] = INTERVAL.map((p) => this.x(p));
    setAttributes(this.shade, { x: left, y: 0, width: right - left, height: this.height });
    setAttributes(this.goal, curve(this, sculpture.target));
    setAttributes(this.network, curve(this, (p) => sculpture.output(p)));
    const level = this.y(sculpture.x[6]);
    setAttributes(this.lift, { x1: 0, x2: this.width, y1: level, y2: level });
  }
}

export class UnitsPlot extends Plot {
  /** @param {import("../../view/frame.js").Context["t"]} t */
  constructor(t) {
    super({ x: { domain: INPUTS, label: t("axis.p"), every: 50 }, y: { domain: [-3, 3], label: t("axis.units"), every: 36 }, label: t("plot.units") });
    this.zero = s("line", { class: "nn-zero" });
    this.curves = [0, 1].map((i) => s("path", { class: `nn-line nn-unit-${i}` }));
    this.arms = [0, 1].map((i) => s("line", { class: `nn-line nn-arm nn-unit-${i}` }));
    this.inside.append(this.zero, ...this.arms, ...this.curves);
    key(this, [["nn-unit-0", "—", t("key.unit0")], ["nn-unit-1", "—", t("key.unit1")]]);
  }

  /** @param {Sculpture} sculpture @param {readonly [number, number][]} ends of the arms */
  draw(sculpture, ends) {
    setAttributes(this.zero, { x1: 0, x2: this.width, y1: this.y(0), y2: this.y(0) });
    for (const i of [0, 1]) {
      setAttributes(this.curves[i], curve(this, (p) => sculpture.part(i, p)));
      const [x1, y1] = [this.x(sculpture.place(i)), this.y(sculpture.x[4 + i] / 2)];
      const [x2, y2] = [this.x(ends[i][0]), this.y(ends[i][1])];
      setAttributes(this.arms[i], Number.isFinite(x1 + x2) ? { x1, y1, x2, y2 } : { x1: 0, y1: 0, x2: 0, y2: 0 });
    }
  }
}
