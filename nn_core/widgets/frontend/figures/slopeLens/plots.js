// @ts-check
// Three pictures with one lens: the activation, its slope, and the slope left after many layers.
import { linePath } from "../../view/curve.js";
import { s, setAttributes } from "../../view/dom.js";
import { Plot, key } from "../../view/plot.js";

export const NETS = /** @type {const} */ ([-6, 6]);
const POINTS = 241;
const FLAT = 0.1; // below this share of the largest slope we call the activation saturated
const SMALLEST = 1e-12; // the last decade shown
const LARGEST = 1e4;

const n = Float64Array.from({ length: POINTS }, (_, i) => NETS[0] + ((NETS[1] - NETS[0]) * i) / (POINTS - 1));

/** @typedef {import("../../engine/activations.js").Activation} Activation */

/** @param {Activation} f */
export function steepest(f) {
  return n.reduce((most, v) => Math.max(most, f.df(v, f.f(v))), 0);
}

/** Where the activation is saturated, as the path of a row of boxes. @param {Activation} f @param {Plot} plot */
function flat(f, plot) {
  const limit = FLAT * steepest(f);
  const box = plot.width / (POINTS - 1);
  let d = "";
  for (const v of n) if (f.df(v, f.f(v)) <= limit) d += `M${(plot.x(v) - box / 2).toFixed(1)} 0h${box.toFixed(2)}v${plot.height}h${(-box).toFixed(2)}z`;
  return d;
}

export class ActivationPlot extends Plot {
  /** @param {import("../../view/frame.js").Context["t"]} t */
  constructor(t) {
    super({ x: { domain: NETS, label: t("axis.n") }, y: { domain: [-1, 1], label: t("axis.a"), every: 34 }, label: t("plot.f") });
    this.shade = s("path", { class: "nn-shade" });
    this.zero = s("line", { class: "nn-zero" });
    this.curve = s("path", { class: "nn-line nn-curve" });
    this.tangent = s("line", { class: "nn-line nn-tangent" });
    this.inside.append(this.shade, this.zero, this.curve, this.tangent);
    key(this, [["nn-flat", "■", t("key.flat")]]);
  }

  /** @param {Activation} f @param {number} at @param {boolean} whole whether more than the lens changed */
  draw(f, at, whole) {
    if (whole) {
      const [low, high] = f.range;
      this.setDomain("y", Number.isFinite(high) ? [low - 0.2, high + 0.2] : [Number.isFinite(low) ? -1.5 : -6, 6]);
      setAttributes(this.shade, { d: flat(f, this) });
      setAttributes(this.curve, { d: linePath(POINTS, (i) => this.x(n[i]), (i) => this.y(f.f(n[i]))) });
      setAttributes(this.zero, { x1: 0, x2: this.width, y1: this.y(0), y2: this.y(0) });
    }
    const a = f.f(at);
    const slope = f.df(at, a);
    const reach = 1.5;
    setAttributes(this.tangent, {
      x1: this.x(at - reach), x2: this.x(at + reach), y1: this.y(a - reach * slope), y2: this.y(a + reach * slope),
    });
  }
}

export class SlopePlot extends Plot {
  /** @param {import("../../view/frame.js").Context["t"]} t */
  constructor(t) {
    super({ x: { domain: NETS, label: t("axis.n") }, y: { domain: [0, 1.2], label: t("axis.slope"), every: 34 }, label: t("plot.slope") });
    this.shade = s("path", { class: "nn-shade" });
    this.curve = s("path", { class: "nn-line nn-slope" });
    this.drop = s("line", { class: "nn-line nn-drop" });
    this.dot = s("circle", { class: "nn-dot", r: 5 });
    this.inside.append(this.shade, this.curve, this.drop, this.dot);
  }

  /** @param {Activation} f @param {number} at @param {boolean} whole */
  draw(f, at, whole) {
    const slope = (/** @type {number} */ v) => f.df(v, f.f(v));
    if (whole) {
      const lowest = n.reduce((least, v) => Math.min(least, slope(v)), 0); // SiLU and GELU fall a little
      this.setDomain("y", [lowest - 0.05, Math.max(0.3, Math.ceil(steepest(f) * 5) / 5) + 0.05]);
      setAttributes(this.shade, { d: flat(f, this) });
      setAttributes(this.curve, { d: linePath(POINTS, (i) => this.x(n[i]), (i) => this.y(slope(n[i]))) });
    }
    const [x, y] = [this.x(at), this.y(slope(at))];
    setAttributes(this.drop, { x1: x, x2: x, y1: this.y(0), y2: y });
    setAttributes(this.dot, { cx: x, cy: y });
  }
}

export class LeftPlot extends Plot {
  /** @param {import("../../view/frame.js").Context["t"]} t */
  constructor(t) {
    super({ x: { domain: [0.5, 10.5], label: t("axis.layer"), every: 40 },
      y: { domain: [SMALLEST, LARGEST], log: true, label: t("axis.left"), every: 26 }, label: t("plot.left") });
    this.one = s("line", { class: "nn-zero" });
    this.bars = s("path", { class: "nn-bars" });
    this.inside.append(this.one, this.bars);
  }

  /** @param {ArrayLike<number>} left */
  draw(left) {
    this.setDomain("x", [0.5, left.length + 0.5]);
    const bar = (this.width / left.length) * 0.6;
    const floor = this.y(1);
    let d = "";
    for (let k = 0; k < left.length; k++) {
      const size = Math.abs(left[k]);
      const y = this.y(Math.min(LARGEST, Math.max(SMALLEST, size)));
      const x = this.x(k + 1) - bar / 2;
      if (size > 0) d += `M${x.toFixed(1)} ${floor.toFixed(1)}h${bar.toFixed(1)}V${y.toFixed(1)}h${(-bar).toFixed(1)}z`;
    }
    setAttributes(this.bars, { d });
    setAttributes(this.one, { x1: 0, x2: this.width, y1: floor, y2: floor });
  }
}
