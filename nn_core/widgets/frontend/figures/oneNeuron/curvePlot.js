// @ts-check
// The neuron's curve, its slope at the middle, and the way of one input through it.
import { armEnd } from "../../view/arm.js";
import { linePath } from "../../view/curve.js";
import { s, setAttributes, show } from "../../view/dom.js";
import { Plot, key } from "../../view/plot.js";

export const INPUTS = /** @type {const} */ ([-4, 4]);
const POINTS = 201;

/** @typedef {import("./neuron.js").Neuron} Neuron */

export class CurvePlot extends Plot {
  /** @param {import("../../view/frame.js").Context["t"]} t */
  constructor(t) {
    super({ x: { domain: INPUTS, label: t("axis.p") }, y: { domain: [-0.2, 1.2], label: t("axis.a") }, label: t("plot.curve") });
    this.zero = s("line", { class: "nn-zero" });
    this.way = s("path", { class: "nn-way" });
    this.tangent = s("line", { class: "nn-line nn-tangent" });
    this.curve = s("path", { class: "nn-line nn-curve" });
    this.grip = s("path", { class: "nn-grip" });
    this.inside.append(this.zero, this.way, this.tangent, this.curve, this.grip);
    this.key = key(this, [["nn-curve", "—", t("key.curve")], ["nn-tangent", "--", t("key.tangent")],
      ["nn-beside", "--", t("key.side")]]);
    this.p = Float64Array.from({ length: POINTS }, (_, i) => INPUTS[0] + ((INPUTS[1] - INPUTS[0]) * i) / (POINTS - 1));
    this.a = new Float64Array(POINTS);
  }

  /** @param {Neuron} neuron @param {number} p */
  draw(neuron, p) {
    this.setDomain("y", window(neuron.range));
    for (let i = 0; i < POINTS; i++) this.a[i] = neuron.output(this.p[i]);
    const d = linePath(POINTS, (i) => this.x(this.p[i]), (i) => this.y(this.a[i]));
    setAttributes(this.curve, { d });
    setAttributes(this.grip, { d });
    const floor = this.height;
    const [px, py] = [this.x(p), this.y(neuron.output(p))];
    setAttributes(this.way, { d: linePath(3, (i) => [px, px, 0][i], (i) => [floor, py, py][i]) });
    setAttributes(this.zero, { x1: 0, x2: this.width, y1: this.y(0), y2: this.y(0) });
    const turned = neuron.turns;
    show(this.tangent, turned);
    this.key.show("nn-tangent", turned && !neuron.corner);
    this.key.show("nn-beside", turned && neuron.corner);
    if (!turned) return;
    const [cx, cy] = [this.x(neuron.middle), this.y(neuron.atMiddle)];
    const [hx, hy] = armEnd(this, this.pivot(neuron), neuron.slope).map((v, i) => (i ? this.y(v) : this.x(v)));
    setAttributes(this.tangent, { x1: 2 * cx - hx, y1: 2 * cy - hy, x2: hx, y2: hy });
  }

  /** The middle of the curve. @param {Neuron} neuron @returns {[number, number]} */
  pivot(neuron) {
    return [neuron.middle, neuron.atMiddle];
  }
}

/** What of the outputs to show. @param {readonly [number, number]} range @returns {[number, number]} */
function window([low, high]) {
  if (Number.isFinite(high)) return [low - 0.2, high + 0.2];
  return Number.isFinite(low) ? [-1.2, 4] : [-4, 4];
}
